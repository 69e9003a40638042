import { type Chart } from 'cdk8s';
import { LOAD_BALANCER_RANGES } from '../gke/ranges';
import { GRPC_PORT, HEALTH, PROXY_INTERNAL_PORT, podLabelsOf, serviceDnsNamesOf } from '../milvus/service';
import { type LoadBalancer, type Release, type Topology } from '../topology/topology';
import { BackendConfig } from './backend-config';
import { Certificate } from './certificate';
import { FrontendConfig } from './frontend-config';
import { GkeIngress, type GkeIngressProps } from './ingress';
import { ManagedCertificate } from './managed-certificate';
import { NetworkPolicy, type NetworkPolicySource } from './network-policy';

/** The constructs of one environment; each has its `apiObject`. */
export interface MilvusIngressObjects {
  /** One per release. */
  readonly backendConfigs: readonly BackendConfig[];
  /** There is one where port 80 redirects or an SSL policy is spoken of. */
  readonly frontendConfig?: FrontendConfig;
  /** One per release where Google manages the certificate that clients see. */
  readonly managedCertificates: readonly ManagedCertificate[];
  /** Those that a cert-manager issuer is asked for: of the hosts, and of Milvus itself. */
  readonly certificates: readonly Certificate[];
  /** One per release that asks for it. */
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly ingress: GkeIngress;
}

/** Adds everything that the cluster needs, in the order to apply it: the Ingress comes after all that it names. */
export function addObjects(chart: Chart, topology: Topology): MilvusIngressObjects {
  const { releases, loadBalancer } = topology;
  return {
    backendConfigs: releases.map((release) => backendConfigOf(chart, loadBalancer, release)),
    frontendConfig: frontendConfigOf(chart, topology),
    managedCertificates:
      loadBalancer.certificate.kind === 'google-managed'
        ? releases.map((release) => managedCertificateOf(chart, release))
        : [],
    certificates: releases.flatMap((release) => certificatesOf(chart, topology, release)),
    networkPolicies: releases.flatMap((release) => networkPolicyOf(chart, topology, release)),
    ingress: ingressOf(chart, topology),
  };
}

function backendConfigOf(
  chart: Chart,
  { backend, securityPolicy }: LoadBalancer,
  { name, backendConfigName }: Release,
): BackendConfig {
  const { healthCheck, ...settings } = backend;
  return new BackendConfig(chart, `${name}-backendconfig`, {
    name: backendConfigName,
    healthCheck: { ...HEALTH, ...healthCheck },
    ...settings,
    ...(securityPolicy && { securityPolicy: nameOrNothing(securityPolicy) }),
  });
}

function frontendConfigOf(chart: Chart, { loadBalancer }: Topology): FrontendConfig | undefined {
  const { frontendConfigName, http, sslPolicy } = loadBalancer;
  if (frontendConfigName === undefined) return undefined;
  return new FrontendConfig(chart, 'frontendconfig', {
    name: frontendConfigName,
    ...(sslPolicy && { sslPolicy: nameOrNothing(sslPolicy) }),
    ...(http === 'redirect' && { redirectToHttps: true }),
  });
}

/** The controller keeps a policy that merely disappears; an empty name takes it away. */
function nameOrNothing(policy: 'off' | { readonly name: string }): string {
  return policy === 'off' ? '' : policy.name;
}

function managedCertificateOf(chart: Chart, { name, certificateName, host }: Release): ManagedCertificate {
  return new ManagedCertificate(chart, `${name}-managedcertificate`, { name: certificateName, domains: [host] });
}

function certificatesOf(chart: Chart, { loadBalancer, namespace }: Topology, release: Release): Certificate[] {
  const { name, host, serviceName, certificateName, backendCertificate } = release;
  const certificates: Certificate[] = [];
  if (loadBalancer.certificate.kind === 'self-managed' && loadBalancer.certificate.issuer) {
    const { issuer } = loadBalancer.certificate;
    const names = { name: certificateName, secretName: certificateName, dnsNames: [host] };
    certificates.push(new Certificate(chart, `${name}-certificate`, { ...names, issuer }));
  }
  if (backendCertificate !== 'image' && backendCertificate.issuer) {
    const { secretName, issuer } = backendCertificate;
    const names = { name: secretName, secretName, dnsNames: serviceDnsNamesOf(serviceName, namespace) };
    certificates.push(new Certificate(chart, `${name}-backend-certificate`, { ...names, issuer }));
  }
  return certificates;
}

function networkPolicyOf(chart: Chart, { network }: Topology, { name, mode, networkPolicy }: Release): NetworkPolicy[] {
  if (networkPolicy === undefined) return [];
  const podLabels = podLabelsOf(name, mode);
  const instance = 'app.kubernetes.io/instance';
  const ranges = [...LOAD_BALANCER_RANGES, ...(network?.proxyOnlyRange === undefined ? [] : [network.proxyOnlyRange])];
  const everyCaller: NetworkPolicySource[] = [...ranges.map((cidr) => ({ cidr })), { podLabels: {} }];
  const metricsReaders = networkPolicy.metricsFrom.map((labels) => ({ podLabels: labels, anyNamespace: true }));
  return [
    new NetworkPolicy(chart, `${name}-networkpolicy`, {
      name: networkPolicy.name,
      podLabels,
      ingress: [
        { ports: [GRPC_PORT.number], from: everyCaller },
        { ports: [HEALTH.port], from: [...everyCaller, ...metricsReaders] },
        { ports: [PROXY_INTERNAL_PORT], from: [{ podLabels: { [instance]: name } }] },
      ],
    }),
  ];
}

function ingressOf(chart: Chart, { loadBalancer, releases }: Topology): GkeIngress {
  const { name, scheme, address, http, frontendConfigName } = loadBalancer;
  const internal = scheme === 'internal';
  return new GkeIngress(chart, 'ingress', {
    name,
    ...(internal && { class: 'gce-internal' }),
    allowHttp: http !== 'closed',
    ...(address.kind !== 'ephemeral' && { [internal ? 'regionalStaticIpName' : 'globalStaticIpName']: address.name }),
    ...certificatesOnIngress(loadBalancer.certificate, releases),
    ...(frontendConfigName !== undefined && { frontendConfig: frontendConfigName }),
    rules: releases.map(({ host, serviceName }) => ({
      host,
      paths: [{ serviceName, servicePort: GRPC_PORT.number }],
    })),
  });
}

function certificatesOnIngress(
  certificate: LoadBalancer['certificate'],
  releases: readonly Release[],
): Pick<GkeIngressProps, 'managedCertificates' | 'preSharedCertificates' | 'tls'> {
  switch (certificate.kind) {
    case 'google-managed':
      return { managedCertificates: releases.map(({ certificateName }) => certificateName) };
    case 'pre-shared':
      return { preSharedCertificates: certificate.names };
    case 'self-managed': {
      const { sharedSecretName } = certificate;
      if (sharedSecretName !== undefined)
        return { tls: [{ secretName: sharedSecretName, hosts: releases.map(({ host }) => host) }] };
      return { tls: releases.map(({ certificateName, host }) => ({ secretName: certificateName, hosts: [host] })) };
    }
  }
}
