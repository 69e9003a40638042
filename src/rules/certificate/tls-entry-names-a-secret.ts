import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const tlsEntryNamesASecret: Rule = {
  id: 'tls-entry-names-a-secret',
  severity: 'error',
  why: 'the controller reports an error and makes no frontend at all, not even port 80; hosts are never read',
  cure: 'Write secretName, or remove the entry.',
  see: PAGES.secretCertificates,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      for (const { secretName, path } of ingress.tls) {
        if (secretName === undefined) {
          yield { on: ingress, path, absent: [...path, 'secretName'], message: 'must have a secretName' };
        }
      }
    }
  },
  examples: {
    good: [ingress({ spec: 'tls: [{ secretName: milvus-tls }]' })],
    bad: [ingress({ spec: 'tls: [{ hosts: [milvus.example.com] }]' })],
  },
};
