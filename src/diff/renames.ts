import { HELM_RELEASE, TERRAFORM_STACK, keyOf, leavesOf } from './artifact';
import type { Artifact, Pair } from './artifact';

/** Of these an environment has one, or its releases: where one goes and one comes, it is the same in reviewers' eyes. */
const ALONE = ['Ingress', 'Gateway', HELM_RELEASE];

/** Share of values that two artifacts have in common from which on they are one under another name. */
const ALIKE = 0.5;

/** Artifacts that went and came under another name, the likest first. */
export function renamesIn(gone: readonly Artifact[], come: readonly Artifact[]): Pair[] {
  const candidates = gone
    .flatMap((before) =>
      come.filter((after) => couldBe(before, after)).map((after) => scored(before, after, gone, come)),
    )
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score || (orderOf(a) < orderOf(b) ? -1 : 1));
  const taken = new Set<Artifact>();
  return candidates.flatMap(({ before, after }) => {
    if (taken.has(before) || taken.has(after)) return [];
    taken.add(before).add(after);
    return [{ before, after }];
  });
}

function couldBe(before: Artifact, after: Artifact): boolean {
  if (before.kind !== after.kind || before.kind === TERRAFORM_STACK) return false;
  return before.room !== 'terraform' || before.place === after.place;
}

function scored(
  before: Artifact,
  after: Artifact,
  gone: readonly Artifact[],
  come: readonly Artifact[],
): Pair & { score: number } {
  const isLone = (artifact: Artifact, all: readonly Artifact[]) =>
    all.filter(({ kind }) => kind === artifact.kind).length === 1;
  const score =
    ALONE.includes(before.kind) && isLone(before, gone) && isLone(after, come) ? 1 : likeness(before, after);
  return { before, after, score };
}

/** Share of the values outside the name that are the same. */
function likeness(before: Artifact, after: Artifact): number {
  const [left, right] = [before, after].map((artifact) =>
    [...leavesOf(artifact.value)].filter(([path]) => !isName(path)),
  );
  if (!left || !right) return 0;
  const others = new Map(right.map(([path, value]) => [path, JSON.stringify(value)]));
  const common = left.filter(([path, value]) => others.get(path) === JSON.stringify(value)).length;
  return common / Math.max(left.length, right.length, 1);
}

function isName(path: string): boolean {
  return ['["metadata","name"]', '["metadata","namespace"]', '["apiVersion"]', '["kind"]'].includes(path);
}

function orderOf({ before, after }: Pair): string {
  return keyOf(before) + keyOf(after);
}
