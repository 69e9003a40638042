import { WRITTEN_BY_GKE } from '../gke/annotations';
import { mappingOf } from '../source/plain';
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
  const fields = Object.entries(mappingOf(spec)).filter(
    ([key]) => kind !== 'Service' || !SERVICE_DEFAULTS.includes(key),
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
    ...(spec !== undefined && { spec: Object.fromEntries(fields) }),
  };
}
