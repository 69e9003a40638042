import { textOf, valueAt } from '../source/plain';
import type { RunningObject } from './running';

type Issuer = string | { readonly kind: 'ClusterIssuer'; readonly name: string };

/** The cert-manager issuer that fills a Secret, as an environment writes it; undefined where none does. */
export function issuerOf(objects: readonly RunningObject[], secretName: string): Issuer | undefined {
  const certificate = objects.find(
    ({ kind, spec }) => kind === 'Certificate' && valueAt(spec, ['secretName']) === secretName,
  );
  const name = textOf(valueAt(certificate?.spec, ['issuerRef', 'name']));
  if (name === undefined) return undefined;
  return valueAt(certificate?.spec, ['issuerRef', 'kind']) === 'ClusterIssuer' ? { kind: 'ClusterIssuer', name } : name;
}
