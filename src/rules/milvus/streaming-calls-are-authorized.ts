import { VALUES } from '../../milvus/values';
import { isAtLeast, milvusName } from '../../milvus/version';
import type { Configuration } from '../configuration';
import { hasLoadBalancer } from '../configuration';
import { ingress, together, values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const PLAIN = 'common: { security: { tlsMode: 1 } }';
const ON_300 = values(PLAIN, { more: 'image: { all: { tag: v3.0.0 } }' });

export const streamingCallsAreAuthorized: Rule = {
  id: 'streaming-calls-are-authorized',
  severity: 'error',
  why: 'Milvus 3.0.0 lets streaming gRPC calls in without a password (milvus-io/milvus#52854): whoever reaches the address needs none; 3.0.1 mends it',
  cure: 'Write image.all.tag: v3.0.1 or newer; in an environment of ours, milvus: 3.0.1.',
  see: PAGES.releaseNotes,
  *check({ configurations }) {
    for (const configuration of configurations.filter(hasLoadBalancer)) {
      const { milvus, kind } = configuration;
      if (milvus.line !== '3.0' || isAtLeast(milvus, '3.0.1') !== false) continue;
      const isOpen = isOnTheInternet(configuration);
      const where = isOpen ? 'behind an external load balancer' : 'where no external load balancer is seen';
      const path = kind === 'values' && milvus.by === 'tag' ? { path: VALUES.imageTag } : {};
      const message = `${milvusName(milvus)} ${where}: streaming calls need no password`;
      yield { on: configuration, ...path, message, ...(!isOpen && { severity: 'warning' as const }) };
    }
  },
  examples: {
    good: [
      values(PLAIN, { more: 'image: { all: { tag: v3.0.1 } }' }),
      values(PLAIN, { more: 'image: { all: { tag: v2.6.15 } }' }),
    ],
    bad: [ON_300, together(ON_300, ingress())],
  },
};

/** A regional external load balancer is on the internet as well. */
function isOnTheInternet({ services, gatewayServices }: Configuration): boolean {
  if (gatewayServices.some(({ gateways }) => gateways.some((one) => one.class.includes('external')))) return true;
  return services.some(({ ingresses }) => ingresses.some((one) => one.class !== 'gce-internal'));
}
