import type { KeyObject } from 'node:crypto';
import { CERTIFICATE_KEYS } from '../../gke/certificates';
import { ingress, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { tlsSecretOf } from './tls-secret';

const INGRESS = ingress({ spec: 'tls: [{ secretName: milvus-tls }]' });

export const certificateKeyIsUsual: Rule = {
  id: 'certificate-key-is-usual',
  severity: 'warning',
  why: 'the load balancer takes keys of RSA 2048 and ECDSA P-256 for sure; it may refuse another, and then no frontend is made',
  cure: 'Make the certificate with a key of RSA 2048 or ECDSA P-256.',
  see: PAGES.selfManaged,
  *check({ tlsSecrets }) {
    for (const secret of tlsSecrets) {
      const { chain, key, certificatePath, placeholder } = tlsSecretOf(secret);
      const found = key ?? chain[0]?.publicKey;
      const kind = found && kindOf(found);
      if (kind === undefined || placeholder || USUAL.includes(kind)) continue;
      yield { on: secret, path: certificatePath, message: `must have a key of ${USUAL.join(' or ')}, got ${kind}` };
    }
  },
  examples: {
    good: [together(INGRESS, tlsSecret(['good']))],
    bad: [together(INGRESS, tlsSecret(['p384'], 'keyOfP384'))],
  },
};

const USUAL = [`RSA ${CERTIFICATE_KEYS.rsaBits}`, `ECDSA ${CERTIFICATE_KEYS.curve}`];

function kindOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  if (asymmetricKeyType === 'rsa') return `RSA ${asymmetricKeyDetails?.modulusLength ?? '?'}`;
  if (asymmetricKeyType === 'ec') return `ECDSA ${asymmetricKeyDetails?.namedCurve ?? '?'}`;
  return asymmetricKeyType ?? 'an unknown kind';
}
