import type { CompleteEnvironment } from '../config/schema';
import { DEFAULT_DNSSEC } from '../config/dns';
import { DEFAULT_SSL_POLICY } from '../config/load-balancer';
import { type Api, GATEWAY_CLASS_OF, INGRESS_CLASS_OF, reasonAgainst } from '../gke/load-balancer-classes';
import { issuerFrom } from './issuer';
import type {
  Address,
  Backend,
  Certificate,
  DnsZone,
  GatewayFront,
  IngressFront,
  LoadBalancer,
  Release,
  SecurityPolicy,
  SslPolicy,
} from './topology';

type Written = CompleteEnvironment['loadBalancer'];

/** Whether Terraform makes it. */
export function isCreated(
  part: Address | LoadBalancer['sslPolicy'] | LoadBalancer['securityPolicy'] | undefined,
): boolean {
  return typeof part === 'object' && (part.kind === 'created' || part.kind === 'reserved');
}

/** Everything between the client and Milvus' port; what depends on the scheme is decided here. */
export function loadBalancerFrom(
  name: string,
  { loadBalancer, certificate, monitoring: { uptimeCheck } }: CompleteEnvironment,
  releases: readonly Release[],
): LoadBalancer {
  const { scheme, api, also } = loadBalancer;
  const internal = scheme === 'internal';
  const http = loadBalancer.http ?? (internal ? 'closed' : 'redirect');
  const sslPolicy = sslPolicyFrom(loadBalancer.sslPolicy ?? (internal ? 'none' : DEFAULT_SSL_POLICY), name);
  const securityPolicy = securityPolicyFrom(
    loadBalancer.securityPolicy,
    name,
    typeof uptimeCheck === 'object' ? uptimeCheck.checkerRanges : [],
  );
  const parts = {
    http,
    certificate: certificateFrom(certificate ?? defaultCertificateOf(scheme), releases),
    sslPolicy,
  };
  const serves = (one: Api): boolean => api === one || also === one;
  return {
    name,
    api,
    ...(also && { also }),
    scheme,
    public: loadBalancer.public,
    address: addressFrom(loadBalancer.address, api, name),
    ...(serves('ingress') && { ingress: ingressFrom(name, loadBalancer, parts) }),
    ...(serves('gateway') && { gateway: gatewayFrom(name, loadBalancer, parts) }),
    http,
    certificate: parts.certificate,
    ...(sslPolicy && { sslPolicy }),
    ...(securityPolicy && { securityPolicy }),
    backend: backendFrom(loadBalancer.backend),
  };
}

/** Google manages none for an internal Ingress; where a Gateway is internal, it is to be asked for. */
export function defaultCertificateOf(scheme: Written['scheme']): 'self-managed' | 'google-managed' {
  return scheme === 'internal' ? 'self-managed' : 'google-managed';
}

type Parts = Pick<LoadBalancer, 'http' | 'certificate'> & { readonly sslPolicy: LoadBalancer['sslPolicy'] | undefined };

function ingressFrom(name: string, { scheme, address }: Written, { http, sslPolicy }: Parts): IngressFront {
  return {
    // No Ingress is regional: the checks see to it.
    class: INGRESS_CLASS_OF[scheme === 'internal' ? 'internal' : 'external'],
    address: addressFrom(address, 'ingress', name),
    ...((http === 'redirect' || sslPolicy) && { frontendConfigName: `${name}-frontendconfig` }),
  };
}

function gatewayFrom(
  name: string,
  { scheme, address, globalAccess }: Written,
  { http, sslPolicy, certificate }: Parts,
): GatewayFront {
  const className = GATEWAY_CLASS_OF[scheme];
  const hasMap = certificate.kind === 'google-managed' && reasonAgainst('certificateMap', className) === undefined;
  return {
    className,
    address: addressFrom(address, 'gateway', name),
    ...((globalAccess || sslPolicy) && { policyName: `${name}-policy` }),
    globalAccess,
    ...(http === 'redirect' && { redirectRouteName: `${name}-redirect` }),
    ...(hasMap && { certificateMapName: `${name}-gateway` }),
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

function addressFrom(address: Written['address'], api: Api, loadBalancerName: string): Address {
  if (address === 'ephemeral') return { kind: 'ephemeral' };
  const existing = typeof address === 'string' ? undefined : 'name' in address ? address.name : address[api];
  if (existing !== undefined) return { kind: 'existing', name: existing };
  return { kind: 'reserved', name: api === 'ingress' ? loadBalancerName : `${loadBalancerName}-gateway` };
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

function securityPolicyFrom(
  policy: Written['securityPolicy'],
  name: string,
  checkerRanges: readonly string[],
): 'off' | SecurityPolicy | undefined {
  if (policy === 'none') return undefined;
  if (policy === 'off') return 'off';
  if ('name' in policy) return { kind: 'existing', name: policy.name };
  const { allow, rateLimit } = policy;
  return {
    kind: 'created',
    name,
    ...(allow && { allow: [...new Set([...allow, ...checkerRanges])] }),
    ...(rateLimit && { requestsPerMinute: rateLimit.requestsPerMinute }),
  };
}

/** What is left of the fields that say something: `none` and `default` do not. */
function backendFrom(backend: Written['backend']): Backend {
  const silent: readonly unknown[] = ['none', 'default', undefined];
  const said = Object.entries(backend).filter(([, value]) => !silent.includes(value));
  return Object.fromEntries(said);
}
