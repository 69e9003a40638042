import { objectShape } from './core-objects';
import { POD_MONITORING } from './managed-prometheus';
import { RFC1123_SUBDOMAIN } from './names';
import { anything, flag, formed, listOfMaps, map, oneOf, text, texts, whole } from './shape';
import type { MapShape, Shape } from './shape';

const duration = formed(POD_MONITORING.duration);
const label = formed(POD_MONITORING.labelName);
const count = whole({ min: 0, max: Number.MAX_SAFE_INTEGER });

const metricRelabeling = map({
  sourceLabels: { is: 'list', of: label },
  separator: text,
  targetLabel: label,
  regex: { is: 'text', maxLength: POD_MONITORING.regexMaxLength },
  modulus: count,
  replacement: text,
  action: oneOf(...POD_MONITORING.actions),
});

const endpoint = map(
  {
    port: { is: 'port' },
    interval: duration,
    timeout: duration,
    path: text,
    scheme: oneOf('http', 'https'),
    params: anything,
    proxyUrl: text,
    metricRelabeling: listOfMaps(metricRelabeling),
    tls: anything,
    basicAuth: anything,
    authorization: anything,
    oauth2: anything,
  },
  { required: ['port', 'interval'] },
);

const labelSelector = map({
  matchLabels: anything,
  matchExpressions: listOfMaps(
    map({ key: text, operator: oneOf(...POD_MONITORING.operators), values: texts }, { required: ['key', 'operator'] }),
  ),
});

const spec = {
  selector: labelSelector,
  endpoints: { is: 'list', of: endpoint, filled: true },
  targetLabels: map({
    metadata: { is: 'list', of: oneOf(...POD_MONITORING.metadataLabels) },
    fromPod: listOfMaps(map({ from: text, to: label }, { required: ['from'] })),
  }),
  limits: map({ samples: count, labels: count, labelNameLength: count, labelValueLength: count }),
  filterRunning: flag,
} satisfies Readonly<Record<string, Shape>>;

/** @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md */
export const POD_MONITORING_VERSIONS: Readonly<Record<string, MapShape>> = {
  'monitoring.googleapis.com/v1': objectShape(
    RFC1123_SUBDOMAIN,
    { spec: map(spec, { required: ['selector', 'endpoints'] }) },
    ['spec'],
  ),
};
