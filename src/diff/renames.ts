import type { Pair } from './changes';
import { HELM_RELEASE, TERRAFORM_STACK, keyOf, leavesOf } from './thing';
import type { Thing } from './thing';

/** Of these an environment has one, or its releases: where one goes and one comes, it is the same in reviewers' eyes. */
const ALONE = ['Ingress', HELM_RELEASE];

/** Share of values that two things have in common from which on they are one under another name. */
const ALIKE = 0.5;

/** Things that went and came under another name, the likest first. */
export function renamesIn(gone: readonly Thing[], come: readonly Thing[]): Pair[] {
  const candidates = gone
    .flatMap((before) =>
      come.filter((after) => couldBe(before, after)).map((after) => scored(before, after, gone, come)),
    )
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score || (orderOf(a) < orderOf(b) ? -1 : 1));
  const taken = new Set<Thing>();
  return candidates.flatMap(({ before, after }) => {
    if (taken.has(before) || taken.has(after)) return [];
    taken.add(before).add(after);
    return [{ before, after }];
  });
}

function couldBe(before: Thing, after: Thing): boolean {
  if (before.kind !== after.kind || before.kind === TERRAFORM_STACK) return false;
  return before.room !== 'terraform' || before.place === after.place;
}

function scored(before: Thing, after: Thing, gone: readonly Thing[], come: readonly Thing[]): Pair & { score: number } {
  const isLone = (thing: Thing, all: readonly Thing[]) => all.filter(({ kind }) => kind === thing.kind).length === 1;
  const score =
    ALONE.includes(before.kind) && isLone(before, gone) && isLone(after, come) ? 1 : likeness(before, after);
  return { before, after, score };
}

/** Share of the values outside the name that are the same. */
function likeness(before: Thing, after: Thing): number {
  const [left, right] = [before, after].map((thing) => [...leavesOf(thing.value)].filter(([path]) => !isName(path)));
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
