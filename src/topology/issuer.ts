import type { Issuer } from './topology';

/** An issuer by its bare name is one of the namespace. */
export function issuerFrom(issuer: string | Issuer): Issuer {
  return typeof issuer === 'string' ? { kind: 'Issuer', name: issuer } : issuer;
}
