import type { Environment } from '../config/environment';
import { DEFAULT_BACKEND, SILENT_BACKEND, backend } from '../config/backend';
import { INGRESS } from '../gke/annotations';
import { isMapping, mappingOf, valueAt } from '../source/plain';
import { tlsOf } from './ingress';
import { issuerOf } from './issuer';
import type { ReadRelease } from './release-values';
import { type RunningObject, annotationOf, named, namesIn, textAt } from './running';

type LoadBalancer = NonNullable<Environment['loadBalancer']>;
type Backend = NonNullable<LoadBalancer['backend']>;

/** What an Ingress, its FrontendConfig and the BackendConfig of its first Service say, as an environment says it. */
export function draftLoadBalancer(
  ingress: RunningObject,
  backendConfig: RunningObject | undefined,
  objects: readonly RunningObject[],
  releases: readonly ReadRelease[],
): LoadBalancer {
  const { name } = ingress.metadata;
  const isInternal = annotationOf(ingress, INGRESS.class) === 'gce-internal';
  const frontendConfig = named(objects, 'FrontendConfig', annotationOf(ingress, INGRESS.frontendConfig));
  const http = httpOf(ingress, frontendConfig);
  const sslPolicy = policyOf(textAt(frontendConfig, 'sslPolicy'));
  const securityPolicy = policyOf(textAt(backendConfig, 'securityPolicy', 'name'));
  const isDefaultName = releases.length === 1 && releases[0]?.serviceName === name;
  const settings = backendOf(mappingOf(backendConfig?.spec));
  return {
    name: isDefaultName ? undefined : name,
    scheme: isInternal ? 'internal' : undefined,
    address: addressOf(ingress),
    http: http === (isInternal ? 'closed' : 'redirect') ? undefined : http,
    // An internal load balancer has none unless one is named.
    sslPolicy: sslPolicy === 'none' && isInternal ? undefined : sslPolicy,
    securityPolicy: securityPolicy === 'none' ? undefined : securityPolicy,
    backend: Object.keys(settings).length === 0 ? undefined : settings,
  };
}

function httpOf(ingress: RunningObject, frontendConfig: RunningObject | undefined): LoadBalancer['http'] {
  if (annotationOf(ingress, INGRESS.allowHttp) === 'false') return 'closed';
  return valueAt(frontendConfig?.spec, ['redirectToHttps', 'enabled']) === true ? 'redirect' : 'open';
}

/** Who made an address or a policy cannot be told, only that it exists. */
function addressOf(ingress: RunningObject): LoadBalancer['address'] {
  const name = annotationOf(ingress, INGRESS.globalStaticIpName) ?? annotationOf(ingress, INGRESS.regionalStaticIpName);
  return name === undefined ? 'ephemeral' : { name };
}

/** An empty name took one away. */
export function policyOf(name: string | undefined): 'none' | 'off' | { name: string } {
  if (name === undefined) return 'none';
  return name === '' ? 'off' : { name };
}

/** A BackendConfig's own words are the environment's; what it does not say is said to be left alone. */
export function backendOf(spec: Readonly<Record<string, unknown>>): Backend {
  const { type: _type, port: _port, requestPath: _path, ...probe } = mappingOf(spec['healthCheck']);
  const silent = new Map<string, unknown>(Object.entries(SILENT_BACKEND));
  const own: Readonly<Record<string, unknown>> = {
    ...spec,
    healthCheck: Object.keys(probe).length === 0 ? undefined : probe,
  };
  const fields = Object.keys(backend.shape).map((key) => [key, own[key] ?? silent.get(key)] as const);
  return Object.fromEntries(fields.filter(([key, value]) => value !== undefined && !isDefault(key, value)));
}

function isDefault(key: string, value: unknown): boolean {
  const whole = new Map<string, unknown>(Object.entries(DEFAULT_BACKEND)).get(key);
  return whole !== undefined && sorted(whole) === sorted(value);
}

function sorted(value: unknown): string {
  return JSON.stringify(isMapping(value) ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value);
}

/** The certificate that clients see. */
export function draftCertificate(
  ingress: RunningObject,
  objects: readonly RunningObject[],
  releases: readonly ReadRelease[],
): Environment['certificate'] {
  const isInternal = annotationOf(ingress, INGRESS.class) === 'gce-internal';
  const preShared = namesIn(annotationOf(ingress, INGRESS.preSharedCertificates));
  const managed = namesIn(annotationOf(ingress, INGRESS.managedCertificates));
  // A ManagedCertificate of ours is what an environment says that says nothing.
  if (managed.length > 0) return isInternal ? 'google-managed' : undefined;
  if (preShared.length > 0) return { type: 'pre-shared', names: preShared };
  const secretNames = tlsOf(ingress).map(({ secretName }) => secretName);
  return selfManaged(secretNames, objects, releases, isInternal);
}

/** Certificates in Secrets, each name as often as it is named; undefined where there are none. */
export function selfManaged(
  named: readonly string[],
  objects: readonly RunningObject[],
  releases: readonly ReadRelease[],
  isInternal: boolean,
): Environment['certificate'] {
  const secretNames = [...new Set(named)];
  const own = releases.map(({ serviceName }) => `${serviceName}-tls`);
  const [first] = secretNames;
  if (first === undefined) return undefined;
  if (secretNames.length === 1 && !own.includes(first)) return { type: 'self-managed', secretName: first };
  const issuer = own[0] === undefined ? undefined : issuerOf(objects, own[0]);
  if (issuer !== undefined) return { type: 'self-managed', issuer };
  return isInternal ? undefined : 'self-managed';
}
