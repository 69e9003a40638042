import { isDeepStrictEqual } from 'node:util';
import { WRITTEN_BY_GKE } from '../gke/annotations';
import { POD_MONITORING } from '../gke/managed-prometheus';
import { type Mapping, mappingOf } from '../source/plain';
import type { RunningObject } from './running';

/** What the API server fills in where a Service does not say it. */
const SERVICE_DEFAULTS = [
  'clusterIP',
  'clusterIPs',
  'internalTrafficPolicy',
  'ipFamilies',
  'ipFamilyPolicy',
  'sessionAffinity',
];

/** Keys that controllers and kubectl write for themselves. */
const WRITTEN =
  /^(ingress\.kubernetes\.io|ingress\.gcp\.kubernetes\.io\/(?!pre-shared-cert)|kubectl\.kubernetes\.io)\b/;

/** An object of a cluster as somebody applied it: without what the cluster added. */
export function asApplied({ apiVersion, kind, metadata, spec }: RunningObject, namespace: string): RunningObject {
  const known: readonly string[] = Object.values(WRITTEN_BY_GKE);
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => !WRITTEN.test(key) && !known.includes(key),
  );
  const { name, labels } = metadata;
  const place = { name, namespace };
  return {
    apiVersion,
    kind,
    metadata: {
      ...place,
      ...(labels && { labels }),
      ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
    },
    ...(spec !== undefined && { spec: withoutDefaults(kind, mappingOf(spec)) }),
  };
}

/** Without what the API server fills in: a Service's own fields, and the default of a resource definition. */
function withoutDefaults(kind: string, spec: Mapping): Mapping {
  if (kind === 'Service') return without(spec, SERVICE_DEFAULTS);
  if (kind !== 'PodMonitoring') return spec;
  const labels = mappingOf(spec['targetLabels']);
  if (!isDeepStrictEqual(labels['metadata'], POD_MONITORING.defaultMetadataLabels)) return spec;
  const others = without(labels, ['metadata']);
  const rest = without(spec, ['targetLabels']);
  return Object.keys(others).length === 0 ? rest : { ...rest, targetLabels: others };
}

function without(mapping: Mapping, keys: readonly string[]): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !keys.includes(key)));
}
