import type { EnvironmentRelease } from '../config/environment';
import { PROXY_HPA_DEFAULTS, PROXY_HPA_SINCE, STANDALONE_VOLUMES_SINCE, compareVersions } from '../milvus/chart';
import { BACKEND_TLS_MOUNT, HEALTH, TLS_MODE } from '../milvus/service';
import { USER_YAML, VALUES, VOLUMES } from '../milvus/values';
import { isMapping, listOf, valueAt } from '../source/plain';
import { type IngressRule } from './ingress';
import { issuerOf } from './issuer';
import { milvusInValues } from './milvus';
import { type ReadRelease, booleanAt, numberAt, wordAt } from './release-values';
import { type RunningObject, named } from './running';

/** A release of an environment whose host may be unknown. */
export type DraftRelease = Omit<EnvironmentRelease, 'host'> & { readonly host?: string };

/**
 * A release as an environment says it, so that as little as possible changes: what its values do not speak of stays
 * unmanaged where Milvus is behind TLS already.
 */
export function draftRelease(
  release: ReadRelease,
  objects: readonly RunningObject[],
  rule: IngressRule | undefined,
): DraftRelease {
  const { name, chart, mode, fullnameOverride } = release;
  return {
    name,
    host: rule?.host,
    chart,
    milvus: milvusInValues(chart, release.values),
    mode: mode === 'standalone' ? mode : undefined,
    fullnameOverride,
    backendCertificate: backendCertificateOf(release, objects),
    rest: restOf(release, rule),
    authorization: authorizationOf(release),
    proxy: proxyOf(release),
    networkPolicy: networkPolicyOf(release, objects),
  };
}

function servesTls({ userYaml }: ReadRelease): boolean {
  return (wordAt(userYaml, USER_YAML.tlsMode) ?? TLS_MODE.off) !== TLS_MODE.off;
}

function backendCertificateOf(
  release: ReadRelease,
  objects: readonly RunningObject[],
): EnvironmentRelease['backendCertificate'] {
  const { values, userYaml, mode, chart, serviceName } = release;
  const file = wordAt(userYaml, USER_YAML.serverPemPath);
  if (file === `${BACKEND_TLS_MOUNT.path}/tls.crt`) {
    const volumes = values.entries(VOLUMES[mode].volumes).map(({ value }) => value);
    const volume = volumes.find((one) => valueAt(one, ['name']) === BACKEND_TLS_MOUNT.volume);
    const secretName = valueAt(volume, ['secret', 'secretName']);
    if (typeof secretName !== 'string') return undefined;
    if (secretName !== `${serviceName}-backend-tls`) return { secretName };
    const issuer = issuerOf(objects, secretName);
    return issuer === undefined ? undefined : { issuer };
  }
  // What the values mount of their own answers for itself.
  if (file !== undefined) return undefined;
  const cannotMount = mode === 'standalone' && compareVersions(chart, STANDALONE_VOLUMES_SINCE) < 0;
  return servesTls(release) || cannotMount ? 'image' : undefined;
}

function restOf(release: ReadRelease, rule: IngressRule | undefined): EnvironmentRelease['rest'] {
  const { userYaml, serviceName } = release;
  const isOn = booleanAt(userYaml, USER_YAML.restEnabled);
  const port = numberAt(userYaml, USER_YAML.restPort);
  const path = rule?.paths.find((one) => one.serviceName === `${serviceName}-rest`)?.path;
  if (isOn === false) return undefined;
  if (port !== undefined) return path === undefined ? undefined : { port, path };
  return servesTls(release) ? 'unmanaged' : undefined;
}

function authorizationOf({ userYaml }: ReadRelease): EnvironmentRelease['authorization'] {
  const isOn = booleanAt(userYaml, USER_YAML.authorizationEnabled);
  if (isOn === undefined) return 'unmanaged';
  return isOn ? undefined : false;
}

function proxyOf({ values, mode, chart }: ReadRelease): EnvironmentRelease['proxy'] {
  if (mode === 'standalone') return undefined;
  const replicas = numberAt(values, VALUES.proxyReplicas);
  if (booleanAt(values, VALUES.proxyHpaEnabled) !== true) {
    return replicas !== undefined && replicas > 0 ? { replicas } : 'unmanaged';
  }
  // An autoscaler must have the number to itself; anything else is told by whoever merges.
  if (replicas !== -1 || compareVersions(chart, PROXY_HPA_SINCE) < 0) return 'unmanaged';
  const of = (key: keyof typeof PROXY_HPA_DEFAULTS): number =>
    numberAt(values, [...VALUES.proxyHpa, key]) ?? PROXY_HPA_DEFAULTS[key];
  return {
    autoscale: {
      minReplicas: of('minReplicas'),
      maxReplicas: of('maxReplicas'),
      cpuUtilization: of('cpuUtilization'),
    },
  };
}

function networkPolicyOf(
  { serviceName }: ReadRelease,
  objects: readonly RunningObject[],
): EnvironmentRelease['networkPolicy'] {
  const policy = named(objects, 'NetworkPolicy', `${serviceName}-proxy`);
  if (!policy) return undefined;
  const metricsFrom = peersAt(policy, HEALTH.port).flatMap((peer) => {
    const anyNamespace = valueAt(peer, ['namespaceSelector']);
    const labels = valueAt(peer, ['podSelector', 'matchLabels']);
    if (!isMapping(anyNamespace) || Object.keys(anyNamespace).length > 0 || !isMapping(labels)) return [];
    return [Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]))];
  });
  return metricsFrom.length === 0 ? {} : { metricsFrom };
}

/** Who a NetworkPolicy lets in at a port. */
export function peersAt(policy: RunningObject, port: number): readonly unknown[] {
  return listOf(valueAt(policy.spec, ['ingress']))
    .filter((rule) => listOf(valueAt(rule, ['ports'])).some((one) => valueAt(one, ['port']) === port))
    .flatMap((rule) => listOf(valueAt(rule, ['from'])));
}
