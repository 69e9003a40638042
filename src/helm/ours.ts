import { serviceAnnotationsOf } from '../gke/service-annotations';
import { CHART, compareVersions, PULSAR_V3_SINCE } from '../milvus/chart';
import { BACKEND_TLS_MOUNT, GRPC_PORT, PROXY_INTERNAL_PORT, TLS_MODE } from '../milvus/service';
import { PULSAR_ENABLED, USER_YAML, VALUES } from '../milvus/values';
import type { Release } from '../topology/topology';
import { storageSettings, storageSettingsInUserYaml } from './storage';
import { forbid, keep, milvusBoolean, sameJson, write } from './settings';
import type { Setting } from './settings';

const ONLY_HERE = 'Remove it: it is written for you.';
const REMOVE = 'Remove it.';

/** What the chart's values must say about a release, in the order in which a new file has it. */
export function chartSettings(release: Release): readonly Setting[] {
  return [
    ...nameSettings(release),
    ...modeSettings(release),
    write(VALUES.serviceType, 'ClusterIP', ONLY_HERE, {
      migrates: ({ kind, text }) =>
        kind === 'text'
          ? `The Service of type ${text} loses its own address with the upgrade: plan the change as the runbook says.`
          : undefined,
    }),
    keep(VALUES.servicePort, GRPC_PORT.number, REMOVE),
    keep(VALUES.servicePortName, GRPC_PORT.name, REMOVE),
    ...annotationSettings(release),
    keep(VALUES.metricsEnabled, true, 'Remove it: the load balancer checks health on the metrics port.'),
    keep(VALUES.ingressEnabled, false, "Remove it: the chart's Ingress takes the name of ours, and any host.", {
      nullIsFine: true,
    }),
    ...proxySettings(release),
    ...storageSettings(release),
  ];
}

/** What user.yaml, Milvus' own configuration, must say. */
export function milvusSettings({ authorization, rest, backendCertificate, storage }: Release): readonly Setting[] {
  const settings = [
    write(
      USER_YAML.tlsMode,
      Number(TLS_MODE.server),
      'Use 1, or remove it: the load balancer talks TLS, and has no client certificate.',
      {
        migrates: ({ text }) =>
          text === TLS_MODE.off
            ? 'Plaintext clients cannot connect any more from the upgrade on: plan the change as the runbook says.'
            : undefined,
      },
    ),
    keep(USER_YAML.proxyPort, GRPC_PORT.number, REMOVE, { nullIsFine: true }),
    keep(USER_YAML.proxyInternalPort, PROXY_INTERNAL_PORT, REMOVE, { nullIsFine: true }),
  ];
  if (authorization !== 'unmanaged') {
    const cure = 'Say authorization: unmanaged in the environment, or the same as here.';
    settings.push(write(USER_YAML.authorizationEnabled, authorization, cure, { same: milvusBoolean(authorization) }));
  }
  if (rest === 'off') {
    const cure =
      'Say rest: { port: … } in the environment to give it a port of its own, or rest: unmanaged to keep this.';
    settings.push(
      write(USER_YAML.restEnabled, false, cure, { same: milvusBoolean(false) }),
      forbid(USER_YAML.restPort, cure),
    );
  }
  if (typeof rest === 'object') {
    const cure = 'Write the same port as rest: { port: … } in the environment, or remove it.';
    settings.push(
      write(USER_YAML.restEnabled, true, 'Say rest: false in the environment, or remove it.', {
        same: milvusBoolean(true),
      }),
      write(USER_YAML.restPort, rest.port, cure),
    );
  }
  settings.push(...storageSettingsInUserYaml(storage));
  if (backendCertificate !== 'image') {
    const cure = 'Remove it, or say backendCertificate: image in the environment to keep it.';
    settings.push(write(USER_YAML.serverPemPath, `${BACKEND_TLS_MOUNT.path}/tls.crt`, cure));
    settings.push(write(USER_YAML.serverKeyPath, `${BACKEND_TLS_MOUNT.path}/tls.key`, cure));
  }
  return settings;
}

function nameSettings({ fullnameOverride }: Release): Setting[] {
  const nameOverride = keep(
    VALUES.nameOverride,
    CHART.name,
    "Remove it; fullnameOverride in the environment keeps the Service's name.",
    { nullIsFine: true, same: ({ kind, text }) => kind === 'text' && ['', CHART.name].includes(text) },
  );
  return [
    fullnameOverride === undefined
      ? forbid(VALUES.fullnameOverride, 'Write it as fullnameOverride of the release in the environment.')
      : write(VALUES.fullnameOverride, fullnameOverride, 'Write the same name as fullnameOverride in the environment.'),
    nameOverride,
  ];
}

function modeSettings({ mode, chart }: Release): Setting[] {
  if (mode === 'cluster') {
    return [keep(VALUES.clusterEnabled, true, 'Say mode: standalone in the environment, or remove it.')];
  }
  const pulsar = compareVersions(chart, PULSAR_V3_SINCE) >= 0 ? PULSAR_ENABLED.v3 : PULSAR_ENABLED.before;
  const cure = 'Say mode: cluster in the environment, or remove it.';
  return [write(VALUES.clusterEnabled, false, cure), write(pulsar, false, cure)];
}

function proxySettings({ mode, proxyReplicas }: Release): Setting[] {
  const settings: Setting[] = [];
  if (mode === 'cluster') settings.push(keep(VALUES.proxyEnabled, true, 'Remove it: clients talk to the proxies.'));
  if (proxyReplicas !== 'unmanaged') {
    const cure = 'Say proxy: unmanaged in the environment, or write the number there as proxy: { replicas: … }.';
    settings.push(write(VALUES.proxyReplicas, proxyReplicas, cure));
    settings.push(keep(VALUES.proxyHpaEnabled, false, cure, { nullIsFine: true }));
  }
  return settings;
}

function annotationSettings({ backendConfigName }: Release): Setting[] {
  return Object.entries(serviceAnnotationsOf(GRPC_PORT.name, backendConfigName)).map(([key, value]) =>
    write([...VALUES.serviceAnnotations, key], value, ONLY_HERE, { same: sameJson(value), respell: true }),
  );
}
