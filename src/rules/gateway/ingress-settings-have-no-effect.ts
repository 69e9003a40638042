import { INGRESS, LEGACY_SERVICE, SERVICE } from '../../gke/annotations';
import { meantList } from '../../source/plain';
import { backendConfig, frontendConfig, together } from '../examples';
import { gateway, gatewayService, setup } from '../gateway-examples';
import { lacksCertificate } from '../gateway';
import type { Gateway } from '../gateway';
import type { GatewayService } from '../gateway-service';
import type { Item } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const POLICIES = 'Write a GCPBackendPolicy and a HealthCheckPolicy for the Service.';
const POLICY_AND_REDIRECT = 'Write a GCPGatewayPolicy for the SSL policy, and a route with a redirect on port 80.';

const OF_SERVICES: Readonly<Record<string, string>> = {
  [SERVICE.backendConfig]: POLICIES,
  [LEGACY_SERVICE.backendConfig]: POLICIES,
  [SERVICE.appProtocols]: 'Write appProtocol: HTTP2 at the port of the Service.',
  [LEGACY_SERVICE.appProtocols]: 'Write appProtocol: HTTP2 at the port of the Service.',
};

const OF_GATEWAYS: Readonly<Record<string, string>> = {
  [INGRESS.frontendConfig]: POLICY_AND_REDIRECT,
  [INGRESS.managedCertificates]: 'Name a certificate map: a Gateway cannot serve a ManagedCertificate.',
  [INGRESS.preSharedCertificates]: 'Write tls.options: { networking.gke.io/pre-shared-certs: … } in the listener.',
  [INGRESS.globalStaticIpName]: 'Write addresses: [{ type: NamedAddress, value: … }].',
  [INGRESS.regionalStaticIpName]: 'Write addresses: [{ type: NamedAddress, value: … }].',
  [INGRESS.allowHttp]: 'Remove it: port 80 is open where a listener has it.',
  [INGRESS.class]: 'Remove it: gatewayClassName says which load balancer it is.',
};

const OF_OBJECTS: Readonly<Record<string, string>> = {
  BackendConfig: POLICIES,
  FrontendConfig: POLICY_AND_REDIRECT,
};

const KEY = `'{"default":"my-config"}'`;

export const ingressSettingsHaveNoEffect: Rule = {
  id: 'ingress-settings-have-no-effect',
  severity: 'warning',
  why: 'a Gateway does not look at what is said for an Ingress: not at a BackendConfig, a FrontendConfig or their annotations',
  cure: 'Say it in the way of a Gateway.',
  see: PAGES.gatewayMigration,
  *check({ gateways, httpRoutes, gatewayServices, services, leftConfigs }) {
    for (const on of leftConfigs) {
      const cure = `${OF_OBJECTS[on.kind] ?? ''} Delete it where no Ingress elsewhere names it.`.trim();
      yield { on, message: `no Ingress is here, and no Gateway looks at a ${on.kind}`, cure };
    }
    const byIngress = new Set(services.filter(({ ingresses }) => ingresses.length > 0).map(({ value }) => value));
    const leftover = gatewayServices.filter((one) => one.kind === 'Service' && !byIngress.has(one.value));
    const missed = new Map<Item, readonly string[]>([
      ...gateways.map((one) => [one, missedIn(one)] as const),
      ...leftover.map((one) => [one, missedBy(one)] as const),
    ]);
    for (const [items, keys] of [
      [[...gateways, ...httpRoutes], { ...OF_SERVICES, ...OF_GATEWAYS }],
      [leftover, OF_SERVICES],
    ] as const) {
      for (const on of items) {
        for (const [key, cure] of Object.entries(keys)) {
          if (on.annotations[key] === undefined || missed.get(on)?.includes(key)) continue;
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
      together(setup(), backendConfig('healthCheck: { port: 9091 }')),
      together(setup(), frontendConfig('redirectToHttps: { enabled: true }')),
    ],
  },
};

/** Annotations of a Gateway that stand where its own setting is missing: that is told, with them. */
function missedIn(one: Gateway): string[] {
  const bare = one.listeners.some((listener) => lacksCertificate(listener, one));
  const hasAddress = meantList(one.spec['addresses']).length > 0 || one.class.endsWith('-mc');
  return [
    ...(bare ? [INGRESS.managedCertificates, INGRESS.preSharedCertificates] : []),
    ...(hasAddress ? [] : [INGRESS.globalStaticIpName, INGRESS.regionalStaticIpName]),
  ];
}

function missedBy({ grpcPorts }: GatewayService): string[] {
  const isSilent = grpcPorts.some(({ appProtocol }) => appProtocol === undefined);
  return isSilent ? [SERVICE.appProtocols] : [];
}
