import type { Environment } from '../config/environment';
import { parseEnvironment } from '../config/parse';
import { pathText } from '../config/problems';
import { DEFAULT_PROXY } from '../config/release';
import type { CompleteEnvironment } from '../config/schema';
import { UserError } from '../errors';
import { serviceNameOf } from '../milvus/chart';
import { nameProblems } from './names';
import type { Address, BackendCertificate, Release, Topology } from './topology';

type CompleteRelease = CompleteEnvironment['releases'][number];

/**
 * The names and numbers that follow from an environment.
 *
 * @param name - names the files and the Terraform stack, as an environment's file name does
 * @throws UserError with every fault of the environment
 */
export function topologyOf(name: string, environment: Environment): Topology {
  const parsed = parseEnvironment(environment);
  const problems = 'problems' in parsed ? parsed.problems : nameProblems([topologyFrom(name, parsed.environment)]);
  if ('environment' in parsed && problems.length === 0) return topologyFrom(name, parsed.environment);
  throw new UserError(
    problems.map(({ path, message, cure }) => ({ path: pathText(path), message, ...(cure && { cure }) })),
  );
}

/** The same for an environment that has been checked. */
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
