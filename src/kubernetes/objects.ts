import { type Chart } from 'cdk8s';
import { LOAD_BALANCER_RANGES } from '../gke/ranges';
import { GRPC_PORT, HEALTH, PROXY_INTERNAL_PORT, podLabelsOf, serviceDnsNamesOf } from '../milvus/service';
import { type Release, type Topology } from '../topology/topology';
import { BackendConfig } from './backend-config';
import { Certificate } from './certificate';
import { FrontendConfig } from './frontend-config';
import { GkeIngress } from './ingress';
import { ManagedCertificate } from './managed-certificate';
import { NetworkPolicy, type NetworkPolicySource } from './network-policy';

/** The constructs of one environment; each has its `apiObject`. */
export interface MilvusIngressObjects {
  /** One per release. */
  readonly backendConfigs: readonly BackendConfig[];
  /** There is one where port 80 redirects. */
  readonly frontendConfig?: FrontendConfig;
  /** One per release where Google manages the certificate that clients see. */
  readonly managedCertificates: readonly ManagedCertificate[];
  /** One per release whose own certificate comes from a cert-manager issuer. */
  readonly certificates: readonly Certificate[];
  /** One per release that asks for it. */
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly ingress: GkeIngress;
}

/** Adds everything that the cluster needs, in the order to apply it: the Ingress comes after all that it names. */
export function addObjects(chart: Chart, topology: Topology): MilvusIngressObjects {
  const { releases, loadBalancer } = topology;
  return {
    backendConfigs: releases.map((release) => backendConfigOf(chart, release)),
    frontendConfig: frontendConfigOf(chart, topology),
    managedCertificates:
      loadBalancer.certificate === 'google-managed'
        ? releases.map((release) => managedCertificateOf(chart, release))
        : [],
    certificates: releases.flatMap((release) => certificateOf(chart, release, topology.namespace)),
    networkPolicies: releases.flatMap((release) => networkPolicyOf(chart, release)),
    ingress: ingressOf(chart, topology),
  };
}

function backendConfigOf(chart: Chart, { name, backendConfigName }: Release): BackendConfig {
  return new BackendConfig(chart, `${name}-backendconfig`, { name: backendConfigName, healthCheck: HEALTH });
}

function frontendConfigOf(chart: Chart, { loadBalancer }: Topology): FrontendConfig | undefined {
  const { frontendConfigName, http } = loadBalancer;
  if (frontendConfigName === undefined) return undefined;
  return new FrontendConfig(chart, 'frontendconfig', {
    name: frontendConfigName,
    ...(http === 'redirect' && { redirectToHttps: true }),
  });
}

function managedCertificateOf(chart: Chart, { name, certificateName, host }: Release): ManagedCertificate {
  return new ManagedCertificate(chart, `${name}-managedcertificate`, { name: certificateName, domains: [host] });
}

function certificateOf(chart: Chart, release: Release, namespace: string): Certificate[] {
  const { name, serviceName, backendCertificate } = release;
  if (backendCertificate === 'image' || backendCertificate.issuer === undefined) return [];
  const { secretName, issuer } = backendCertificate;
  const dnsNames = serviceDnsNamesOf(serviceName, namespace);
  return [new Certificate(chart, `${name}-certificate`, { name: secretName, secretName, dnsNames, issuer })];
}

function networkPolicyOf(chart: Chart, { name, mode, networkPolicy }: Release): NetworkPolicy[] {
  if (networkPolicy === undefined) return [];
  const podLabels = podLabelsOf(name, mode);
  const instance = 'app.kubernetes.io/instance';
  const everyCaller: NetworkPolicySource[] = [...LOAD_BALANCER_RANGES.map((cidr) => ({ cidr })), { podLabels: {} }];
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
  const { name, address, http, certificate, frontendConfigName } = loadBalancer;
  const certificateNames = releases.map((release) => release.certificateName);
  return new GkeIngress(chart, 'ingress', {
    name,
    allowHttp: http !== 'closed',
    ...(address.kind !== 'ephemeral' && { globalStaticIpName: address.name }),
    ...(certificate === 'google-managed'
      ? { managedCertificates: certificateNames }
      : { tls: releases.map(({ certificateName, host }) => ({ secretName: certificateName, hosts: [host] })) }),
    ...(frontendConfigName !== undefined && { frontendConfig: frontendConfigName }),
    rules: releases.map(({ host, serviceName }) => ({
      host,
      paths: [{ serviceName, servicePort: GRPC_PORT.number }],
    })),
  });
}
