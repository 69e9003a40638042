import { ingress, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { tlsSecretOf } from './tls-secret';

const INGRESS = ingress({ spec: 'tls: [{ secretName: milvus-tls }]' });

export const certificateComesFirst: Rule = {
  id: 'certificate-comes-first',
  severity: 'warning',
  why: 'Compute Engine wants the chain leaf first: the certificate of the host, then those that signed it',
  cure: 'Write the certificate of the host first, then the intermediate ones.',
  see: PAGES.selfManaged,
  *check({ tlsSecrets }) {
    for (const secret of tlsSecrets) {
      const { chain, key, certificatePath: path, placeholder } = tlsSecretOf(secret);
      const [first, ...others] = chain;
      if (!first || !key || placeholder || first.checkPrivateKey(key)) continue;
      const leaf = others.findIndex((certificate) => certificate.checkPrivateKey(key));
      if (leaf >= 0)
        yield { on: secret, path, message: `the certificate of the key stands at place ${leaf + 2}, not first` };
    }
  },
  examples: {
    good: [together(INGRESS, tlsSecret(['good', 'other']))],
    bad: [together(INGRESS, tlsSecret(['other', 'good']))],
  },
};
