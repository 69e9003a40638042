import type { Environment } from '../config/environment';
import { HEALTH_CHECK } from '../gke/backend-config';
import { CERTIFICATE_MAP_ANNOTATION, TLS_OPTIONS } from '../gke/gateway';
import { UNSAID_LOGGING } from '../gke/gateway-policies';
import { GATEWAY_CLASS_OF } from '../gke/load-balancer-classes';
import { listOf, mappingOf, textOf, valueAt } from '../source/plain';
import type { Mapping } from '../source/plain';
import { gatewayServiceOf, policyFor, routesOf } from './gateway';
import { backendOf, policyOf, selfManaged } from './load-balancer';
import type { ReadRelease } from './release-values';
import { type RunningObject, annotationOf, namesIn, textAt } from './running';

type LoadBalancer = NonNullable<Environment['loadBalancer']>;

/** What a Gateway, its redirect and the policies of its first Service say, as an environment says it. */
export function draftGateway(
  gateway: RunningObject,
  objects: readonly RunningObject[],
  releases: readonly ReadRelease[],
): LoadBalancer {
  const { name } = gateway.metadata;
  const scheme = schemeOf(gateway);
  const isInternal = scheme === 'internal';
  const service = releases[0] && gatewayServiceOf(releases[0].serviceName);
  const ofGateway = policyFor(objects, 'GCPGatewayPolicy', name);
  const settings = mappingOf(valueAt(policyFor(objects, 'GCPBackendPolicy', service)?.spec, ['default']));
  const probe = mappingOf(valueAt(policyFor(objects, 'HealthCheckPolicy', service)?.spec, ['default']));
  const http = httpOf(gateway, objects);
  const sslPolicy = policyOf(textAt(ofGateway, 'default', 'sslPolicy'));
  const securityPolicy = policyOf(textOf(settings['securityPolicy']));
  const backend = backendOf(inWordsOfBackendConfig(settings, probe, headersOf(gateway, objects, service)));
  const address = textAt(gateway, 'addresses', 0, 'value');
  const isDefaultName = releases.length === 1 && releases[0]?.serviceName === name;
  return {
    name: isDefaultName ? undefined : name,
    api: 'gateway',
    scheme: scheme === 'external' ? undefined : scheme,
    globalAccess: valueAt(ofGateway?.spec, ['default', 'allowGlobalAccess']) === true ? true : undefined,
    address: address === undefined ? 'ephemeral' : { name: address },
    http: http === (isInternal ? 'closed' : 'redirect') ? undefined : http,
    sslPolicy: sslPolicy === 'none' && isInternal ? undefined : sslPolicy,
    securityPolicy: securityPolicy === 'none' ? undefined : securityPolicy,
    backend: Object.keys(backend).length === 0 ? undefined : backend,
  };
}

/** What an Ingress says, where a Gateway stands beside it: each has an address of its own. */
export function withGateway(ofIngress: LoadBalancer, gateway: RunningObject | undefined): LoadBalancer {
  if (!gateway) return ofIngress;
  const other = textAt(gateway, 'addresses', 0, 'value');
  const { address } = ofIngress;
  const own = typeof address === 'object' && 'name' in address ? { ingress: address.name } : undefined;
  return {
    ...ofIngress,
    also: 'gateway',
    address: own && other !== undefined ? { ...own, gateway: other } : address,
  };
}

/** The certificate that clients of a Gateway see. */
export function draftGatewayCertificate(
  gateway: RunningObject,
  objects: readonly RunningObject[],
  releases: readonly ReadRelease[],
): Environment['certificate'] {
  const isInternal = schemeOf(gateway) === 'internal';
  const tls = listOf(valueAt(gateway.spec, ['listeners'])).map((listener) => mappingOf(valueAt(listener, ['tls'])));
  const optioned = (key: string): string[] => tls.flatMap((one) => namesIn(textOf(valueAt(one, ['options', key]))));
  const isManaged = optioned(TLS_OPTIONS.certificateManager).length > 0;
  if (isManaged || annotationOf(gateway, CERTIFICATE_MAP_ANNOTATION) !== undefined) {
    return isInternal ? 'google-managed' : undefined;
  }
  const preShared = [...new Set(optioned(TLS_OPTIONS.preSharedCertificates))];
  if (preShared.length > 0) return { type: 'pre-shared', names: preShared };
  const refs = tls.flatMap((one) => listOf(one['certificateRefs']));
  const secretNames = refs.flatMap((ref) => textOf(valueAt(ref, ['name'])) ?? []);
  return selfManaged(secretNames, objects, releases, isInternal);
}

function schemeOf(gateway: RunningObject): NonNullable<LoadBalancer['scheme']> {
  const name = textAt(gateway, 'gatewayClassName');
  if (name === GATEWAY_CLASS_OF.internal) return 'internal';
  return name === GATEWAY_CLASS_OF.regional ? 'regional' : 'external';
}

function httpOf(gateway: RunningObject, objects: readonly RunningObject[]): LoadBalancer['http'] {
  const isOpen = listOf(valueAt(gateway.spec, ['listeners'])).some((one) => valueAt(one, ['protocol']) === 'HTTP');
  if (!isOpen) return 'closed';
  const redirects = routesOf(gateway, objects).some(({ spec }) =>
    listOf(valueAt(spec, ['rules'])).some((rule) => valueAt(rule, ['filters', 0, 'requestRedirect']) !== undefined),
  );
  return redirects ? 'redirect' : 'open';
}

/** Numbers of the probe that are what an Ingress has anyway are said nowhere. */
function inWordsOfBackendConfig(settings: Mapping, probe: Mapping, headers: Mapping): Mapping {
  const { timeoutSec, connectionDraining, maxRatePerEndpoint, logging, sessionAffinity } = settings;
  const { enabled, sampleRate } = mappingOf(logging);
  const isUnsaid = enabled === UNSAID_LOGGING.enabled && sampleRate === UNSAID_LOGGING.sampleRate;
  const share = typeof sampleRate === 'number' ? { sampleRate: sampleRate / UNSAID_LOGGING.sampleRate } : {};
  const { type, cookieTtlSec } = mappingOf(sessionAffinity);
  const numbers = (['checkIntervalSec', 'timeoutSec', 'healthyThreshold', 'unhealthyThreshold'] as const).filter(
    (key) => probe[key] !== undefined && probe[key] !== HEALTH_CHECK[key].default,
  );
  return {
    timeoutSec,
    connectionDraining,
    maxRatePerEndpoint,
    ...(logging !== undefined && !isUnsaid && { logging: { enable: enabled, ...share } }),
    ...(type !== undefined && {
      sessionAffinity: {
        affinityType: type,
        ...(cookieTtlSec !== undefined && { affinityCookieTtlSec: cookieTtlSec }),
      },
    }),
    healthCheck: Object.fromEntries(numbers.map((key) => [key, probe[key]])),
    ...headers,
  };
}

/** Filters of a route, each header as a BackendConfig has it. */
function headersOf(gateway: RunningObject, objects: readonly RunningObject[], service: string | undefined): Mapping {
  const rules = routesOf(gateway, objects).flatMap(({ spec }) => listOf(valueAt(spec, ['rules'])));
  const own = rules.find((rule) => valueAt(rule, ['backendRefs', 0, 'name']) === service);
  const filters = listOf(valueAt(own, ['filters']));
  const lines = (modifier: string) =>
    filters
      .flatMap((filter) => listOf(valueAt(filter, [modifier, 'set'])))
      .map((one) => `${String(valueAt(one, ['name']))}:${String(valueAt(one, ['value']))}`);
  const [requests, responses] = [lines('requestHeaderModifier'), lines('responseHeaderModifier')];
  return {
    ...(requests.length > 0 && { customRequestHeaders: { headers: requests } }),
    ...(responses.length > 0 && { customResponseHeaders: { headers: responses } }),
  };
}
