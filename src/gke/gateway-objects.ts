import { objectShape } from './core-objects';
import { UNSERVED_ROUTES } from './gateway';
import { GCP_BACKEND_POLICY, HEALTH_CHECK_POLICY } from './gateway-policies';
import { RFC1123_SUBDOMAIN } from './names';
import { PORT } from './network';
import { anything, flag, listOfMaps, map, oneOf, text, texts, whole } from './shape';
import type { ForeignField, MapShape, Shape } from './shape';

const port = whole(PORT);

const reference = (...required: readonly string[]): MapShape =>
  map({ group: text, kind: text, name: text, namespace: text }, { required });

const listener = map(
  {
    name: text,
    hostname: text,
    port,
    protocol: text,
    tls: map({
      mode: oneOf('Terminate', 'Passthrough'),
      certificateRefs: listOfMaps(reference('name')),
      options: { is: 'dictionary', of: text, key: { pattern: /^/, form: 'a name' } },
      // Of older versions of the Gateway API.
      frontendValidation: anything,
    }),
    allowedRoutes: map({
      kinds: listOfMaps(map({ group: text, kind: text }, { required: ['kind'] })),
      namespaces: map({ from: oneOf('All', 'Selector', 'Same', 'None'), selector: anything }),
    }),
  },
  {
    required: ['name', 'port', 'protocol'],
    old: { routes: 'allowedRoutes here, and parentRefs in the route,' },
  },
);

const gatewaySpec = map(
  {
    gatewayClassName: text,
    listeners: { ...listOfMaps(listener), filled: true },
    addresses: listOfMaps(map({ type: text, value: text })),
    infrastructure: anything,
    allowedListeners: anything,
    backendTLS: anything,
    tls: anything,
    defaultScope: anything,
  },
  { required: ['gatewayClassName', 'listeners'] },
);

const backendRef = map(
  {
    group: text,
    kind: text,
    name: text,
    namespace: text,
    port,
    weight: whole({ min: 0, max: 1_000_000 }),
    filters: anything,
  },
  { required: ['name'] },
);

const headers = map({
  set: listOfMaps(map({ name: text, value: text }, { required: ['name', 'value'] })),
  add: listOfMaps(map({ name: text, value: text }, { required: ['name', 'value'] })),
  remove: texts,
});

const filter = map(
  {
    type: oneOf(
      ...['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite'],
      ...['ExtensionRef', 'CORS'],
    ),
    requestHeaderModifier: headers,
    responseHeaderModifier: headers,
    requestMirror: anything,
    requestRedirect: map({
      scheme: oneOf('http', 'https'),
      hostname: text,
      port,
      statusCode: whole({ min: 301, max: 308 }),
      path: map({ type: text, replaceFullPath: text, replacePrefixMatch: text }, { required: ['type'] }),
    }),
    urlRewrite: map({ hostname: text, path: map({ type: text, replaceFullPath: text, replacePrefixMatch: text }) }),
    extensionRef: anything,
    cors: anything,
    externalAuth: anything,
  },
  { required: ['type'] },
);

const routeRule = map(
  {
    name: text,
    matches: listOfMaps(
      map({
        path: map({ type: oneOf('Exact', 'PathPrefix', 'RegularExpression'), value: text }),
        headers: anything,
        queryParams: anything,
        method: text,
      }),
    ),
    filters: listOfMaps(filter),
    backendRefs: listOfMaps(backendRef),
    timeouts: map({ request: text, backendRequest: text }),
    retry: anything,
    sessionPersistence: anything,
  },
  { old: { forwardTo: 'backendRefs: [{ name: …, port: … }]' } },
);

const parentRef = map(
  { group: text, kind: text, name: text, namespace: text, sectionName: text, port },
  { required: ['name'] },
);

const routeSpec = map({
  parentRefs: listOfMaps(parentRef),
  hostnames: texts,
  rules: listOfMaps(routeRule),
  useDefaultGateways: anything,
});

/** What probes of each type say of the port; only a number wants to be told as one. */
const probe = (more: Readonly<Record<string, Shape>>): MapShape =>
  map({
    portSpecification: oneOf('USE_FIXED_PORT', 'USE_NAMED_PORT', 'USE_SERVING_PORT'),
    port,
    portName: text,
    ...more,
  });
const httpProbe = probe({
  host: text,
  requestPath: { is: 'text', pattern: /^\//, must: 'must start with "/"' },
  proxyHeader: oneOf('NONE', 'PROXY_V1'),
  response: text,
});

/** What a BackendConfig says right below its health check. */
const OF_CONFIG: ForeignField = {
  instead: 'config: { type: HTTP, httpHealthCheck: { portSpecification: USE_FIXED_PORT, port: …, requestPath: … } }',
  standsFor: 'config',
};

const healthCheck = map(
  {
    checkIntervalSec: whole(HEALTH_CHECK_POLICY.checkIntervalSec),
    timeoutSec: whole(HEALTH_CHECK_POLICY.timeoutSec),
    healthyThreshold: whole(HEALTH_CHECK_POLICY.healthyThreshold),
    unhealthyThreshold: whole(HEALTH_CHECK_POLICY.unhealthyThreshold),
    logConfig: map({ enabled: flag }),
    config: map({
      type: oneOf(...HEALTH_CHECK_POLICY.types),
      httpHealthCheck: httpProbe,
      httpsHealthCheck: httpProbe,
      http2HealthCheck: httpProbe,
      grpcHealthCheck: probe({ grpcServiceName: text }),
      tcpHealthCheck: probe({ proxyHeader: oneOf('NONE', 'PROXY_V1'), request: text, response: text }),
    }),
  },
  { foreign: { type: OF_CONFIG, port: OF_CONFIG, requestPath: OF_CONFIG } },
);

const backend = map(
  {
    timeoutSec: whole({ min: 1, max: 2_147_483_647 }),
    connectionDraining: map({ drainingTimeoutSec: whole(GCP_BACKEND_POLICY.drainingTimeoutSec) }),
    logging: map({ enabled: flag, sampleRate: whole(GCP_BACKEND_POLICY.sampleRateMillionths) }),
    securityPolicy: text,
    iap: map({ enabled: flag, clientID: text, oauth2ClientSecret: map({ name: text }) }),
    sessionAffinity: map(
      {
        type: oneOf(...GCP_BACKEND_POLICY.affinityTypes),
        cookieTtlSec: whole(GCP_BACKEND_POLICY.affinityCookieTtlSec),
      },
      { alias: { affinityType: 'type', affinityCookieTtlSec: 'cookieTtlSec' } },
    ),
    maxRatePerEndpoint: whole(GCP_BACKEND_POLICY.maxRatePerEndpoint),
    backendPreference: oneOf('DEFAULT', 'PREFERRED'),
  },
  {
    foreign: {
      connectionDrainTimeoutSec: {
        instead: 'connectionDraining: { drainingTimeoutSec: … }',
        standsFor: 'connectionDraining',
      },
      customRequestHeaders: { instead: 'a filter RequestHeaderModifier in the route' },
      customResponseHeaders: { instead: 'a filter ResponseHeaderModifier in the route' },
      healthCheck: { instead: 'a HealthCheckPolicy for the Service' },
    },
  },
);

const targetRef = reference('group', 'kind', 'name');

function policy(settings: MapShape): MapShape {
  return objectShape(RFC1123_SUBDOMAIN, { spec: map({ default: settings, targetRef }, { required: ['targetRef'] }) }, [
    'spec',
  ]);
}

const gateway = objectShape(RFC1123_SUBDOMAIN, { spec: gatewaySpec }, ['spec']);
const httpRoute = objectShape(RFC1123_SUBDOMAIN, { spec: routeSpec }, ['spec']);
const unservedRoute = objectShape(RFC1123_SUBDOMAIN, { spec: anything }, ['spec']);
/** Which of them the cluster has does not matter: GKE looks at none. */
const VERSIONS_OF_UNSERVED = ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2'];

/** Of GKE's own policies, the kinds that rules look at. */
export const POLICY_KINDS = ['GCPBackendPolicy', 'HealthCheckPolicy', 'GCPGatewayPolicy'] as const;

/**
 * Objects of a Gateway of GKE's, by kind and version: those of the Gateway API as far as GKE reads them, and Google's
 * own policies.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources
 */
export const GATEWAY_OBJECTS: Readonly<Record<string, Readonly<Record<string, MapShape>>>> = {
  Gateway: { 'gateway.networking.k8s.io/v1': gateway, 'gateway.networking.k8s.io/v1beta1': gateway },
  HTTPRoute: { 'gateway.networking.k8s.io/v1': httpRoute, 'gateway.networking.k8s.io/v1beta1': httpRoute },
  ...Object.fromEntries(
    UNSERVED_ROUTES.map((kind) => [
      kind,
      Object.fromEntries(
        VERSIONS_OF_UNSERVED.map((version) => [`gateway.networking.k8s.io/${version}`, unservedRoute]),
      ),
    ]),
  ),
  GCPBackendPolicy: { 'networking.gke.io/v1': policy(backend) },
  HealthCheckPolicy: { 'networking.gke.io/v1': policy(healthCheck) },
  GCPGatewayPolicy: {
    'networking.gke.io/v1': policy(
      map(
        { sslPolicy: text, allowGlobalAccess: flag, region: text },
        { foreign: { redirectToHttps: { instead: 'a route with a RequestRedirect for the listener on port 80' } } },
      ),
    ),
  },
};
