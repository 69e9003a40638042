import { USER_YAML_KEY } from '../milvus/values';
import { itemsOf } from '../rules/objects';
import type { Heading } from '../rules/objects';
import { readParts } from '../source/parts';
import type { Part } from '../source/parts';
import { isMapping, mappingOf } from '../source/plain';
import type { Mapping } from '../source/plain';
import { HELM_RELEASE } from './artifact';
import type { Artifact } from './artifact';

/** The Kubernetes objects of a manifest. */
export function kubernetesArtifacts(environment: string, parts: readonly Part[]): Artifact[] {
  const items = parts.flatMap((part) => [...itemsOf(part, environment)]);
  return items.map(({ kind, namespace = '', name = '', value }) => ({
    environment,
    room: 'kubernetes',
    kind,
    place: namespace,
    name,
    value: withJsonRead(value),
  }));
}

/** A Helm release, as its values file describes it. */
export function releaseArtifact(environment: string, release: string, written: unknown, { chart }: Heading): Artifact {
  const value = { ...(chart !== undefined && { chart }), values: valuesRead(written) };
  return { environment, room: 'helm', kind: HELM_RELEASE, place: '', name: release, value };
}

/** Values as Helm gives them to the chart, with user.yaml and the JSON of annotations read. */
export function valuesRead(values: unknown): Mapping {
  const read = mappingOf(values);
  const files = read['extraConfigFiles'];
  const service = read['service'];
  return {
    ...read,
    ...(isMapping(files) && { extraConfigFiles: { ...files, [USER_YAML_KEY]: yamlRead(files[USER_YAML_KEY]) } }),
    ...(isMapping(service) && { service: annotationsRead(service) }),
  };
}

/** YAML that is written as a text; the text itself where it is none. */
export function yamlRead(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  const { parts, faults } = readParts(text, USER_YAML_KEY);
  return faults.length === 0 && parts.length < 2 ? (parts[0]?.value ?? {}) : text;
}

function withJsonRead(object: Mapping): Mapping {
  return isMapping(object['metadata']) ? { ...object, metadata: annotationsRead(object['metadata']) } : object;
}

/** Spaces and the order of keys in JSON mean nothing. */
function annotationsRead(owner: Mapping): Mapping {
  if (!isMapping(owner['annotations'])) return owner;
  const read = Object.entries(owner['annotations']).map(([key, text]) => [key, jsonRead(text)]);
  return { ...owner, annotations: Object.fromEntries(read) as Mapping };
}

function jsonRead(text: unknown): unknown {
  if (typeof text !== 'string' || !text.trimStart().startsWith('{')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
