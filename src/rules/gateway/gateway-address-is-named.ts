import { quote } from '../../errors';
import { NAMED_ADDRESS } from '../../gke/gateway';
import { NAME_FORMS } from '../../gke/names';
import { mappingOf, meantList } from '../../source/plain';
import { gateway, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import { isPlaceholder } from '../placeholder';
import type { Rule } from '../rule';

const withAddress = (address: string) => setup({ gateway: gateway({ addresses: `[${address}]` }) });
const EPHEMERAL = /^networking\.gke\.io\/ephemeral-/;

export const gatewayAddressIsNamed: Rule = {
  id: 'gateway-address-is-named',
  severity: 'error',
  why: 'GKE sets up nothing of the Gateway (GWCER106): it looks for a reserved address by its name, under the type NamedAddress',
  cure: 'Write { type: NamedAddress, value: … } with the name of the address.',
  see: PAGES.gateway,
  *check({ gateways }) {
    for (const one of gateways) {
      for (const [index, address] of meantList(one.spec['addresses']).map(mappingOf).entries()) {
        const { type = 'IPAddress', value } = address;
        const path = ['spec', 'addresses', index];
        if (type !== NAMED_ADDRESS) {
          if (EPHEMERAL.test(String(type))) continue;
          const found = address['type'] === undefined ? 'type is missing, which means IPAddress' : `got ${quote(type)}`;
          yield { on: one, path: [...path, 'type'], message: `must be NamedAddress: ${found}` };
        } else if (typeof value === 'string' && !NAME_FORMS.address.pattern.test(value) && !isPlaceholder(value)) {
          const message = `${quote(value)} is no name that an address can have`;
          yield {
            on: one,
            path: [...path, 'value'],
            message,
            cure: 'Write the name alone that the address is reserved under.',
          };
        }
      }
    }
  },
  examples: {
    good: [setup()],
    bad: [
      withAddress('{ type: networking.gke.io/NamedAddress, value: milvus }'),
      withAddress('{ type: IPAddress, value: 203.0.113.7 }'),
      withAddress('{ value: milvus }'),
      withAddress('{ type: NamedAddress, value: 203.0.113.7 }'),
    ],
  },
};
