import type { Fault } from '../errors';
import { VALUES } from '../milvus/values';
import type { EditableYaml } from '../source/editable';
import type { Release } from '../topology/topology';
import { keep, write, type Setting } from './settings';

/** How many proxies there are, and who decides it. */
export function proxySettings({ mode, proxyReplicas, proxyAutoscale }: Release): Setting[] {
  const settings: Setting[] = [];
  if (mode === 'cluster') settings.push(keep(VALUES.proxyEnabled, true, 'remove it: clients talk to the proxies'));
  if (proxyReplicas === 'unmanaged') return settings;
  if (proxyAutoscale) {
    const cure = 'say the same as proxy: { autoscale: { … } } in the environment, or proxy: unmanaged';
    const { maxReplicas, cpuUtilization } = proxyAutoscale;
    return [
      ...settings,
      // Any other number would be set again with every upgrade.
      write(VALUES.proxyReplicas, -1, 'remove it: the autoscaler decides the number', {
        migrates: ({ kind, text }) =>
          kind === 'text' && /^\d+$/.test(text)
            ? 'the number is left to the autoscaler: Kubernetes falls to one proxy for a moment; see milvus-l7 diff'
            : undefined,
      }),
      write(VALUES.proxyHpaEnabled, true, cure, {
        migrates: () => 'the number of proxies follows their use of CPU from the upgrade on',
      }),
      write([...VALUES.proxyHpa, 'minReplicas'], proxyReplicas, cure),
      write([...VALUES.proxyHpa, 'maxReplicas'], maxReplicas, cure),
      write([...VALUES.proxyHpa, 'cpuUtilization'], cpuUtilization, cure),
    ];
  }
  const cure = 'say proxy: unmanaged in the environment, or write the number there as proxy: { replicas: … }';
  return [
    ...settings,
    write(VALUES.proxyReplicas, proxyReplicas, cure),
    keep(VALUES.proxyHpaEnabled, false, cure, { nullIsFine: true }),
  ];
}

/** An autoscaler counts the use of CPU in percent of what a pod requests; a limit alone is taken for the request. */
export function cpuRequestFaults(values: EditableYaml, { proxyAutoscale }: Release): readonly Fault[] {
  if (!proxyAutoscale) return [];
  const found = (kind: 'requests' | 'limits') => values.find([...VALUES.proxyResources, kind, 'cpu']);
  if ([found('requests'), found('limits')].some((cpu) => cpu?.kind === 'text' && cpu.text !== '')) return [];
  return [
    {
      at: values.find(VALUES.proxyHpaEnabled)?.at ?? values.find(VALUES.proxyResources)?.at,
      path: values.nameOf([...VALUES.proxyResources, 'requests', 'cpu']),
      message: 'is missing, and the autoscaler of the proxies counts in percent of it: it would never act',
      cure: 'write "proxy: { resources: { requests: { cpu: 1, memory: 2Gi } } }", with your numbers, into the file that values: names',
    },
  ];
}
