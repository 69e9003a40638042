import { quote } from '../../errors';
import { hostFault } from '../../gke/names';
import { listOf, mappingOf, textOf } from '../../source/plain';
import type { Path } from '../../source/plain';
import { ingress } from '../examples';
import { route, setup } from '../gateway-examples';
import type { Item } from '../item';
import { PAGES } from '../pages';
import { isPlaceholder } from '../placeholder';
import type { Problem, Rule } from '../rule';

export const hostIsADnsName: Rule = {
  id: 'host-is-a-dns-name',
  severity: 'error',
  why: 'the API server refuses the Ingress',
  cure: 'Write a DNS name in lower case, e.g. milvus.example.com or *.example.com.',
  see: PAGES.kubernetesIngress,
  *check({ ingresses, httpRoutes, gateways }) {
    for (const ingress of ingresses) {
      for (const [index, rule] of listOf(ingress.spec['rules']).entries()) {
        yield* faultsOf(ingress, ['spec', 'rules', index, 'host'], mappingOf(rule)['host']);
      }
    }
    for (const httpRoute of httpRoutes) {
      for (const [index, host] of listOf(httpRoute.spec['hostnames']).entries()) {
        yield* faultsOf(httpRoute, ['spec', 'hostnames', index], host);
      }
    }
    for (const gateway of gateways) {
      for (const { path, hostname } of gateway.listeners) yield* faultsOf(gateway, [...path, 'hostname'], hostname);
    }
  },
  examples: {
    good: [ingress(), ingress({ host: '"*.example.com"' })],
    bad: [
      ingress({ host: 'Milvus.example.com' }),
      ingress({ host: 'my_milvus.example.com' }),
      ingress({ host: '203.0.113.7' }),
      setup({ route: route({ hostnames: '["milvus.example.com:443"]' }) }),
    ],
  },
};

function* faultsOf(on: Item, path: Path, host: unknown): Generator<Problem> {
  if (host === undefined || host === null || host === '' || isPlaceholder(textOf(host))) return;
  const fault = typeof host === 'string' ? hostFault(host)?.message : 'must be text';
  if (fault !== undefined) yield { on, path, message: `${fault}, got ${quote(host)}` };
}
