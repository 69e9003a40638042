import { DEFAULT_REGION } from '../config/names';
import { DEFAULT_PROXY } from '../config/proxy';
import type { CompleteEnvironment } from '../config/schema';
import { serviceNameOf } from '../milvus/chart';
import { milvusVersionOf, tagOf } from '../milvus/version';
import { defaultCertificateOf, dnsZoneFrom, isCreated, loadBalancerFrom } from './edge';
import { gatewayShareFrom } from './gateway-share';
import { type Place, clusterFrom, networkFrom, releaseStorageFrom, storageFrom } from './infrastructure-from';
import { issuerFrom } from './issuer';
import { isWatched } from './monitoring';
import { monitoringFrom } from './monitoring-from';
import type { BackendCertificate, Release, Topology } from './topology';

type CompleteRelease = CompleteEnvironment['releases'][number];

/**
 * What topologyOf yields, for an environment that has been checked.
 *
 * It has a file of its own because zod is in its types: they must not be among those that users of the library compile.
 */
export function topologyFrom(name: string, environment: CompleteEnvironment): Topology {
  const { project, region = DEFAULT_REGION, zone, namespace, labels, gcp } = environment;
  const { scheme } = environment.loadBalancer;
  const apis = apisFrom(environment);
  const withoutStorage = environment.releases.map((release) => releaseFrom(release, apis));
  const loadBalancerName = environment.loadBalancer.name ?? withoutStorage[0]?.serviceName ?? name;
  const place: Place = {
    project,
    region,
    ...(zone !== undefined && { zone }),
    loadBalancerName,
    hasProxyOnlySubnet: scheme !== 'external',
    hasGateway: apis.gateway !== undefined,
  };
  const bucket = gcp.storage?.create;
  const releases = withoutStorage.map((release) =>
    bucket ? { ...release, storage: releaseStorageFrom(bucket, place, release) } : release,
  );
  const loadBalancer = loadBalancerFrom(loadBalancerName, environment, releases);
  const network = gcp.network && networkFrom(gcp.network, place);
  const cluster = gcp.cluster && clusterFrom(gcp.cluster, gcp, place);
  const dnsZone = gcp.dns && dnsZoneFrom(gcp.dns.zone, loadBalancerName, name, scheme === 'internal');
  const { ingress, gateway, sslPolicy, securityPolicy, certificate } = loadBalancer;
  const creates = [ingress?.address, gateway?.address, sslPolicy, securityPolicy].some(isCreated);
  const created =
    (certificate.kind === 'pre-shared' && certificate.created) ||
    (certificate.kind === 'google-managed' && gateway !== undefined);
  const monitoring = monitoringFrom(environment.monitoring);
  const infrastructure = network?.created ?? network?.healthCheckRule ?? cluster?.created ?? bucket;
  return {
    environment: name,
    project,
    region,
    ...(zone !== undefined && { zone }),
    namespace,
    labels,
    loadBalancer,
    releases,
    ...(network && { network }),
    ...(cluster && { cluster }),
    ...(bucket && { storage: storageFrom(bucket, place, cluster?.project ?? project, releases) }),
    monitoring,
    terraform: {
      ...((creates || created || dnsZone || infrastructure || isWatched(monitoring)) && { stackName: name }),
      ...(gcp.helmRelease !== false && {
        releaseStack: { name: `${name}-release`, adopts: gcp.helmRelease !== true && gcp.helmRelease.import },
      }),
      state: gcp.state,
      labels: gcp.labels,
      deletionProtection: gcp.deletionProtection,
      ...(dnsZone && { dnsZone }),
    },
  };
}

/** The APIs that serve, and what releases must know of each. */
interface ServingApis {
  readonly ingress: boolean;
  readonly gateway?: { readonly googleManaged: boolean };
}

function apisFrom({ loadBalancer, certificate }: CompleteEnvironment): ServingApis {
  const { api, also, scheme } = loadBalancer;
  const apis = [api, also];
  const googleManaged = (certificate ?? defaultCertificateOf(scheme)) === 'google-managed';
  return { ingress: apis.includes('ingress'), ...(apis.includes('gateway') && { gateway: { googleManaged } }) };
}

function releaseFrom(release: CompleteRelease, apis: ServingApis): Release {
  const { name, host, chart, mode, fullnameOverride, values, secretValues, authorization, networkPolicy } = release;
  const proxies = proxiesFrom(release);
  const { proxyReplicas } = proxies;
  const imageTag = release.milvus === undefined ? undefined : tagOf(release.milvus);
  const serviceName = serviceNameOf(name, fullnameOverride);
  return {
    name,
    host,
    clientHost: host.replace(/^\*/, name),
    chart,
    milvus: milvusVersionOf({ chart, ...(imageTag !== undefined && { tag: imageTag }) }),
    ...(imageTag !== undefined && { imageTag }),
    mode,
    ...(fullnameOverride !== undefined && { fullnameOverride }),
    serviceName,
    ...(apis.ingress && { backendConfigName: `${name}-backendconfig` }),
    ...(apis.gateway && { gateway: gatewayShareFrom(release, serviceName, apis.gateway.googleManaged) }),
    certificateName: `${serviceName}-tls`,
    backendCertificate: backendCertificateFrom(release.backendCertificate ?? 'secret', `${serviceName}-backend-tls`),
    rest: restFrom(release, serviceName, apis),
    authorization,
    ...proxies,
    leftToDefault: (['backendCertificate', 'proxy', 'rest'] as const).filter((key) => release[key] === undefined),
    ...(proxyReplicas !== 'unmanaged' && proxyReplicas > 1 && { disruptionBudgetName: `${serviceName}-proxy` }),
    ...(networkPolicy !== 'none' && {
      networkPolicy: { name: `${serviceName}-proxy`, metricsFrom: networkPolicy.metricsFrom },
    }),
    metricsJob: `${name}-milvus`,
    ...(values !== undefined && { valuesFile: values }),
    ...(secretValues !== undefined && { secretValuesFile: secretValues }),
  };
}

function backendCertificateFrom(
  certificate: NonNullable<CompleteRelease['backendCertificate']>,
  defaultSecretName: string,
): 'image' | BackendCertificate {
  if (certificate === 'image') return 'image';
  if (certificate === 'secret') return { secretName: defaultSecretName };
  const { secretName = defaultSecretName, issuer } = certificate;
  if (issuer === undefined) return { secretName };
  return { secretName, issuer: issuerFrom(issuer) };
}

function restFrom({ name, rest = false }: CompleteRelease, serviceName: string, apis: ServingApis): Release['rest'] {
  if (rest === false) return 'off';
  if (rest === 'unmanaged') return rest;
  return {
    ...rest,
    ...(apis.ingress && {
      ingress: { serviceName: `${serviceName}-rest`, backendConfigName: `${name}-rest-backendconfig` },
    }),
    ...(apis.gateway && {
      gateway: {
        serviceName: `${serviceName}-rest-gateway`,
        backendPolicyName: `${name}-rest-backend`,
        healthCheckPolicyName: `${name}-rest-health`,
      },
    }),
  };
}

function proxiesFrom({
  proxy = DEFAULT_PROXY,
  mode,
}: CompleteRelease): Pick<Release, 'proxyReplicas' | 'proxyAutoscale'> {
  if (proxy === 'unmanaged' || mode === 'standalone') return { proxyReplicas: 'unmanaged' };
  const { autoscale, replicas = DEFAULT_PROXY.replicas } = proxy;
  if (!autoscale) return { proxyReplicas: replicas };
  const { minReplicas, ...proxyAutoscale } = autoscale;
  return { proxyReplicas: minReplicas, proxyAutoscale };
}
