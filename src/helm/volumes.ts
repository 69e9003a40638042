import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../errors';
import { BACKEND_TLS_MOUNT } from '../milvus/service';
import { VOLUMES } from '../milvus/values';
import type { EditableYaml, Value } from '../source/editable';
import { textsIn } from '../source/plain';
import type { Release } from '../topology/topology';

/** Mounts the Secret with Milvus' own certificate into the pods that serve clients, beside what they mount already. */
export function mountBackendCertificate(values: EditableYaml, { mode, backendCertificate }: Release): readonly Fault[] {
  if (typeof backendCertificate !== 'object') return [];
  const { volume: name, path: mountPath } = BACKEND_TLS_MOUNT;
  const paths = VOLUMES[mode];
  return [
    ...add(values, paths.volumes, 'name', name, { name, secret: { secretName: backendCertificate.secretName } }),
    ...add(values, paths.mounts, 'mountPath', mountPath, { name, mountPath, readOnly: true }),
  ];
}

/** A key of an entry, where that is a mapping. */
export function valueAt(entry: unknown, key: string): unknown {
  return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[key] : undefined;
}

/** Appends an entry, unless it is there; another one with the same `key` is a fault. */
function add(
  values: EditableYaml,
  path: readonly string[],
  key: string,
  taken: string,
  entry: Value,
): readonly Fault[] {
  const wanted = textsIn(entry); // as a list is read
  const rivals = values
    .entries(path)
    .map((rival, index) => ({ ...rival, name: values.nameOf([...path, index]) }))
    .filter(({ value }) => valueAt(value, key) === taken);
  if (rivals.length === 0) values.append(path, entry);
  return rivals
    .filter(({ value }) => !isDeepStrictEqual(value, wanted))
    .map(({ at, name }) => ({
      at,
      path: name,
      message: `${key} "${taken}" is taken by the certificate that Milvus serves`,
      cure: 'use another one, or say backendCertificate: image in the environment and mount your own',
    }));
}
