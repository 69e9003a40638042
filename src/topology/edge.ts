import type { CompleteEnvironment } from '../config/schema';
import { DEFAULT_DNSSEC } from '../config/dns';
import { DEFAULT_SSL_POLICY } from '../config/load-balancer';
import { issuerFrom } from './issuer';
import type {
  Address,
  Backend,
  Certificate,
  DnsZone,
  LoadBalancer,
  Release,
  SecurityPolicy,
  SslPolicy,
} from './topology';

type Written = CompleteEnvironment['loadBalancer'];

/** Whether Terraform makes it. */
export function isCreated(
  part: LoadBalancer['address'] | LoadBalancer['sslPolicy'] | LoadBalancer['securityPolicy'],
): boolean {
  return typeof part === 'object' && (part.kind === 'created' || part.kind === 'reserved');
}

/** Everything between the client and Milvus' port; what depends on the scheme is decided here. */
export function loadBalancerFrom(
  name: string,
  { loadBalancer, certificate }: CompleteEnvironment,
  releases: readonly Release[],
): LoadBalancer {
  const { scheme } = loadBalancer;
  const internal = scheme === 'internal';
  const http = loadBalancer.http ?? (internal ? 'closed' : 'redirect');
  const sslPolicy = sslPolicyFrom(loadBalancer.sslPolicy ?? (internal ? 'none' : DEFAULT_SSL_POLICY), name);
  const securityPolicy = securityPolicyFrom(loadBalancer.securityPolicy, name);
  return {
    name,
    scheme,
    public: loadBalancer.public,
    address: addressFrom(loadBalancer.address, name),
    http,
    ...((http === 'redirect' || sslPolicy) && { frontendConfigName: `${name}-frontendconfig` }),
    certificate: certificateFrom(certificate ?? (internal ? 'self-managed' : 'google-managed'), releases),
    ...(sslPolicy && { sslPolicy }),
    ...(securityPolicy && { securityPolicy }),
    backend: backendFrom(loadBalancer.backend),
  };
}

export function dnsZoneFrom(
  { existing, create }: NonNullable<CompleteEnvironment['gcp']['dns']>['zone'],
  loadBalancerName: string,
  environment: string,
  isPrivate: boolean,
): DnsZone {
  if (create === undefined) return { kind: 'existing', name: String(existing) };
  const { dnsName, name = `${loadBalancerName}-zone`, description = `Milvus, environment ${environment}` } = create;
  const dnssec = isPrivate ? undefined : (create.dnssecConfig?.state ?? DEFAULT_DNSSEC);
  return { kind: 'created', name, dnsName, description, ...(dnssec && { dnssec }) };
}

function addressFrom(address: Written['address'], loadBalancerName: string): Address {
  if (typeof address === 'object') return { kind: 'existing', name: address.name };
  return address === 'reserved' ? { kind: 'reserved', name: loadBalancerName } : { kind: 'ephemeral' };
}

function certificateFrom(
  certificate: NonNullable<CompleteEnvironment['certificate']>,
  releases: readonly Release[],
): Certificate {
  if (typeof certificate === 'string') return { kind: certificate };
  if (certificate.type === 'pre-shared') {
    const { names, create = false } = certificate;
    return {
      kind: 'pre-shared',
      names: names ?? releases.map(({ certificateName }) => certificateName),
      created: create,
    };
  }
  const { secretName, issuer } = certificate;
  return {
    kind: 'self-managed',
    ...(secretName !== undefined && { sharedSecretName: secretName }),
    ...(issuer !== undefined && { issuer: issuerFrom(issuer) }),
  };
}

function sslPolicyFrom(policy: NonNullable<Written['sslPolicy']>, name: string): 'off' | SslPolicy | undefined {
  if (policy === 'none') return undefined;
  if (policy === 'off') return 'off';
  return 'name' in policy ? { kind: 'existing', name: policy.name } : { kind: 'created', name, ...policy };
}

function securityPolicyFrom(policy: Written['securityPolicy'], name: string): 'off' | SecurityPolicy | undefined {
  if (policy === 'none') return undefined;
  if (policy === 'off') return 'off';
  if ('name' in policy) return { kind: 'existing', name: policy.name };
  const { allow, rateLimit } = policy;
  return {
    kind: 'created',
    name,
    ...(allow && { allow }),
    ...(rateLimit && { requestsPerMinute: rateLimit.requestsPerMinute }),
  };
}

/** What is left of the fields that say something: `none` and `default` do not. */
function backendFrom(backend: Written['backend']): Backend {
  const silent: readonly unknown[] = ['none', 'default', undefined];
  const said = Object.entries(backend).filter(([, value]) => !silent.includes(value));
  return Object.fromEntries(said) as Backend;
}
