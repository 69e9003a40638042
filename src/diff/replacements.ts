import { covers, ipv4RangeFault } from '../gke/ranges';
import { CHANGE_EFFECTS } from '../gke/replacement';
import type { ChangeEffect } from '../gke/replacement';
import { isMapping, listOf, valueAt } from '../source/plain';
import type { EnvironmentChange } from './changes';
import { isSame } from './fields';
import { References, isWritten } from './terraform-references';
import { TERRAFORM_STACK, keyOf } from './artifact';
import type { Artifact, Pair } from './artifact';
import { code } from './words';

/** A Terraform resource that is destroyed and made anew. */
export interface Replacement {
  readonly on: Artifact;
  /** What changes, one argument each, e.g. ``name from `a` to `b` ``. */
  readonly reasons: readonly string[];
}

/**
 * What `terraform plan` would replace: resources of which an argument changes that cannot be changed in place, and those
 * that name, in such an argument, what is only known when another one has been made.
 */
export function replacementsIn({ before, after, pairs }: EnvironmentChange): Replacement[] {
  const sides = { before: new References(before.artifacts), after: new References(after.artifacts) };
  const kept = pairs.filter((pair) => isResource(pair.after) && keyOf(pair.before) === keyOf(pair.after));
  const keys = new Set(kept.map((pair) => keyOf(pair.after)));
  const remade = new Set(
    after.artifacts.filter((artifact) => isResource(artifact) && !keys.has(keyOf(artifact))).map(keyOf),
  );
  const replaced = new Set<Pair>();
  for (let size = -1; size < replaced.size;) {
    size = replaced.size;
    for (const pair of kept) {
      if (replaced.has(pair) || reasonsOf(pair, sides, remade).length === 0) continue;
      replaced.add(pair);
      remade.add(keyOf(pair.after));
    }
  }
  // Anew, because each may have found a further reason in one that came after it.
  return kept
    .filter((pair) => replaced.has(pair))
    .map((pair) => ({ on: pair.after, reasons: reasonsOf(pair, sides, remade) }));
}

interface Sides {
  readonly before: References;
  readonly after: References;
}

/** Whether it is a resource of Terraform's: no data source, and not what is left of a stack. */
export function isResource({ room, kind }: Artifact): boolean {
  return room === 'terraform' && kind !== TERRAFORM_STACK && !kind.startsWith('data.');
}

function reasonsOf(pair: Pair, sides: Sides, remade: ReadonlySet<string>): string[] {
  const { kind, place, value } = pair.after;
  const effect = CHANGE_EFFECTS[kind];
  if (!effect) return [];
  const followed = listOf(valueAt(value, ['lifecycle', 'replace_triggered_by'])).flatMap((trigger) =>
    [...sides.after.in(`\${${String(trigger)}}`, place)].flatMap(({ target }) =>
      target && remade.has(keyOf(target)) ? [`it goes with \`${target.kind}.${target.name}\`, which is made anew`] : [],
    ),
  );
  const ignored = listOf(valueAt(value, ['lifecycle', 'ignore_changes'])).map(String);
  const changed = replacingArguments(kind, effect).flatMap((argument) => {
    const path = argument.split('.');
    if (ignored.includes(argument) || ignored.includes(path[0] ?? '')) return [];
    const [written, current] = [pair.before, pair.after].map((artifact) => valueAt(artifact.value, path));
    if (isNothing(current) && isKeptWhenLeftOut(argument, effect)) return [];
    for (const { target, attribute } of sides.after.in(current, place)) {
      if (!target || !remade.has(keyOf(target)) || isWritten(target, attribute)) continue;
      return [`${argument} names \`${target.kind}.${target.name}\`, which is made anew`];
    }
    const [from, to] = [sides.before.resolved(written, place), sides.after.resolved(current, place)];
    if (isEqual(argument, from, to)) return [];
    return [`${argument} from ${code(from)} to ${code(to)}`];
  });
  return [...followed, ...changed];
}

function replacingArguments(kind: string, { replaces }: ChangeEffect): readonly string[] {
  return kind.startsWith('google_') ? [...replaces, 'project'] : replaces;
}

/** Left out with the block around it, too. */
function isKeptWhenLeftOut(argument: string, { keptWhenLeftOut = [] }: ChangeEffect): boolean {
  return ['project', ...keptWhenLeftOut].some((kept) => argument === kept || argument.startsWith(`${kept}.`));
}

/** Arguments that take the name of a resource and its path alike. */
const LINKS = ['network', 'subnetwork', 'region', 'managed_zone', 'router'];

function isEqual(argument: string, from: unknown, to: unknown): boolean {
  if (isSame(from, to) || (isNothing(from) && isNothing(to))) return true;
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  if (argument === 'ip_cidr_range') return grows(from, to);
  // Providers compare the whole path only where both are one.
  return LINKS.includes(argument) && isSameLink(from, to);
}

function isSameLink(from: string, to: string): boolean {
  const [left, right] = [from, to].map((link) => link.replace(/^https:\/\/[^/]+\/compute\/v1\//, ''));
  if (left?.includes('/') && right?.includes('/')) return left === right;
  return left?.split('/').at(-1) === right?.split('/').at(-1);
}

function grows(from: string, to: string): boolean {
  return [from, to].every((range) => !ipv4RangeFault(range)) && covers(to, from);
}

/** What no provider tells from an argument that is left out. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMapping(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false || value === '';
}
