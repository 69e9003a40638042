import { ingress, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { tlsSecretOf } from './tls-secret';

const INGRESS = ingress({ spec: 'tls: [{ secretName: milvus-tls }]' });

export const certificateMatchesKey: Rule = {
  id: 'certificate-matches-key',
  severity: 'error',
  why: 'Compute Engine refuses a certificate with the key of another one: no frontend is made',
  cure: 'Put certificate and key of one pair into the Secret.',
  see: PAGES.selfManaged,
  *check({ tlsSecrets }) {
    for (const secret of tlsSecrets) {
      const { chain, key, certificatePath: path, placeholder } = tlsSecretOf(secret);
      if (!key || chain.length === 0 || placeholder) continue;
      if (chain.some((certificate) => certificate.checkPrivateKey(key))) continue;
      yield { on: secret, path, message: 'does not match the key in tls.key' };
    }
  },
  examples: {
    good: [together(INGRESS, tlsSecret(['good']))],
    bad: [together(INGRESS, tlsSecret(['other'], 'keyOfGood'))],
  },
};
