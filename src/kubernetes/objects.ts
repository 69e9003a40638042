import { type Chart } from 'cdk8s';
import { LOAD_BALANCER_RANGES } from '../gke/ranges';
import { REST } from '../milvus/rest';
import { GRPC_PORT, HEALTH, PROXY_INTERNAL_PORT, podLabelsOf } from '../milvus/service';
import { dnsNamesOf } from '../topology/dns-names';
import { type LoadBalancer, type Release, type Topology } from '../topology/topology';
import { BackendConfig } from './backend-config';
import { Certificate } from './certificate';
import { FrontendConfig } from './frontend-config';
import { GkeIngress, type GkeIngressProps, type IngressPath } from './ingress';
import { ManagedCertificate } from './managed-certificate';
import { NetworkPolicy, type NetworkPolicySource } from './network-policy';
import { PodDisruptionBudget } from './pod-disruption-budget';
import { GkeService } from './service';
import { ServiceAccount } from './service-account';

/** The constructs of one environment; each has its `apiObject`. */
export interface MilvusIngressObjects {
  /** By which Milvus reaches the bucket that Terraform makes: one per release, or one for all. */
  readonly serviceAccounts: readonly ServiceAccount[];
  /** One per release, and one more where REST has a port of its own. */
  readonly backendConfigs: readonly BackendConfig[];
  /** There is one where port 80 redirects or an SSL policy is spoken of. */
  readonly frontendConfig?: FrontendConfig;
  /** One per release where Google manages the certificate that clients see. */
  readonly managedCertificates: readonly ManagedCertificate[];
  /** Those that a cert-manager issuer is asked for: of the hosts, and of Milvus itself. */
  readonly certificates: readonly Certificate[];
  /** One per release that asks for it. */
  readonly networkPolicies: readonly NetworkPolicy[];
  /** One per release with two managed proxies or more. */
  readonly disruptionBudgets: readonly PodDisruptionBudget[];
  /** One per release whose REST has a port of its own; the chart makes the others. */
  readonly services: readonly GkeService[];
  readonly ingress: GkeIngress;
}

/** Adds everything that the cluster needs, in the order to apply it: the Ingress comes after all that it names. */
export function addObjects(chart: Chart, topology: Topology): MilvusIngressObjects {
  const { releases, loadBalancer, storage } = topology;
  return {
    serviceAccounts: (storage?.accounts ?? []).map(
      ({ name, email }) => new ServiceAccount(chart, `${name}-serviceaccount`, { name, googleServiceAccount: email }),
    ),
    backendConfigs: releases.flatMap((release) => backendConfigsOf(chart, loadBalancer, release)),
    frontendConfig: frontendConfigOf(chart, topology),
    managedCertificates:
      loadBalancer.certificate.kind === 'google-managed'
        ? releases.map((release) => managedCertificateOf(chart, release))
        : [],
    certificates: releases.flatMap((release) => certificatesOf(chart, topology, release)),
    networkPolicies: releases.flatMap((release) => networkPolicyOf(chart, topology, release)),
    disruptionBudgets: releases.flatMap((release) => disruptionBudgetOf(chart, release)),
    services: releases.flatMap((release) => restServiceOf(chart, release)),
    ingress: ingressOf(chart, topology),
  };
}

function backendConfigsOf(
  chart: Chart,
  { backend, securityPolicy }: LoadBalancer,
  { name, backendConfigName, rest }: Release,
): BackendConfig[] {
  const { healthCheck, ...settings } = backend;
  const props = {
    healthCheck: { ...HEALTH, ...healthCheck },
    ...settings,
    ...(securityPolicy && { securityPolicy: nameOrNothing(securityPolicy) }),
  };
  const grpc = new BackendConfig(chart, `${name}-backendconfig`, { name: backendConfigName, ...props });
  if (typeof rest !== 'object') return [grpc];
  return [grpc, new BackendConfig(chart, `${name}-rest-backendconfig`, { name: rest.backendConfigName, ...props })];
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
  const { name, host, certificateName, backendCertificate } = release;
  const certificates: Certificate[] = [];
  if (loadBalancer.certificate.kind === 'self-managed' && loadBalancer.certificate.issuer) {
    const { issuer } = loadBalancer.certificate;
    const names = { name: certificateName, secretName: certificateName, dnsNames: [host] };
    certificates.push(new Certificate(chart, `${name}-certificate`, { ...names, issuer }));
  }
  if (backendCertificate !== 'image' && backendCertificate.issuer) {
    const { secretName, issuer } = backendCertificate;
    const names = { name: secretName, secretName, dnsNames: dnsNamesOf(release, namespace) };
    certificates.push(new Certificate(chart, `${name}-backend-certificate`, { ...names, issuer }));
  }
  return certificates;
}

function networkPolicyOf(chart: Chart, { network }: Topology, release: Release): NetworkPolicy[] {
  const { name, mode, rest, networkPolicy } = release;
  if (networkPolicy === undefined) return [];
  const clientPorts = [GRPC_PORT.number, ...(typeof rest === 'object' ? [rest.port] : [])];
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
        { ports: clientPorts, from: everyCaller },
        { ports: [HEALTH.port], from: [...everyCaller, ...metricsReaders] },
        { ports: [PROXY_INTERNAL_PORT], from: [{ podLabels: { [instance]: name } }] },
      ],
    }),
  ];
}

function disruptionBudgetOf(chart: Chart, { name, mode, disruptionBudgetName }: Release): PodDisruptionBudget[] {
  if (disruptionBudgetName === undefined) return [];
  const podLabels = podLabelsOf(name, mode);
  const names = { name: disruptionBudgetName, podLabels };
  return [new PodDisruptionBudget(chart, `${name}-poddisruptionbudget`, { ...names, maxUnavailable: 1 })];
}

function restServiceOf(chart: Chart, { name, mode, rest }: Release): GkeService[] {
  if (typeof rest !== 'object') return [];
  return [
    new GkeService(chart, `${name}-rest-service`, {
      name: rest.serviceName,
      podLabels: podLabelsOf(name, mode),
      portName: REST.portName,
      port: rest.port,
      // With TLS on, Milvus serves REST over TLS too, and HTTP/1.1 only.
      appProtocol: 'HTTPS',
      backendConfig: rest.backendConfigName,
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
    rules: releases.map((release) => ({ host: release.host, paths: pathsOf(release) })),
  });
}

function pathsOf({ serviceName, rest }: Release): IngressPath[] {
  const grpc = { serviceName, servicePort: GRPC_PORT.number };
  if (typeof rest !== 'object') return [grpc];
  return [grpc, { path: rest.path, serviceName: rest.serviceName, servicePort: rest.port }];
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
