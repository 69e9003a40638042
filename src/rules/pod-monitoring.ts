import { mappingOf, valueAt } from '../source/plain';
import type { Item } from './item';
import type { Registry } from './registry';

/** What has the metrics of Milvus' pods collected, by the chart's labels or by its own name. */
export function podMonitoringsIn(registry: Registry): Item[] {
  return registry.ofKind('PodMonitoring').filter(({ apiVersion, name = '', spec }) => {
    const labels = mappingOf(valueAt(spec, ['selector', 'matchLabels']));
    const isMilvus = labels['app.kubernetes.io/name'] === 'milvus' || /milvus/.test(name);
    return isMilvus && apiVersion.startsWith('monitoring.googleapis.com/');
  });
}
