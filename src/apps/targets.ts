import { loadEnvironments, placed } from '../config/load';
import type { Problem } from '../config/problems';
import type { CompleteEnvironment } from '../config/schema';
import { type Fault, UserError } from '../errors';
import type { StackSource } from '../gcp/app';
import { memoryLimitsOf } from '../helm/memory-limits';
import { foldersThatMeet, rootPathOf } from '../helm/root-path';
import { helmValuesOf } from '../helm/values';
import { ruleIdFault } from '../rules/rule-ids';
import { nameProblems } from '../topology/names';
import { topologyFrom } from '../topology/topology-from';
import type { Release, Topology } from '../topology/topology';

/** One environment, checked, with all that its outputs are made from. */
export interface Target {
  readonly environment: CompleteEnvironment;
  readonly topology: Topology;
  /** The Helm values file of each release, by its name. */
  readonly values: ReadonlyMap<string, string>;
  /** What these files say, as plain JavaScript: rules need not read the texts again. */
  readonly readValues?: ReadonlyMap<string, unknown>;
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
  for (const { environment, source } of known) {
    faults.push(...unknownRules(environment).map((problem) => placed(source, problem)));
  }
  const targets = known.map(({ environment, topology: silent, values: existing, source }) => {
    const releases: Release[] = [];
    const values = new Map<string, string>();
    const readValues = new Map<string, unknown>();
    for (const release of silent.releases) {
      const merged = collect(faults, () => helmValuesOf(silent, release, existing.get(release.name)));
      releases.push(merged?.release ?? release);
      notes.push(...(merged?.notes ?? []));
      values.set(release.name, merged?.text ?? '');
      readValues.set(release.name, merged?.value);
    }
    const topology = { ...silent, releases };
    notes.push(...unlimitedProblems(topology, values).map((problem) => placed(source, problem)));
    notes.push(...sharedFolderProblems(topology, values).map((problem) => placed(source, problem)));
    return { environment, topology, values, readValues };
  });
  if (faults.length > 0) throw new UserError(faults);
  return { targets, notes };
}

/** The environments that have something for Terraform to do. */
export function stacksOf(targets: readonly Target[]): readonly StackSource[] {
  return targets.flatMap(({ environment, topology, values }) => {
    const { stackName, releaseStack } = topology.terraform;
    const creates = stackName !== undefined;
    const releases = releaseStack !== undefined;
    return creates || releases ? [{ name: topology.environment, environment, values, creates, releases }] : [];
  });
}

/** Accounts of their own keep releases apart in one bucket only where their folders are apart. */
function sharedFolderProblems({ storage, releases }: Topology, values: ReadonlyMap<string, string>): Problem[] {
  if (storage === undefined || storage.accounts.length < 2) return [];
  const folders = new Map(
    [...values].flatMap(([name, text]) => (text === '' ? [] : [[name, rootPathOf(text)] as const])),
  );
  return foldersThatMeet(folders).map(({ release, folder, other, otherFolder }) => ({
    path: ['releases', releases.findIndex(({ name }) => name === release)],
    message: `keeps its objects in "${folder}" of the bucket, ${other} in "${otherFolder}": each can read and delete what is in both`,
    cure: 'give them folders apart, in values as externalS3.rootPath; data that is there does not move by itself',
  }));
}

/** Without a limit nothing says how much memory is too much. */
function unlimitedProblems({ monitoring, releases }: Topology, values: ReadonlyMap<string, string>): Problem[] {
  if (monitoring.alerts === undefined) return [];
  return releases.flatMap((release, index) => {
    const text = values.get(release.name) ?? '';
    if (text === '' || memoryLimitsOf(release, text).length > 0) return [];
    const component = release.mode === 'standalone' ? 'standalone' : 'queryNode';
    return [
      {
        path: ['releases', index],
        message: 'has no memory limit in its values: no alert tells when its memory runs out',
        cure: `write one where you know it, in its values file: ${component}.resources.limits.memory`,
      },
    ];
  });
}

function unknownRules({ allow }: CompleteEnvironment): Problem[] {
  return Object.keys(allow).flatMap((id) => {
    const fault = ruleIdFault(id);
    return fault ? [{ path: ['allow', id], onKey: true, ...fault }] : [];
  });
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
