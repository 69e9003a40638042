import { valueAt } from '../../source/plain';
import { ingress, service } from '../examples';
import { route, setup } from '../gateway-examples';
import type { HttpRoute } from '../http-route';
import type { Ingress, Route } from '../ingress';
import { PAGES } from '../pages';
import type { Registry } from '../registry';
import type { Rule, Severity } from '../rule';
import { backendConfigNameOf, portOf } from '../service';

const METRICS_RULE = '{ backendRefs: [{ name: my-release-milvus, port: 9091 }] }';
const TO_METRICS = { backend: 'service: { name: my-release-milvus, port: { number: 9091 } }' };

export const metricsPortStaysInside: Rule = {
  id: 'metrics-port-stays-inside',
  severity: 'error',
  why: 'port 9091 speaks no gRPC, asks for no password, and shows metrics, profiles and a web page that changes settings',
  cure: 'Lead the host to port 19530; put the web page, if it must be, on a host of its own behind IAP.',
  see: PAGES.guide,
  *check({ ingresses, httpRoutes, registry }) {
    for (const ingress of ingresses) {
      for (const route of ingress.routes.filter(({ metrics }) => metrics)) {
        const severity = severityOf(route, ingress, registry);
        if (severity === undefined) continue;
        const message = 'leads to port 9091 of Milvus, its metrics and web page';
        yield { on: ingress, path: [...route.backendAt, 'service', 'port'], severity, message };
      }
    }
    for (const httpRoute of httpRoutes) {
      for (const { metrics, path, service, port } of httpRoute.rules.flatMap(({ backends }) => backends)) {
        // A port that the Service has not is told as that.
        if (!metrics || (service?.kind === 'Service' && portOf(service, port) === undefined)) continue;
        const message = 'leads to port 9091 of Milvus, its metrics and web page';
        yield { on: httpRoute, path: [...path, 'port'], severity: severityOfRule(httpRoute), message };
      }
    }
  },
  examples: {
    good: [ingress()],
    bad: [
      ingress(TO_METRICS),
      `${ingress(TO_METRICS)}---\n${service()}`,
      setup({ route: route({ rule: METRICS_RULE }) }),
    ],
  },
};

/** A host of its own may have IAP before it, which the input need not show. */
function severityOf(route: Route, { routes }: Ingress, registry: Registry): Severity | undefined {
  if (routes.some(({ grpc, host }) => grpc && host === route.host)) return 'error';
  const asks = isBehindIap(route, registry);
  if (asks === true) return undefined;
  const isWholeIngress = !routes.some(({ grpc }) => grpc);
  if (asks === undefined) return isWholeIngress ? 'warning' : undefined;
  return isWholeIngress ? 'error' : 'warning';
}

/** A host of its own may have IAP before it, by a policy that the input need not show. */
function severityOfRule({ rules }: HttpRoute): Severity {
  return rules.some(({ backends }) => backends.some(({ grpc }) => grpc)) ? 'error' : 'warning';
}

/** Undefined where the BackendConfig is not in the input. */
function isBehindIap({ service, port }: Route, registry: Registry): boolean | undefined {
  const found = service && portOf(service, port);
  if (!service || !found) return undefined;
  const name = backendConfigNameOf(service, found);
  const config = name === undefined ? undefined : registry.find('BackendConfig', name, service);
  if (name !== undefined && !config) return undefined;
  return valueAt(config?.spec, ['iap', 'enabled']) === true;
}
