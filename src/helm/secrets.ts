import type { Fault } from '../errors';
import { holdsPrivateKey, holdsUrlPassword, isSecretName, isSecretPath } from '../milvus/secrets';
import { VALUES } from '../milvus/values';
import type { EditableYaml, Leaf } from '../source/editable';

/** A fault for every secret in the chart's values; none says the secret. */
export function secretsIn(values: EditableYaml): readonly Fault[] {
  return (
    secretLeaves(values)
      // Its lines are looked at one by one.
      .filter(({ path }) => path.join('\n') !== VALUES.userYaml.join('\n'))
      .map((leaf) => faultOf(values, leaf, cureInValues(leaf)))
  );
}

/** The same for user.yaml, which no second values file can complete. */
export function secretsInUserYaml(values: EditableYaml): readonly Fault[] {
  return secretLeaves(values).map((leaf) => faultOf(values, leaf, cureInUserYaml(leaf)));
}

/** Every text that is a secret by its name, its place or its look. */
export function secretLeaves(values: EditableYaml): Leaf[] {
  const leaves = [...values.leaves()];
  const variables = new Set(leaves.filter(isVariableName).map(({ path }) => parentOf(path)));
  return leaves.filter((leaf) => {
    if (leaf.text === '') return false;
    if (holdsPrivateKey(leaf.text) || holdsUrlPassword(leaf.text)) return true;
    const isWord = leaf.quoted || !/^(y|yes|n|no|on|off|true|false)$/i.test(leaf.text);
    return isWord && (isSecretPath(leaf.path) || (leaf.path.at(-1) === 'value' && variables.has(parentOf(leaf.path))));
  });
}

/** The name in `{ name: MINIO_SECRET_KEY, value: … }`. */
function isVariableName({ path, text }: Leaf): boolean {
  return path.at(-1) === 'name' && isSecretName(text);
}

function parentOf(path: Leaf['path']): string {
  return JSON.stringify(path.slice(0, -1));
}

function faultOf(values: EditableYaml, { path, text, at }: Leaf, cure: string): Fault {
  const message = `holds a ${holdsPrivateKey(text) ? 'private key' : 'secret'}, and this file becomes part of what is committed`;
  return { at, path: values.nameOf(path), message, cure };
}

function cureInValues({ path, text }: Leaf): string {
  if (path.at(-1) === 'value') return 'take it from a Kubernetes Secret with valueFrom.secretKeyRef';
  if (path[0] === 'externalS3') {
    return 'remove it with cloudProvider: gcp and useIAM: true (workload identity), or move it into the file of secretValues';
  }
  if (holdsPrivateKey(text) || path.join('.') === 'proxy.tls.key') {
    return 'put it into a Kubernetes Secret (kubectl create secret tls) and name that; see backendCertificate';
  }
  return 'move it into the file of secretValues, or into a Kubernetes Secret that existingSecret names';
}

function cureInUserYaml({ path, text }: Leaf): string {
  if (path[0] === 'minio') {
    return "remove it with useIAM: true (workload identity), or use the chart's externalS3 in the file of secretValues";
  }
  if (path.at(-1) === 'defaultRootPassword') return "remove it, and change root's first password as the runbook says";
  if (holdsPrivateKey(text)) return 'put it into a Kubernetes Secret, mount that, and name the file here';
  return 'give it to the pods from a Kubernetes Secret: secretValues cannot, a second user.yaml replaces this one whole';
}
