import { INGRESS, LEGACY_SERVICE, SERVICE } from '../../gke/annotations';
import { gateway, gatewayService, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const OF_SERVICES: Readonly<Record<string, string>> = {
  [SERVICE.backendConfig]: 'Write a GCPBackendPolicy and a HealthCheckPolicy for the Service.',
  [LEGACY_SERVICE.backendConfig]: 'Write a GCPBackendPolicy and a HealthCheckPolicy for the Service.',
  [SERVICE.appProtocols]: 'Write appProtocol: HTTP2 at the port of the Service.',
  [LEGACY_SERVICE.appProtocols]: 'Write appProtocol: HTTP2 at the port of the Service.',
};

const OF_GATEWAYS: Readonly<Record<string, string>> = {
  [INGRESS.frontendConfig]: 'Write a GCPGatewayPolicy for the SSL policy, and a route with a redirect on port 80.',
  [INGRESS.managedCertificates]: 'Name a certificate map: a Gateway cannot serve a ManagedCertificate.',
  [INGRESS.preSharedCertificates]: 'Write tls.options: { networking.gke.io/pre-shared-certs: … } in the listener.',
  [INGRESS.globalStaticIpName]: 'Write addresses: [{ type: NamedAddress, value: … }].',
  [INGRESS.regionalStaticIpName]: 'Write addresses: [{ type: NamedAddress, value: … }].',
  [INGRESS.allowHttp]: 'Remove it: port 80 is open where a listener has it.',
};

const KEY = `'{"default":"my-config"}'`;

export const ingressSettingsHaveNoEffect: Rule = {
  id: 'ingress-settings-have-no-effect',
  severity: 'warning',
  why: 'a Gateway does not look at what is said for an Ingress: not at a BackendConfig, a FrontendConfig or their annotations',
  cure: 'Say it in the way of a Gateway.',
  see: PAGES.gatewayMigration,
  *check({ gateways, gatewayServices, services }) {
    const byIngress = new Set(services.filter(({ ingresses }) => ingresses.length > 0).map(({ value }) => value));
    const leftover = gatewayServices.filter((one) => one.kind === 'Service' && !byIngress.has(one.value));
    for (const [items, keys] of [
      [gateways, OF_GATEWAYS],
      [leftover, OF_SERVICES],
    ] as const) {
      for (const on of items) {
        for (const [key, cure] of Object.entries(keys)) {
          if (on.annotations[key] === undefined) continue;
          yield { on, path: [...on.annotationsPath, key], message: 'does nothing for a Gateway', cure };
        }
      }
    }
  },
  examples: {
    good: [setup()],
    bad: [
      setup({
        service: gatewayService().replace('spec:', `  annotations: { ${SERVICE.backendConfig}: ${KEY} }\nspec:`),
      }),
      setup({
        gateway: gateway({ annotations: `{ networking.gke.io/certmap: m, ${INGRESS.frontendConfig}: milvus }` }),
      }),
    ],
  },
};
