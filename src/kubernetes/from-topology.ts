import { type Chart } from 'cdk8s';
import { METRICS_COLLECTORS } from '../gke/managed-prometheus';
import { KEPT_METRICS, METRICS_PORT_NAME, componentsOf } from '../milvus/metrics';
import { REST } from '../milvus/rest';
import { GRPC_PORT, HEALTH, PROXY_INTERNAL_PORT, podLabelsOf } from '../milvus/service';
import { dnsNamesOf } from '../topology/dns-names';
import { loadBalancerRangesOf } from '../topology/infrastructure';
import { type LoadBalancer, type Release, type Topology } from '../topology/topology';
import { BackendConfig, propsOfBackend } from './backend-config';
import { Certificate } from './certificate';
import { FrontendConfig } from './frontend-config';
import { GkeIngress } from './gke-ingress';
import { type GkeIngressProps } from './gke-ingress-props';
import { GkeService } from './gke-service';
import { type IngressPath } from './ingress-rule';
import { ManagedCertificate } from './managed-certificate';
import { NetworkPolicy, type NetworkPolicySource } from './network-policy';
import { PodDisruptionBudget } from './pod-disruption-budget';
import { PodMonitoring } from './pod-monitoring';
import { policyNameOf } from './policy-name';
import { ServiceAccount } from './service-account';

// What a chart gets of an environment, kind by kind, in the order to apply them.

export function serviceAccountsOf(chart: Chart, { storage }: Topology): ServiceAccount[] {
  return (storage?.accounts ?? []).map(
    ({ name, email }) => new ServiceAccount(chart, `${name}-serviceaccount`, { name, googleServiceAccount: email }),
  );
}

export function backendConfigsOf(chart: Chart, { loadBalancer, releases }: Topology): BackendConfig[] {
  return releases.flatMap((release) => backendConfigsOfRelease(chart, loadBalancer, release));
}

function backendConfigsOfRelease(
  chart: Chart,
  { backend, securityPolicy }: LoadBalancer,
  { name, backendConfigName, rest }: Release,
): BackendConfig[] {
  if (backendConfigName === undefined) return [];
  const props = {
    ...propsOfBackend(backend),
    healthCheck: { ...HEALTH, ...backend.healthCheck },
    ...(securityPolicy && { securityPolicy: policyNameOf(securityPolicy) }),
  };
  const grpc = new BackendConfig(chart, `${name}-backendconfig`, { name: backendConfigName, ...props });
  if (typeof rest !== 'object' || !rest.ingress) return [grpc];
  const { backendConfigName: restName } = rest.ingress;
  return [grpc, new BackendConfig(chart, `${name}-rest-backendconfig`, { name: restName, ...props })];
}

export function frontendConfigOf(chart: Chart, { loadBalancer }: Topology): FrontendConfig | undefined {
  const { ingress, http, sslPolicy } = loadBalancer;
  if (ingress?.frontendConfigName === undefined) return undefined;
  return new FrontendConfig(chart, 'frontendconfig', {
    name: ingress.frontendConfigName,
    ...(sslPolicy && { sslPolicy: policyNameOf(sslPolicy) }),
    ...(http === 'redirect' && { redirectToHttps: true }),
  });
}

export function managedCertificatesOf(chart: Chart, { loadBalancer, releases }: Topology): ManagedCertificate[] {
  if (!loadBalancer.ingress || loadBalancer.certificate.kind !== 'google-managed') return [];
  return releases.map(
    ({ name, certificateName, host }) =>
      new ManagedCertificate(chart, `${name}-managedcertificate`, { name: certificateName, domains: [host] }),
  );
}

export function certificatesOf(chart: Chart, topology: Topology): Certificate[] {
  return topology.releases.flatMap((release) => certificatesOfRelease(chart, topology, release));
}

function certificatesOfRelease(chart: Chart, { loadBalancer, namespace }: Topology, release: Release): Certificate[] {
  const { name, host, certificateName, backendCertificate } = release;
  const certificates: Certificate[] = [];
  if (loadBalancer.certificate.kind === 'self-managed' && loadBalancer.certificate.issuer) {
    const { issuer } = loadBalancer.certificate;
    const names = { name: certificateName, secretName: certificateName, dnsNames: [host] };
    certificates.push(new Certificate(chart, `${name}-certificate`, { ...names, issuer }));
  }
  if (typeof backendCertificate === 'object' && backendCertificate.issuer) {
    const { secretName, issuer } = backendCertificate;
    const names = { name: secretName, secretName, dnsNames: dnsNamesOf(release, namespace) };
    certificates.push(new Certificate(chart, `${name}-backend-certificate`, { ...names, issuer }));
  }
  return certificates;
}

export function networkPoliciesOf(chart: Chart, topology: Topology): NetworkPolicy[] {
  return topology.releases.flatMap((release) => networkPolicyOf(chart, topology, release));
}

function networkPolicyOf(chart: Chart, { network }: Topology, release: Release): NetworkPolicy[] {
  const { name, mode, rest, networkPolicy } = release;
  if (networkPolicy === undefined) return [];
  const clientPorts = [GRPC_PORT.number, ...(typeof rest === 'object' ? [rest.port] : [])];
  const podLabels = podLabelsOf(name, mode);
  const instance = 'app.kubernetes.io/instance';
  const loadBalancer: NetworkPolicySource[] = loadBalancerRangesOf(network).map((cidr) => ({ cidr }));
  const metricsReaders = networkPolicy.metricsFrom.map((labels) => ({ podLabels: labels, anyNamespace: true }));
  return [
    new NetworkPolicy(chart, `${name}-networkpolicy`, {
      name: networkPolicy.name,
      podLabels,
      ingress: [
        { ports: clientPorts, from: [...loadBalancer, { podLabels: {} }] },
        // Milvus asks nobody for a password there: health checks and collectors of metrics, and nobody else.
        { ports: [HEALTH.port], from: [...loadBalancer, METRICS_COLLECTORS, ...metricsReaders] },
        { ports: [PROXY_INTERNAL_PORT], from: [{ podLabels: { [instance]: name } }] },
      ],
    }),
  ];
}

export function disruptionBudgetsOf(chart: Chart, { releases }: Topology): PodDisruptionBudget[] {
  return releases.flatMap((release) => disruptionBudgetOf(chart, release));
}

function disruptionBudgetOf(chart: Chart, { name, mode, disruptionBudgetName }: Release): PodDisruptionBudget[] {
  if (disruptionBudgetName === undefined) return [];
  const podLabels = podLabelsOf(name, mode);
  const names = { name: disruptionBudgetName, podLabels };
  return [new PodDisruptionBudget(chart, `${name}-poddisruptionbudget`, { ...names, maxUnavailable: 1 })];
}

export function podMonitoringsOf(chart: Chart, { releases, monitoring }: Topology): PodMonitoring[] {
  if (!monitoring.podMonitoring) return [];
  return releases.map(({ name, mode, metricsJob }) => {
    const { component: _, ...podLabels } = podLabelsOf(name, mode);
    return new PodMonitoring(chart, `${name}-podmonitoring`, {
      name: metricsJob,
      podLabels,
      // Woodpecker's pods share the labels and the name of the port.
      components: componentsOf(mode).map(({ component }) => component),
      portName: METRICS_PORT_NAME,
      keep: KEPT_METRICS,
      labelsFromPod: ['component'],
    });
  });
}

/** The Services of REST with a port of its own. */
export function servicesOf(
  chart: Chart,
  { releases }: Topology,
  backendConfigs: readonly BackendConfig[],
): GkeService[] {
  return releases.flatMap(({ name, mode, rest }) => {
    if (typeof rest !== 'object' || !rest.ingress) return [];
    const { serviceName, backendConfigName } = rest.ingress;
    return [
      new GkeService(chart, `${name}-rest-service`, {
        name: serviceName,
        podLabels: podLabelsOf(name, mode),
        portName: REST.portName,
        port: rest.port,
        // With TLS on, Milvus serves REST over TLS too, and HTTP/1.1 only.
        appProtocol: 'HTTPS',
        backendConfig: backendConfigs.find((one) => one.name === backendConfigName) ?? backendConfigName,
      }),
    ];
  });
}

/** What the Ingress names of all that was made before. */
interface Named {
  readonly frontendConfig?: FrontendConfig;
  readonly managedCertificates: readonly ManagedCertificate[];
  readonly services: readonly GkeService[];
}

export function ingressOf(chart: Chart, { loadBalancer, releases }: Topology, named: Named): GkeIngress | undefined {
  const { name, ingress, http } = loadBalancer;
  const { frontendConfig, managedCertificates, services } = named;
  if (!ingress) return undefined;
  const { address } = ingress;
  const internal = ingress.class === 'gce-internal';
  return new GkeIngress(chart, 'ingress', {
    name,
    ...(internal && { class: 'gce-internal' }),
    allowHttp: http !== 'closed',
    ...(address.kind !== 'ephemeral' && { [internal ? 'regionalStaticIpName' : 'globalStaticIpName']: address.name }),
    managedCertificates,
    ...certificatesOnIngress(loadBalancer.certificate, releases),
    ...(frontendConfig && { frontendConfig }),
    rules: releases.map((release) => ({ host: release.host, paths: pathsOf(release, services) })),
  });
}

function pathsOf({ serviceName, rest }: Release, services: readonly GkeService[]): IngressPath[] {
  const grpc = { service: { name: serviceName, port: GRPC_PORT.number } };
  const restService = services.find(({ name }) => typeof rest === 'object' && name === rest.ingress?.serviceName);
  return typeof rest === 'object' && restService ? [grpc, { path: rest.path, service: restService }] : [grpc];
}

function certificatesOnIngress(
  certificate: LoadBalancer['certificate'],
  releases: readonly Release[],
): Pick<GkeIngressProps, 'preSharedCertificates' | 'tls'> {
  switch (certificate.kind) {
    case 'google-managed':
      return {};
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
