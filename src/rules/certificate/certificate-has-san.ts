import { ingress, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { tlsSecretOf } from './tls-secret';

const INGRESS = ingress({ spec: 'tls: [{ secretName: milvus-tls }]' });

export const certificateHasSan: Rule = {
  id: 'certificate-has-san',
  severity: 'warning',
  why: 'Go refuses a certificate with a CN only ("use SANs instead"); Python, Node and Java take it, for now',
  cure: 'Make the certificate with subjectAltName = DNS:host.',
  see: PAGES.selfManaged,
  *check({ tlsSecrets }) {
    for (const secret of tlsSecrets) {
      const { chain, certificatePath: path, placeholder } = tlsSecretOf(secret);
      const [leaf] = chain;
      if (!leaf || placeholder || leaf.subjectAltName) continue;
      yield { on: secret, path, message: 'has no subject alternative name' };
    }
  },
  examples: {
    good: [together(INGRESS, tlsSecret(['good']))],
    bad: [together(INGRESS, tlsSecret(['withoutSan']))],
  },
};
