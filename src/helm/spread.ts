import { compareVersions, PROXY_SPREAD_SINCE } from '../milvus/chart';
import { podLabelsOf } from '../milvus/service';
import { VALUES } from '../milvus/values';
import type { EditableYaml } from '../source/editable';
import type { Release } from '../topology/topology';
import { valueAt } from './volumes';

/**
 * Where no two proxies should be, if it can be helped. Nodes are named beside zones because a pod with a constraint of
 * its own does without those of the cluster, which would have told nodes apart.
 */
const TOPOLOGY_KEYS = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];

/**
 * Asks the scheduler to spread two managed proxies or more.
 *
 * A constraint that the file has for a zone or a node is somebody's decision on the same matter, and stays alone: ours is
 * but a wish, and the API server refuses two of the same kind. So does the list for all components, which the chart gives
 * to proxies that have none of their own.
 */
export function spreadProxies(values: EditableYaml, { name, mode, chart, proxyReplicas }: Release): void {
  if (proxyReplicas === 'unmanaged' || proxyReplicas < 2) return;
  if (compareVersions(chart, PROXY_SPREAD_SINCE) < 0) return;
  const ownKeys = values.entries(VALUES.proxySpread).map(({ value }) => valueAt(value, 'topologyKey'));
  if (ownKeys.length === 0 && values.entries(VALUES.spread).length > 0) return;
  for (const topologyKey of TOPOLOGY_KEYS.filter((key) => !ownKeys.includes(key))) {
    values.append(VALUES.proxySpread, {
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: podLabelsOf(name, mode) },
    });
  }
}
