import { loadEnvironments, placed } from '../config/load';
import type { CompleteEnvironment } from '../config/schema';
import { type Fault, UserError } from '../errors';
import { helmValuesOf } from '../helm/values';
import { nameProblems } from '../topology/names';
import { topologyFrom } from '../topology/topology-from';
import type { Topology } from '../topology/topology';

/** One environment, checked, with all that its outputs are made from. */
export interface Target {
  readonly environment: CompleteEnvironment;
  readonly topology: Topology;
  /** The Helm values file of each release, by its name. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Loads environments and finds every fault of every one of them before anything is made.
 *
 * @throws UserError with all faults
 */
export function loadTargets(root: string, files: readonly string[]): { targets: Target[]; notes: readonly Fault[] } {
  const loaded = loadEnvironments(root, files);
  const faults: Fault[] = [...loaded.faults];
  const notes: Fault[] = [...loaded.notes];
  const known = loaded.environments.map((one) => ({ ...one, topology: topologyFrom(one.name, one.environment) }));
  for (const { environment, ...problem } of nameProblems(known.map(({ topology }) => topology))) {
    const owner = known.find(({ name }) => name === environment);
    if (owner) faults.push(placed(owner.source, problem));
  }
  const targets = known.map(({ environment, topology, values }) => ({
    environment,
    topology,
    values: new Map(
      topology.releases.map((release) => {
        const merged = collect(faults, () => helmValuesOf(topology, release, values.get(release.name)));
        notes.push(...(merged?.notes ?? []));
        return [release.name, merged?.text ?? ''];
      }),
    ),
  }));
  if (faults.length > 0) throw new UserError(faults);
  return { targets, notes };
}

/** The environments that have something for Terraform to create, by the name of their stack. */
export function stacksOf(targets: readonly Target[]): ReadonlyMap<string, Target['environment']> {
  return new Map(
    targets.flatMap(({ environment, topology }) =>
      topology.terraform.stackName === undefined ? [] : [[topology.terraform.stackName, environment] as const],
    ),
  );
}

function collect<T>(faults: Fault[], make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}
