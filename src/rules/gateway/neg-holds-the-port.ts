import { SERVICE } from '../../gke/annotations';
import { isMapping, mappingOf } from '../../source/plain';
import { gatewayService, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const exposing = (neg: string) =>
  setup({ service: gatewayService().replace('spec:', `  annotations: { ${SERVICE.neg}: '${neg}' }\nspec:`) });

export const negHoldsThePort: Rule = {
  id: 'neg-holds-the-port',
  severity: 'error',
  why: 'the Gateway finds no endpoint group for the port, and sets up nothing more (GWCER103)',
  cure: `Remove ${SERVICE.neg}: the controller writes its own.`,
  see: PAGES.gateway,
  *check({ gatewayServices }) {
    for (const service of gatewayServices) {
      const { exposed_ports: exposed } = mappingOf(service.neg?.value);
      if (!service.neg || !isMapping(exposed) || service.routes.length === 0) continue;
      for (const { number } of service.routedPorts) {
        if (number === undefined || Object.hasOwn(exposed, String(number))) continue;
        const others = Object.keys(exposed).join(', ') || 'none';
        const message = `exposed_ports has no ${number}, which a route leads to; it has ${others}`;
        yield { on: service, path: service.neg.path, message };
      }
    }
  },
  examples: {
    good: [setup(), exposing('{"exposed_ports":{"19530":{}}}'), exposing('{"ingress":true}')],
    bad: [exposing('{"exposed_ports":{"9091":{}}}')],
  },
};
