import type { Fault } from '../errors';
import { VALUES } from '../milvus/values';
import type { EditableYaml } from '../source/editable';
import type { Release } from '../topology/topology';

/** Standalone runs without the chart's Pulsar, so it cannot be told to use that. */
export function messageQueueFaults(values: EditableYaml, { mode }: Release): readonly Fault[] {
  const queue = values.find(VALUES.messageQueue);
  const external = values.find(VALUES.externalPulsarEnabled);
  if (mode !== 'standalone' || queue?.text !== 'pulsar' || external?.text === 'true') return [];
  const message = "must be a queue other than pulsar: standalone runs without the chart's";
  const cure = 'remove it, or name your own Pulsar as externalPulsar';
  return [{ at: queue.at, path: values.nameOf(VALUES.messageQueue), message, cure }];
}
