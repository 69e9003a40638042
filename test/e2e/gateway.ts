import { CERTIFICATE_MAP_ANNOTATION, TLS_OPTIONS } from '../../src/gke/gateway';
import { type BackendService, type HealthCheck, backendService } from './backend-service';
import { type Pods, portOf } from './backends';
import { type Json, type Protocol, socketAddress } from './envoy-json';
import { type CertificateNames, proxiesOf } from './frontends';
import type { Surroundings } from './load-balancer';
import {
  type Gateway,
  type HealthCheckPolicy,
  type HttpRoute,
  type HttpRouteRule,
  type KubernetesObject,
  NotSynced,
  named,
  ofKind,
} from './objects';

/**
 * Reads a Gateway, its routes and the policies of their Services as GKE does.
 *
 * @throws NotSynced where the controller would program nothing
 */
export async function gatewayConfigOf(
  { objects, pods, certificatesOf }: Surroundings,
  alpn: readonly string[],
): Promise<Json> {
  const [gateway, ...others] = ofKind(objects, 'Gateway');
  if (!gateway || others.length > 0) throw new NotSynced(`${others.length + (gateway ? 1 : 0)} Gateways`);
  const { name, namespace = 'default' } = gateway.metadata;
  const routes = ofKind(objects, 'HTTPRoute').filter(({ spec }) => spec.parentRefs.some((one) => one.name === name));
  // One that is refused stops them all.
  for (const route of routes) refuse(route);
  const clusters = new Map<unknown, Json>();
  const serviceOf = (backend: BackendRef): BackendService | undefined => {
    const service = backendServiceOf(objects, pods, namespace, backend);
    if (service) clusters.set(service.cluster['name'], service.cluster);
    return service;
  };
  const hostsOn = (protocol: string): Json[] => virtualHostsOf(gateway, protocol, routes, serviceOf);
  const hosts = routes.flatMap(({ spec }) => spec.hostnames ?? []);
  const certificates = await certificatesOf(certificateNamesOf(gateway, hosts), hosts);
  const has = (protocol: string): boolean => gateway.spec.listeners.some((one) => one.protocol === protocol);
  if (has('HTTPS') && certificates.length === 0) throw new NotSynced('GWCER106: HTTPS without a certificate');
  const listeners = proxiesOf(hostsOn('HTTPS'), certificates, has('HTTP') ? hostsOn('HTTP') : undefined, alpn);
  return {
    admin: { address: socketAddress(0) },
    static_resources: { listeners, clusters: [...clusters.values()] },
  };
}

type BackendRef = NonNullable<HttpRouteRule['backendRefs']>[number];

/** What the API server takes and GKE answers with GWCER104. */
function refuse({ metadata, spec }: HttpRoute): void {
  const fault = (what: string): never => {
    throw new NotSynced(`GWCER104: ${what} in HTTPRoute ${metadata.name}`);
  };
  for (const { timeouts, matches = [], filters = [] } of spec.rules) {
    if (timeouts) fault('timeouts');
    if (matches.some(({ method }) => method !== undefined)) fault('method');
    const codes = filters.flatMap(({ requestRedirect }) => requestRedirect?.statusCode ?? []);
    if (codes.some((code) => ![301, 302].includes(code))) fault('statusCode');
  }
}

/** All of a map: Google's certificates for every host that is routed. */
function certificateNamesOf({ metadata, spec }: Gateway, hosts: readonly string[]): CertificateNames {
  const map = metadata.annotations?.[CERTIFICATE_MAP_ANNOTATION];
  const tls = spec.listeners.flatMap((one) => one.tls ?? []);
  if (map !== undefined && tls.length > 0) throw new NotSynced('GWCER105: TLS configuration beside a CertificateMap');
  const options = [TLS_OPTIONS.preSharedCertificates, TLS_OPTIONS.certificateManager];
  const optioned = tls.flatMap((one) => options.flatMap((key) => one.options?.[key]?.split(',') ?? []));
  const secrets = tls.flatMap(({ certificateRefs = [] }) => certificateRefs.map((ref) => ref.name));
  return {
    managed: map === undefined ? [] : hosts.map((host) => [host]),
    preShared: optioned,
    secrets: [...new Set(secrets)],
  };
}

/** A virtual host for each hostname that listener and route share, the longest path first; 404 for all else. */
function virtualHostsOf(
  { spec, metadata }: Gateway,
  protocol: string,
  routes: readonly HttpRoute[],
  serviceOf: (backend: BackendRef) => BackendService | undefined,
): Json[] {
  const rules = new Map<string, HttpRouteRule[]>();
  for (const route of routes) {
    for (const { name, sectionName } of route.spec.parentRefs) {
      if (name !== metadata.name) continue;
      const own = spec.listeners.filter(
        (one) => one.protocol === protocol && (sectionName === undefined || one.name === sectionName),
      );
      for (const { hostname } of own) {
        for (const host of hostsOf(route.spec.hostnames, hostname)) {
          rules.set(host, [...(rules.get(host) ?? []), ...route.spec.rules]);
        }
      }
    }
  }
  if (!rules.has('*')) rules.set('*', []);
  return [...rules].map(([host, own]) => ({
    name: host,
    domains: [host],
    routes: [
      ...own
        .flatMap((rule) => pathsOf(rule).map((path) => ({ path, rule })))
        .sort((a, b) => b.path.value.length - a.path.value.length)
        .map(({ path, rule }) => ({ match: matchOf(path), ...actionOf(rule, serviceOf) })),
      { match: { prefix: '/' }, direct_response: { status: 404 } },
    ],
  }));
}

function hostsOf(hostnames: readonly string[] | undefined, listener: string | undefined): readonly string[] {
  if (!hostnames) return [listener ?? '*'];
  return hostnames.filter((host) => listener === undefined || listener === host || isBelow(listener, host));
}

function isBelow(wildcard: string, host: string): boolean {
  return wildcard.startsWith('*.') && host.endsWith(wildcard.slice(1));
}

interface PathMatch {
  readonly type: string;
  readonly value: string;
}

function pathsOf({ matches }: HttpRouteRule): PathMatch[] {
  return (matches ?? [{}]).map(({ path }) => ({ type: path?.type ?? 'PathPrefix', value: path?.value ?? '/' }));
}

/** Prefix goes by segments. */
function matchOf({ type, value }: PathMatch): Json {
  if (type === 'Exact') return { path: value };
  const segments = value.replace(/\/$/, '');
  return segments === '' ? { prefix: '/' } : { path_separated_prefix: segments };
}

/** A rule that leads nowhere answers 500. */
function actionOf(
  { filters = [], backendRefs = [] }: HttpRouteRule,
  serviceOf: (backend: BackendRef) => BackendService | undefined,
): Json {
  const redirect = filters.find(({ requestRedirect }) => requestRedirect)?.requestRedirect;
  if (redirect) {
    const response_code = redirect.statusCode === 301 ? 'MOVED_PERMANENTLY' : 'FOUND';
    return { redirect: { https_redirect: redirect.scheme === 'https', response_code } };
  }
  const [first] = backendRefs;
  const service = first && serviceOf(first);
  if (!service) return { direct_response: { status: 500 } };
  const requests = filters.flatMap(({ requestHeaderModifier }) => requestHeaderModifier ?? []);
  const responses = filters.flatMap(({ responseHeaderModifier }) => responseHeaderModifier ?? []);
  return {
    ...service.route,
    request_headers_to_add: requests.flatMap(headersOf),
    request_headers_to_remove: requests.flatMap(({ remove = [] }) => remove),
    response_headers_to_add: responses.flatMap(headersOf),
    response_headers_to_remove: responses.flatMap(({ remove = [] }) => remove),
  };
}

type HeaderModifier = NonNullable<NonNullable<HttpRouteRule['filters']>[number]['requestHeaderModifier']>;

function headersOf({ set = [], add = [] }: HeaderModifier): Json[] {
  const header = (append_action: string) => (one: { readonly name: string; readonly value: string }) => ({
    header: { key: one.name, value: one.value.replaceAll('%', '%%') },
    append_action,
  });
  return [...set.map(header('OVERWRITE_IF_EXISTS_OR_ADD')), ...add.map(header('APPEND_IF_EXISTS_OR_ADD'))];
}

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  HTTP: 'HTTP',
  HTTPS: 'HTTPS',
  HTTP2: 'HTTP2',
  'kubernetes.io/h2c': 'H2C',
};

/** Undefined where the Service is not there: the route is not resolved. A word that is not known is HTTP/1.1. */
function backendServiceOf(
  objects: readonly KubernetesObject[],
  pods: Pods,
  namespace: string,
  { name, port: number }: BackendRef,
): BackendService | undefined {
  if (!ofKind(objects, 'Service').some(({ metadata }) => metadata.name === name)) return undefined;
  const service = named(objects, 'Service', name, namespace);
  const port = service.spec.ports.find((one) => one.port === number);
  if (!port) throw new NotSynced(`GWCER103: Service ${name} has no port ${number}`);
  const protocol = PROTOCOLS[port.appProtocol ?? ''] ?? 'HTTP';
  const policy = policyFor(objects, 'GCPBackendPolicy', name);
  return backendService({
    name: `${namespace}/${name}:${number}`,
    protocol,
    check: healthCheckOf(policyFor(objects, 'HealthCheckPolicy', name), protocol),
    target: portOf(port.targetPort ?? port.port),
    podPortsOf: (podPort) => pods.get(service.spec.selector?.['app.kubernetes.io/instance'] ?? '')?.[podPort],
    timeoutSec: policy?.spec.default?.timeoutSec ?? 30,
    more: {},
  });
}

function policyFor<Kind extends 'GCPBackendPolicy' | 'HealthCheckPolicy'>(
  objects: readonly KubernetesObject[],
  kind: Kind,
  service: string,
) {
  return ofKind(objects, kind).find(({ spec }) => spec.targetRef.kind === 'Service' && spec.targetRef.name === service);
}

/** Without a policy GET / on the serving port, every 15 seconds; one that leaves numbers out has others. */
function healthCheckOf(policy: HealthCheckPolicy | undefined, protocol: Protocol): HealthCheck {
  if (!policy) return { protocol, path: '/', interval: 15, timeout: 15, healthy: 1, unhealthy: 2 };
  const {
    checkIntervalSec = 5,
    timeoutSec = 5,
    healthyThreshold = 2,
    unhealthyThreshold = 2,
    config,
  } = policy.spec.default ?? {};
  const { portSpecification, port, requestPath = '/' } = config?.httpHealthCheck ?? {};
  if (port !== undefined && portSpecification !== 'USE_FIXED_PORT') throw new NotSynced('the API server refuses port');
  return {
    protocol: config?.type === 'HTTP' ? 'HTTP' : protocol,
    path: requestPath,
    ...(port !== undefined && { port }),
    interval: checkIntervalSec,
    timeout: timeoutSec,
    healthy: healthyThreshold,
    unhealthy: unhealthyThreshold,
  };
}
