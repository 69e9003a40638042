import type { Fault } from '../errors';
import { SERVICE } from '../gke/annotations';
import { USER_YAML, VALUES } from '../milvus/values';
import type { EditableYaml } from '../source/editable';
import type { Position } from '../source/read';
import type { Release } from '../topology/topology';
import { layer4ValuesIn } from './exposure';

/**
 * What the merge is about to switch on or off in an existing file that says nothing of it, or says it where nobody reads
 * it; what the file says otherwise is told where it is changed. Called before anything is written.
 */
export function switchNotes(
  values: EditableYaml,
  userYaml: EditableYaml,
  release: Release,
  start: Position,
): readonly Fault[] {
  const at = values.find(VALUES.userYaml)?.at ?? start;
  return [...userYamlNotes(userYaml, release, at), ...chartNotes(values, release), ...layer4Notes(values)];
}

function userYamlNotes(userYaml: EditableYaml, { authorization, rest }: Release, at: Position): Fault[] {
  const unset = (path: readonly string[]): boolean => (userYaml.find(path)?.kind ?? 'nothing') === 'nothing';
  const note = (path: readonly string[], message: string, cure: string): Fault[] =>
    unset(path) ? [{ at, path: userYaml.nameOf(path), message, cure }] : [];
  return [
    ...note(
      USER_YAML.tlsMode,
      'is switched on, with 1',
      'plaintext clients cannot connect any more from the upgrade on: plan the change as the runbook says',
    ),
    ...(authorization === true
      ? note(
          USER_YAML.authorizationEnabled,
          'is switched on',
          'clients need a user and a password from the upgrade on; authorization: unmanaged in the environment leaves it as it is',
        )
      : []),
    ...(rest === 'off'
      ? note(
          USER_YAML.restEnabled,
          'is switched off: REST cannot share the port of gRPC while TLS is on',
          'rest: { port: …, path: … } in the environment gives REST a port of its own',
        )
      : []),
  ];
}

/** The chart's values have this key, and no template reads it. */
function chartNotes(values: EditableYaml, { rest }: Release): Fault[] {
  const found = values.find(USER_YAML.restEnabled);
  const notes: Fault[] = [];
  if (found && /^(y|yes|true|on)$/i.test(found.text) && rest === 'off') {
    notes.push({
      at: found.at,
      path: values.nameOf(USER_YAML.restEnabled),
      message: 'does nothing here: REST is switched off in user.yaml, the place that Milvus reads',
      cure: 'rest: { port: …, path: … } in the environment gives REST a port of its own',
    });
  }
  const attu = values.find(VALUES.attuEnabled);
  if (attu && /^(y|yes|true|on)$/i.test(attu.text)) {
    notes.push({
      at: attu.at,
      path: values.nameOf(VALUES.attuEnabled),
      message: "the chart's Attu speaks plaintext only, and cannot connect any more once Milvus speaks TLS",
      cure: 'switch it off, and run Attu by itself with a TLS address',
    });
  }
  return notes;
}

/** A Service of type ClusterIP has no address of its own: what was written for one is without effect. */
function layer4Notes(values: EditableYaml): Fault[] {
  const isLayer4 = ['LoadBalancer', 'NodePort'].includes(values.find(VALUES.serviceType)?.text ?? '');
  const written = new Map<string, Fault['at']>(layer4ValuesIn(values).map(({ path, at }) => [values.nameOf(path), at]));
  const ours: readonly string[] = Object.values(SERVICE);
  for (const { path, at } of isLayer4 ? values.leaves() : []) {
    const [first, second, key, ...below] = path;
    const isAnnotation = first === 'service' && second === 'annotations' && below.length === 0;
    if (isAnnotation && typeof key === 'string' && !ours.includes(key)) written.set(values.nameOf(path), at);
  }
  return [...written].map(([path, at]) => ({
    at,
    path,
    message: 'has no effect any more on the address of Milvus: its Service becomes ClusterIP, behind the Ingress',
    cure: 'remove it once the upgrade is done',
  }));
}
