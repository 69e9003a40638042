import { ingress, service, together } from '../examples';
import { TO_MILVUS, gatewayService, route, setup } from '../gateway-examples';
import { titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const SHARED = 'my-release-milvus';

export const serviceServesOneApi: Rule = {
  id: 'service-serves-one-api',
  severity: 'warning',
  why: 'an Ingress and a Gateway set up endpoint groups for the Service each in their own way: Google advises against one Service behind both',
  cure: 'Write a second Service with the same selector, and lead the Gateway to that one.',
  see: PAGES.gateway,
  *check({ gatewayServices, services }) {
    for (const one of gatewayServices) {
      const [ingressOfIt] =
        services.find((other) => other.value === one.value && other.serviceName === one.serviceName)?.ingresses ?? [];
      if (!ingressOfIt || one.routes.length === 0) continue;
      yield { on: one, message: `a Gateway leads to it, and ${titleOf(ingressOfIt)} too` };
    }
  },
  examples: {
    good: [together(setup(), ingress(), service())],
    bad: [
      together(
        setup({ route: route({ rule: `{ ${TO_MILVUS.replace(/my-release-milvus-gateway/, SHARED)} }` }) }),
        ingress(),
        gatewayService().replace(/name: my-release-milvus-gateway/, `name: ${SHARED}`),
      ),
    ],
  },
};
