import { UserError } from '../errors';
import type { Fault } from '../errors';
import { CHART } from '../milvus/chart';
import { VALUES } from '../milvus/values';
import { EditableYaml } from '../source/editable';
import { NewYaml } from '../source/new-yaml';
import type { Release, Topology } from '../topology/topology';
import { HEADING, chartBefore, openValues } from './values-file';
import type { ValuesFile } from './values-file';
import { applySettings } from './apply-settings';
import type { Outcome } from './apply-settings';
import { exposureFaults } from './exposure';
import { withAnswersOf } from './kept-answers';
import { messageQueueFaults } from './message-queue';
import { cpuRequestFaults } from './proxies';
import { chartSettings, milvusSettings } from './release-settings';
import { secretsIn, secretsInUserYaml } from './secrets';
import { spreadProxies } from './spread';
import { keepStandaloneData } from './standalone';
import { switchNotes } from './switch-notes';
import { openUserYaml } from './user-yaml';
import { mountBackendCertificate } from './volumes';

export interface HelmValues {
  /** A complete values file. */
  readonly text: string;
  /** What the text says, as plain JavaScript. */
  readonly value: unknown;
  /** What the merge changes, switches on or off, or leaves without effect: the migration. */
  readonly notes: readonly Fault[];
  /** The release with what the existing file answers safely where the environment is silent, its Milvus version too. */
  readonly release: Release;
}

/**
 * Values of the Milvus chart for one release, merged into an existing values file if there is one.
 *
 * Everything in that file stays as it is written, comments too, but for what the load balancer needs: a safe answer of its
 * own stays before a default of ours.
 *
 * @param silent - the release as its environment has it
 * @param existing - the file that `values:` names, which is not read here; required where it names one
 * @throws UserError with every fault of the existing file: what contradicts the environment, and secrets
 */
export function helmValuesOf(topology: Topology, silent: Release, existing?: ValuesFile): HelmValues {
  if (!existing && silent.valuesFile !== undefined) throw notHandedOver(silent, silent.valuesFile);
  const { values, secrets, faults, notes, release } = merge(topology, silent, existing);
  const all = [...secrets, ...faults];
  if (all.length > 0) throw new UserError(inOrder(all));
  const text = `${headingOf(topology, release)}\n${values.toString()}`;
  return { text, value: values.toValue(), notes: inOrder(notes), release };
}

/**
 * What the merge would say of values that are live: the same faults as of a file, but for secrets, which may be there.
 *
 * @throws UserError where they cannot be read
 */
export function judgeLiveValues(topology: Topology, silent: Release, live: ValuesFile): Outcome {
  const { faults, notes } = merge(topology, silent, live);
  return { faults: inOrder(faults), notes: inOrder(notes) };
}

interface Merge extends Outcome {
  readonly values: EditableYaml;
  readonly secrets: readonly Fault[];
  readonly release: Release;
}

function merge(topology: Topology, silent: Release, existing: ValuesFile | undefined): Merge {
  const values = existing ? openValues(existing) : new NewYaml();
  const userYaml = openUserYaml(values);
  const readable = userYaml instanceof EditableYaml ? userYaml : new NewYaml();
  const release = withAnswersOf(silent, values, readable);
  const before = existing ? changesOf(values, readable, release, existing) : [];
  // Looked for before anything is written: what we write has no position.
  const secrets = [...secretsIn(values), ...(userYaml instanceof EditableYaml ? secretsInUserYaml(userYaml) : [])];
  const cpuFaults = cpuRequestFaults(values, release);
  const outer = applySettings(values, chartSettings(release));
  spreadProxies(values, release);
  const faults = [
    ...exposureFaults(values, topology.loadBalancer),
    ...outer.faults,
    ...cpuFaults,
    ...messageQueueFaults(values, release),
    ...mountBackendCertificate(values, release),
  ];
  const notes = [...before, ...outer.notes];
  if (userYaml instanceof EditableYaml) {
    const inner = applySettings(userYaml, milvusSettings(release));
    notes.push(...inner.notes);
    values.write(VALUES.userYaml, userYaml.toString());
    faults.push(...inner.faults, ...userYaml.faults);
  } else faults.push(...userYaml.faults);
  faults.push(...values.faults);
  return { values, secrets, faults, notes, release };
}

/** What is told of, and kept in, a file that somebody wrote, before any of our settings is written. */
function changesOf(
  values: EditableYaml,
  userYaml: EditableYaml,
  release: Release,
  existing: ValuesFile,
): readonly Fault[] {
  const start = { file: existing.file, line: 1, col: 1 };
  return [
    ...switchNotes(values, userYaml, release, start),
    ...keepStandaloneData(values, release, start, chartBefore(existing)),
  ];
}

/** The first line of every values file of ours. */
export function headingOf({ environment }: Topology, { name, chart }: Release): string {
  return `${HEADING}environment=${environment} release=${name} chart=${CHART.name}-${chart}`;
}

/** Without it the result would hold our keys only, while the runbook calls it complete: live values would be lost. */
function notHandedOver({ name }: Release, valuesFile: string): UserError {
  return new UserError([
    {
      path: `release ${name}`,
      message: `its values file, ${valuesFile}, was not handed over, and nothing here reads it`,
      cure: "hand it over as helmValuesOf's third argument: { file, text }",
    },
  ]);
}

function inOrder(faults: readonly Fault[]): Fault[] {
  const rank = ({ at }: Fault) => (at?.line ?? 0) * 1e6 + (at?.col ?? 0);
  return [...faults].sort((a, b) => rank(a) - rank(b));
}
