import { LEGACY_SERVICE, SERVICE } from '../gke/annotations';
import { serviceAnnotationsOf } from '../gke/service-annotations';
import { CHART, compareVersions, PULSAR_V3_SINCE } from '../milvus/chart';
import { BACKEND_TLS_MOUNT, GRPC_PORT, PROXY_INTERNAL_PORT, TLS_MODE } from '../milvus/service';
import { PULSAR_ENABLED, USER_YAML, VALUES } from '../milvus/values';
import type { Release } from '../topology/topology';
import { imageSettings } from './image';
import { proxySettings } from './proxies';
import { storageSettings, storageSettingsInUserYaml } from './storage';
import { forbid, keep, milvusBoolean, sameJson, write } from './settings';
import type { Setting } from './settings';

const ONLY_HERE = 'remove it: it is written for you';
const REMOVE = 'remove it';

/** What the chart's values must say about a release, in the order in which a new file has it. */
export function chartSettings(release: Release): readonly Setting[] {
  return [
    ...nameSettings(release),
    ...modeSettings(release),
    ...imageSettings(release),
    write(VALUES.serviceType, 'ClusterIP', ONLY_HERE, {
      migrates: ({ kind, text }) =>
        kind === 'text'
          ? `the Service of type ${text} loses its own address with the upgrade: plan the change as the runbook says`
          : undefined,
    }),
    keep(VALUES.servicePort, GRPC_PORT.number, REMOVE),
    keep(VALUES.servicePortName, GRPC_PORT.name, REMOVE),
    ...annotationSettings(release),
    keep(VALUES.metricsEnabled, true, 'remove it: the load balancer checks health on the metrics port'),
    keep(VALUES.ingressEnabled, false, "remove it: the chart's Ingress takes the name of ours, and any host", {
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
      'use 1, or remove it: the load balancer talks TLS, and has no client certificate',
      {
        migrates: ({ text }) =>
          text === TLS_MODE.off
            ? 'plaintext clients cannot connect any more from the upgrade on: plan the change as the runbook says'
            : undefined,
      },
    ),
    keep(USER_YAML.proxyPort, GRPC_PORT.number, REMOVE, { nullIsFine: true }),
    keep(USER_YAML.proxyInternalPort, PROXY_INTERNAL_PORT, REMOVE, { nullIsFine: true }),
  ];
  if (authorization !== 'unmanaged') {
    const cure = 'say authorization: unmanaged in the environment, or the same as here';
    settings.push(write(USER_YAML.authorizationEnabled, authorization, cure, { same: milvusBoolean(authorization) }));
  }
  if (rest === 'off') {
    const cure =
      'say rest: { port: … } in the environment to give it a port of its own, or rest: unmanaged to keep this';
    settings.push(
      write(USER_YAML.restEnabled, false, cure, { same: milvusBoolean(false) }),
      forbid(USER_YAML.restPort, cure),
    );
  }
  if (typeof rest === 'object') {
    const cure = 'write the same port as rest: { port: … } in the environment, or remove it';
    settings.push(
      write(USER_YAML.restEnabled, true, 'say rest: false in the environment, or remove it', {
        same: milvusBoolean(true),
      }),
      write(USER_YAML.restPort, rest.port, cure),
    );
  }
  settings.push(...storageSettingsInUserYaml(storage));
  if (typeof backendCertificate === 'object') {
    const cure = 'remove it, or say backendCertificate: image in the environment to keep it';
    settings.push(write(USER_YAML.serverPemPath, `${BACKEND_TLS_MOUNT.path}/tls.crt`, cure));
    settings.push(write(USER_YAML.serverKeyPath, `${BACKEND_TLS_MOUNT.path}/tls.key`, cure));
  }
  return settings;
}

function nameSettings({ fullnameOverride }: Release): Setting[] {
  const nameOverride = keep(
    VALUES.nameOverride,
    CHART.name,
    "remove it; fullnameOverride in the environment keeps the Service's name",
    { nullIsFine: true, same: ({ kind, text }) => kind === 'text' && ['', CHART.name].includes(text) },
  );
  return [
    fullnameOverride === undefined
      ? forbid(VALUES.fullnameOverride, 'write it as fullnameOverride of the release in the environment')
      : write(VALUES.fullnameOverride, fullnameOverride, 'write the same name as fullnameOverride in the environment'),
    nameOverride,
  ];
}

function modeSettings({ mode, chart }: Release): Setting[] {
  if (mode === 'cluster') {
    return [keep(VALUES.clusterEnabled, true, 'say mode: standalone in the environment, or remove it')];
  }
  const pulsar = compareVersions(chart, PULSAR_V3_SINCE) >= 0 ? PULSAR_ENABLED.v3 : PULSAR_ENABLED.before;
  const cure = 'say mode: cluster in the environment, or remove it';
  return [write(VALUES.clusterEnabled, false, cure), write(pulsar, false, cure)];
}

/**
 * For an Ingress; a Gateway leads to a Service of ours. The older keys are refused: the controller reads them too, one of
 * them before ours, and says nothing.
 */
function annotationSettings({ backendConfigName }: Release): Setting[] {
  if (backendConfigName === undefined) return [];
  const ours = Object.entries(serviceAnnotationsOf(GRPC_PORT.name, backendConfigName)).map(([key, value]) =>
    write([...VALUES.serviceAnnotations, key], value, ONLY_HERE, { same: sameJson(value), respell: true }),
  );
  const older = (['appProtocols', 'backendConfig'] as const).map((name) =>
    forbid([...VALUES.serviceAnnotations, LEGACY_SERVICE[name]], `remove it: ${SERVICE[name]} is written for you`),
  );
  return [...ours, ...older];
}
