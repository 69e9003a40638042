import { quote } from '../../errors';
import { hostFault } from '../../gke/names';
import { listOf, mappingOf, textOf } from '../../source/plain';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import { isPlaceholder } from '../placeholder';
import type { Rule } from '../rule';

export const hostIsADnsName: Rule = {
  id: 'host-is-a-dns-name',
  severity: 'error',
  why: 'the API server refuses the Ingress',
  cure: 'Write a DNS name in lower case, e.g. milvus.example.com or *.example.com.',
  see: PAGES.kubernetesIngress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      for (const [index, rule] of listOf(ingress.spec['rules']).entries()) {
        const { host } = mappingOf(rule);
        if (host === undefined || host === null || host === '' || isPlaceholder(textOf(host))) continue;
        const fault = typeof host === 'string' ? hostFault(host)?.message : 'must be text';
        if (fault === undefined) continue;
        yield { on: ingress, path: ['spec', 'rules', index, 'host'], message: `${fault}, got ${quote(host)}` };
      }
    }
  },
  examples: {
    good: [ingress(), ingress({ host: '"*.example.com"' })],
    bad: [
      ingress({ host: 'Milvus.example.com' }),
      ingress({ host: 'my_milvus.example.com' }),
      ingress({ host: '203.0.113.7' }),
    ],
  },
};
