import { DEFAULT_PROXY } from '../config/release';
import type { CompleteEnvironment } from '../config/schema';
import { serviceNameOf } from '../milvus/chart';
import type { Address, BackendCertificate, Release, Topology } from './topology';

type CompleteRelease = CompleteEnvironment['releases'][number];

/**
 * What topologyOf yields, for an environment that has been checked.
 *
 * It has a file of its own because zod is in its types: they must not be among those that users of the library compile.
 */
export function topologyFrom(name: string, environment: CompleteEnvironment): Topology {
  const { project, region, zone, namespace, certificate, gcp } = environment;
  const releases = environment.releases.map(releaseFrom);
  const loadBalancerName = environment.loadBalancer.name ?? releases[0]?.serviceName ?? name;
  const address = addressFrom(environment.loadBalancer.address, loadBalancerName);
  const { http } = environment.loadBalancer;
  return {
    environment: name,
    project,
    region,
    ...(zone !== undefined && { zone }),
    namespace,
    loadBalancer: {
      name: loadBalancerName,
      address,
      http,
      ...(http === 'redirect' && { frontendConfigName: `${loadBalancerName}-frontendconfig` }),
      certificate,
    },
    releases,
    terraform: {
      ...(address.kind === 'reserved' && { stackName: name }),
      state: gcp.state,
      labels: gcp.labels,
    },
  };
}

function addressFrom(address: CompleteEnvironment['loadBalancer']['address'], loadBalancerName: string): Address {
  if (typeof address === 'object') return { kind: 'existing', name: address.name };
  return address === 'reserved' ? { kind: 'reserved', name: loadBalancerName } : { kind: 'ephemeral' };
}

function releaseFrom(release: CompleteRelease): Release {
  const { name, host, chart, mode, fullnameOverride, values, secretValues, rest, authorization, networkPolicy } =
    release;
  const serviceName = serviceNameOf(name, fullnameOverride);
  return {
    name,
    host,
    clientHost: host.replace(/^\*/, name),
    chart,
    mode,
    ...(fullnameOverride !== undefined && { fullnameOverride }),
    serviceName,
    backendConfigName: `${name}-backendconfig`,
    certificateName: `${serviceName}-tls`,
    backendCertificate: backendCertificateFrom(release.backendCertificate, `${serviceName}-backend-tls`),
    rest: rest === false ? 'off' : rest,
    authorization,
    proxyReplicas: proxyReplicasOf(release),
    ...(networkPolicy !== 'none' && {
      networkPolicy: { name: `${serviceName}-proxy`, metricsFrom: networkPolicy.metricsFrom },
    }),
    ...(values !== undefined && { valuesFile: values }),
    ...(secretValues !== undefined && { secretValuesFile: secretValues }),
  };
}

function backendCertificateFrom(
  certificate: CompleteRelease['backendCertificate'],
  defaultSecretName: string,
): 'image' | BackendCertificate {
  if (certificate === 'image') return 'image';
  if (certificate === 'secret') return { secretName: defaultSecretName };
  const { secretName = defaultSecretName, issuer } = certificate;
  if (issuer === undefined) return { secretName };
  return { secretName, issuer: typeof issuer === 'string' ? { kind: 'Issuer', name: issuer } : issuer };
}

function proxyReplicasOf({ proxy, mode }: CompleteRelease): Release['proxyReplicas'] {
  const { replicas } = typeof proxy === 'object' ? proxy : DEFAULT_PROXY;
  return proxy === 'unmanaged' || mode === 'standalone' ? 'unmanaged' : replicas;
}
