import { INGRESS } from '../../gke/annotations';
import { GATEWAY_ADDRESSES_ANNOTATION } from '../../gke/gateway';
import { meantList } from '../../source/plain';
import { gateway, setup } from '../gateway-examples';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const IN_AN_INGRESS = [INGRESS.globalStaticIpName, INGRESS.regionalStaticIpName];
const ONLY_AN_INGRESS = 'only an Ingress reads the annotation';

export const gatewayAddressIsReserved: Rule = {
  id: 'gateway-address-is-reserved',
  severity: 'warning',
  why: 'a Gateway that is made anew gets another address, and DNS points at the old one',
  cure: 'Reserve a static address and name it: addresses: [{ type: NamedAddress, value: … }].',
  see: PAGES.gateway,
  *check({ gateways }) {
    for (const one of gateways) {
      if (meantList(one.spec['addresses']).length > 0 || one.class.endsWith('-mc')) continue;
      if (isUnread(one, ['spec', 'addresses'])) continue;
      // What is written where GKE writes, is told too.
      const isOutput = one.annotations[GATEWAY_ADDRESSES_ANNOTATION] !== undefined && one.value['status'] === undefined;
      if (isOutput) {
        const path = [...one.annotationsPath, GATEWAY_ADDRESSES_ANNOTATION];
        yield { on: one, path, message: 'GKE writes this annotation and does not read it: the address is ephemeral' };
        continue;
      }
      const ofIngress = IN_AN_INGRESS.find((key) => one.annotations[key] !== undefined);
      const message = 'names no reserved address';
      if (ofIngress === undefined) yield { on: one, path: ['metadata', 'name'], message };
      else yield { on: one, path: [...one.annotationsPath, ofIngress], message: `${message}: ${ONLY_AN_INGRESS}` };
    }
  },
  examples: {
    good: [setup()],
    bad: [
      setup({ gateway: gateway({ addresses: '[]' }) }),
      setup({
        gateway: gateway({
          addresses: '[]',
          annotations: '{ networking.gke.io/certmap: milvus, networking.gke.io/addresses: milvus }',
        }),
      }),
    ],
  },
};
