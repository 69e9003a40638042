import { parse } from 'yaml';
import { changesBetween } from '../diff/changes';
import { dangersIn } from '../diff/index';
import { type Fault, UserError } from '../errors';
import { LOAD_BALANCER_TYPE } from '../gke/layer-4';
import { headingOf, judgeLiveValues } from '../helm/values';
import { VALUES } from '../milvus/values';
import { pathName } from '../source/plain';
import type { Release, Topology } from '../topology/topology';
import type { Findings } from './finding';
import { type ValueDifference, valueDifferences } from './value-differences';

/** The release as it is to be: its values file, whole. */
export interface Planned {
  readonly text: string;
  readonly value: unknown;
}

/** Values that are live, as helm gives them, and the version of their chart. */
export interface LiveValues {
  readonly values: string;
  readonly chart: string;
}

/** Dangers that are told among the clients, or as a value that becomes another. */
const TOLD_ELSEWHERE = ['tls-mode-changes', 'rest-changes', 'proxies-begin-to-scale', 'values-file-is-dropped'];

/** What of live values contradicts the environment, is lost, or becomes another. */
export function judgeValues(
  findings: Findings,
  topology: Topology,
  release: Release,
  live: LiveValues,
  planned: Planned,
): void {
  const read = attempt(() => parse(live.values) as unknown);
  if (read === FAILED) {
    findings.notRun('live values', 'helm writes no YAML');
    return;
  }
  const merge = mergeOutcome(topology, release, live.values);
  const stops = [
    ...merge.faults
      .filter(({ path }) => !isOfExposure(path))
      .map(({ path, message, cure }) => ({ message: `live ${[path, message].filter(Boolean).join(': ')}`, cure })),
    ...dangersOf(topology, release, live, planned),
  ];
  for (const { message, cure } of stops) findings.stop(message, cure ?? 'change it in the live release first');
  const told = [...merge.faults, ...merge.notes].map(({ path }) => path);
  const others = valueDifferences(read, planned.value).filter(({ path }) => !told.includes(path));
  const isLost = tellOthers(findings, release, others);
  if (stops.length === 0 && !isLost) findings.ok('nothing in its live values contradicts or is lost');
}

/** Whether something is lost. What the merge has told is not told again. */
function tellOthers(
  findings: Findings,
  { secretValuesFile, valuesFile }: Release,
  others: readonly ValueDifference[],
): boolean {
  const shown = ({ path, live }: ValueDifference): string => `${path}: ${live}`;
  // A values file that the environment names says what somebody wants of its lists.
  const isLost = ({ ours, losesEntries }: ValueDifference): boolean =>
    ours === undefined || (losesEntries && valuesFile === undefined);
  const lost = others.filter(isLost);
  for (const one of others) if (!isLost(one)) findings.note(`${one.path}: ${one.live} becomes ${one.ours ?? ''}`);
  const plain = lost.filter(({ isSecret }) => !isSecret);
  const secret = lost.filter(({ isSecret }) => isSecret);
  if (plain.length > 0) {
    const cure = 'write them into the file that values names, or take them out of the live release first';
    findings.stop(`live values would be lost: ${plain.map(shown).join('; ')}`, cure);
  }
  if (secret.length > 0 && secretValuesFile !== undefined) {
    findings.note(`must stand in ${secretValuesFile}, which is not read here: ${secret.map(shown).join('; ')}`);
  } else if (secret.length > 0) {
    const cure = 'write them into a file that secretValues names, or take them out of the live release first';
    findings.stop(`live secrets would be lost: ${secret.map(shown).join('; ')}`, cure);
  }
  return plain.length > 0 || (secret.length > 0 && secretValuesFile === undefined);
}

/** What merging the live values as a file would say. */
export function mergeOutcome(
  topology: Topology,
  release: Release,
  values: string,
): { readonly faults: readonly Fault[]; readonly notes: readonly Fault[] } {
  const { valuesFile: _file, ...silent } = release;
  try {
    return judgeLiveValues(topology, silent, { file: `live values of ${release.name}`, text: values });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { faults: error.faults, notes: [] };
  }
}

/** What kept Milvus inside is looked at in the Service itself, whatever the values say. */
export function isOfExposure(path: string | undefined): boolean {
  const annotations = LOAD_BALANCER_TYPE.keys.map((key) => pathName([...VALUES.serviceAnnotations, key]));
  return path !== undefined && [pathName(VALUES.loadBalancerSourceRanges), ...annotations].includes(path);
}

/** The same dangers that a diff of dist tells, from what is live to what is ours. */
function dangersOf(
  topology: Topology,
  release: Release,
  live: LiveValues,
  planned: Planned,
): Pick<Fault, 'message' | 'cure'>[] {
  const path = `helm/${topology.environment}/${release.name}.values.yaml`;
  const values = live.values.trim() === 'null' ? '' : live.values;
  const before = `${headingOf(topology, { ...release, chart: live.chart })}\n${values}`;
  const dist = (text: string) => ({ files: new Map([[path, text]]), label: () => `live values of ${release.name}` });
  const told = attempt(() => dangersIn(changesBetween(dist(before), dist(planned.text))));
  if (told === FAILED) return []; // what cannot be read is told by the merge
  const plain = (text: string): string => text.replaceAll('`', '');
  return told
    .filter(({ danger }) => !TOLD_ELSEWHERE.includes(danger))
    .map(({ message, cure }) => ({ message: plain(message), cure: plain(cure) }));
}

const FAILED = Symbol();

function attempt<T>(make: () => T): T | typeof FAILED {
  try {
    return make();
  } catch {
    return FAILED;
  }
}
