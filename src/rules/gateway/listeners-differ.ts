import { quote } from '../../errors';
import { gateway, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const HTTPS = 'port: 443, protocol: HTTPS, hostname: milvus.example.com';

export const listenersDiffer: Rule = {
  id: 'listeners-differ',
  severity: 'error',
  why: 'the API server refuses two listeners of one name, or of one port, protocol and hostname, and GKE serves HTTP and HTTPS only',
  cure: 'Give each a name and a hostname of its own.',
  see: PAGES.gatewaySpec,
  *check({ gateways }) {
    for (const one of gateways) {
      const names = new Set<string>();
      const places = new Set<string>();
      for (const { name, port, protocol, hostname, path } of one.listeners) {
        const place = JSON.stringify([port, protocol, hostname]);
        const on = { on: one, path };
        if (name !== undefined && names.has(name))
          yield { ...on, message: `another listener is called ${quote(name)}` };
        else if (places.has(place)) {
          yield { ...on, message: `another listener has port ${port ?? '?'} and ${hostname ?? 'no hostname'} too` };
        }
        if (protocol !== '' && !['HTTP', 'HTTPS'].includes(protocol)) {
          const message = `protocol must be HTTPS or HTTP, got ${quote(protocol)}`;
          yield { on: one, path: [...path, 'protocol'], message, cure: 'Write HTTPS, which carries gRPC.' };
        }
        if (name !== undefined) names.add(name);
        places.add(place);
      }
    }
  },
  examples: {
    good: [setup()],
    bad: [
      setup({ gateway: gateway({ listeners: [`{ name: https, ${HTTPS} }`, `{ name: grpc, ${HTTPS} }`] }) }),
      setup({ gateway: gateway({ listeners: [`{ name: https, ${HTTPS.replace('HTTPS', 'TLS')} }`] }) }),
    ],
  },
};
