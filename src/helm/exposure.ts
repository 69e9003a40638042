import type { Fault } from '../errors';
import { LOAD_BALANCER_TYPE, SOURCE_RANGES_KEY } from '../gke/layer-4';
import { covers, rangeFault } from '../gke/ranges';
import { VALUES } from '../milvus/values';
import type { EditableYaml, Found } from '../source/editable';
import type { LoadBalancer } from '../topology/topology';

/**
 * What kept Milvus from the internet in an existing file, and would not behind an external load balancer: the chart drops
 * both with a Service of type ClusterIP.
 */
export function exposureFaults(values: EditableYaml, loadBalancer: LoadBalancer): readonly Fault[] {
  const { scheme, public: isMeant } = loadBalancer;
  if (scheme === 'internal' || isMeant) return [];
  return [...internalFaults(values), ...sourceRangeFaults(values, loadBalancer)];
}

/** The values that speak to the Service's own load balancer and say nothing once there is none. */
export function layer4ValuesIn(values: EditableYaml): readonly (Found & { readonly path: readonly string[] })[] {
  const paths = [
    ...LOAD_BALANCER_TYPE.keys.map((key) => [...VALUES.serviceAnnotations, key]),
    [...VALUES.serviceAnnotations, SOURCE_RANGES_KEY],
    VALUES.loadBalancerSourceRanges,
    VALUES.loadBalancerIp,
  ];
  return paths.flatMap((path) => {
    const found = values.find(path);
    const isSet = found && found.kind !== 'nothing' && (found.kind !== 'text' || found.text !== '');
    return isSet && (found.kind !== 'list' || values.entries(path).length > 0) ? [{ ...found, path }] : [];
  });
}

function internalFaults(values: EditableYaml): Fault[] {
  return LOAD_BALANCER_TYPE.keys.flatMap((key) => {
    const path = [...VALUES.serviceAnnotations, key];
    const found = values.find(path);
    if (!found || !LOAD_BALANCER_TYPE.internal.test(found.text)) return [];
    return [
      {
        at: found.at,
        path: values.nameOf(path),
        message: 'kept Milvus inside the VPC network, and the load balancer of this environment is on the internet',
        cure: 'write loadBalancer: { scheme: internal } in the environment, or public: true beside its scheme where Milvus is to be open',
      },
    ];
  });
}

/** Where the ranges are a field, Kubernetes does not read the annotation. */
function sourceRangeFaults(values: EditableYaml, { securityPolicy }: LoadBalancer): Fault[] {
  const listed = values
    .entries(VALUES.loadBalancerSourceRanges)
    .flatMap(({ value }) => (typeof value === 'string' ? [value.trim()] : []));
  const annotation = [...VALUES.serviceAnnotations, SOURCE_RANGES_KEY];
  const written = values.find(annotation)?.text.split(',') ?? [];
  const path = listed.length > 0 ? VALUES.loadBalancerSourceRanges : annotation;
  const ranges = listed.length > 0 ? listed : written.map((range) => range.trim()).filter(Boolean);
  if (ranges.length === 0 || ranges.some((range) => /^(0\.0\.0\.0|::)\/0$/.test(range))) return [];
  const allow = typeof securityPolicy === 'object' && 'allow' in securityPolicy ? (securityPolicy.allow ?? []) : [];
  const sound = ranges.filter((range) => rangeFault(range) === undefined);
  const wider = allow.filter((range) => !sound.some((other) => covers(other, range)));
  if (allow.length > 0 && wider.length === 0) return [];
  const message =
    wider.length === 0
      ? 'kept everybody else out, and does nothing at the load balancer of this environment, which lets everybody in'
      : `kept everybody else out, and loadBalancer.securityPolicy.allow lets in more: ${wider.join(', ')}`;
  return [
    {
      at: values.find(path)?.at,
      path: values.nameOf(path),
      message,
      cure: `write loadBalancer: { securityPolicy: { allow: [${ranges.join(', ')}] } } in the environment, scheme: internal, or public: true where Milvus is to be open`,
    },
  ];
}
