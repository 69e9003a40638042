import { parse } from 'yaml';
import { exposureFaults } from '../helm/exposure';
import type { ReleaseFacts } from '../live/preflight/facts';
import type { LiveObject } from '../live/resources';
import { VALUES } from '../milvus/values';
import { NewYaml } from '../source/new-yaml';
import { mappingOf, pathName, valueAt } from '../source/plain';
import type { Release, Topology } from '../topology/topology';
import { type Finding, Findings } from './finding';

/** Whether something keeps Milvus from the internet today that the new load balancer does not take over. */
export function exposureFindings({ loadBalancer }: Topology, { name }: Release, facts: ReleaseFacts): Finding[] {
  const findings = new Findings('exposure', name);
  findings.of('what keeps it inside', facts.service, (service) => {
    findings.of('what keeps it inside', facts.values, (text) => {
      const guards = new NewYaml('', guardsOf(service, text));
      const faults = exposureFaults(guards, loadBalancer);
      for (const { path = '', message, cure = '' } of faults) findings.stop(`${shown(path, guards)} ${message}`, cure);
      if (faults.length === 0)
        findings.ok(service ? 'nobody gets in who did not before, as far as its Service tells' : 'has no Service yet');
    });
  });
  return findings.all;
}

/** What guards the Service, and what its values say of that: either may have been changed alone. */
function guardsOf(service: LiveObject | undefined, text: string): Record<string, unknown> {
  const values = readable(text);
  const inValues = (path: readonly string[]): unknown => valueAt(values, path);
  const { loadBalancerSourceRanges: ranges = inValues(VALUES.loadBalancerSourceRanges) } = mappingOf(service?.spec);
  const annotations = { ...mappingOf(inValues(VALUES.serviceAnnotations)), ...service?.metadata.annotations };
  return { service: { annotations, ...(ranges !== undefined && { loadBalancerSourceRanges: ranges }) } };
}

function readable(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return {};
  }
}

/** The ranges themselves say more than where they stand. */
function shown(path: string, guards: NewYaml): string {
  if (path !== pathName(VALUES.loadBalancerSourceRanges)) return path;
  const ranges = guards.entries(VALUES.loadBalancerSourceRanges).map(({ value }) => String(value));
  return `${path} [${ranges.join(', ')}]`;
}
