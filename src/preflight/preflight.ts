import type { Facts } from '../live/preflight/facts';
import type { Topology } from '../topology/topology';
import { clientFindings } from './clients';
import { clusterFindings } from './cluster';
import { exposureFindings } from './exposure';
import { AREAS, ESSENTIAL, type Finding, type Preflight } from './finding';
import { dnsFindings } from './hosts';
import type { Planned } from './live-values';
import { namedFindings } from './named';
import { placeFindings } from './place';
import { releaseFindings } from './release';
import { secretFindings } from './secrets';

/** What is to be applied. */
export interface Plan {
  /** Kinds of the objects among the manifests. */
  readonly kinds: readonly string[];
  /** By the release's name. */
  readonly values: ReadonlyMap<string, Planned>;
}

/** What is in the way of an environment, and what will change for whom. */
export function preflightOf(topology: Topology, plan: Plan, facts: Facts, now: Date): Preflight {
  const ofReleases = topology.releases.flatMap((release) => {
    const live = facts.releases.get(release.name);
    const planned = plan.values.get(release.name);
    if (!live || !planned) return [];
    return [
      ...releaseFindings(topology, release, facts, planned),
      ...exposureFindings(topology, release, live),
      ...clientFindings(topology, release, live, now),
    ];
  });
  const all: Finding[] = [
    ...placeFindings(topology, facts),
    ...clusterFindings(topology, facts, plan.kinds),
    ...namedFindings(topology, facts, now),
    ...ofReleases,
    ...dnsFindings(topology, facts),
    ...secretFindings(facts, now),
  ];
  const findings = AREAS.flatMap((area) => all.filter((one) => one.area === area));
  return { go: !findings.some(isInTheWay), findings };
}

/** A stop, or a check that must be run and was not. */
export function isInTheWay({ area, outcome }: Finding): boolean {
  return outcome === 'stop' || (outcome === 'not-run' && ESSENTIAL.includes(area));
}
