import type { Told } from '../diff/danger';
import type { Field } from '../diff/fields';
import type { EnvironmentSummary, Line } from '../diff/lines';
import type { Summary } from '../diff/summary';
import { count } from './faults';
import { painter, wrapped } from './layout';
import type { Looks, Paint } from './layout';

/** For people: dangers first, then every change, by environment and object. */
export function changesText({ dangers, environments }: Summary, looks: Looks): string {
  const paint = painter(looks);
  const told = together(dangers).map((some) => dangerText(some, paint));
  const changed = environments.length === 0 ? [NOTHING] : environments.map((one) => environmentText(one, paint));
  return [...told, ...changed].join('\n');
}

/** `2 dangers, 5 changes in 2 environments` */
export function changesSum({ dangers, environments }: Summary): string {
  const found = dangers.length === 0 ? 'no danger' : count(dangers.length, 'danger');
  if (environments.length === 0) return dangers.length === 0 ? 'no change' : `${found}, no change`;
  const lines = environments.flatMap((one) => one.lines).length;
  return `${found}, ${count(lines, 'change')} in ${count(environments.length, 'environment')}`;
}

/** For programs: one object, as it is told to people. Undefined fields are left out. */
export function changesJson({ dangers, environments }: Summary, compared: string): string {
  return `${JSON.stringify({ compared, dangers, environments })}\n`;
}

export const NOTHING = 'Nothing changes: both say the same of every object.\n';

/** Of one kind in one environment, with one reason: told under one heading. */
export function together(dangers: readonly Told[]): Told[][] {
  const groups = new Map<string, Told[]>();
  for (const told of dangers) {
    const { environment, danger, why, cure } = told;
    const key = JSON.stringify([environment, danger, why, cure]);
    groups.set(key, [...(groups.get(key) ?? []), told]);
  }
  return [...groups.values()];
}

/** `new`, `removed`, or how many changes. */
export function extentOf({ what, lines }: EnvironmentSummary): string {
  return what === 'changed' ? count(lines.length, 'change') : `${what}, ${count(lines.length, 'object')}`;
}

function dangerText(dangers: readonly Told[], paint: Paint): string {
  const [first] = dangers;
  if (!first) return '';
  const { environment, danger, why, cure, see } = first;
  return [
    `${paint('bold', environment)} ${paint('red', 'danger')} ${danger}`,
    ...dangers.flatMap(({ on, message, lines = [] }) => [
      wrapped(on, '  '),
      paint('bold', wrapped(message, '    ')),
      ...lines.flatMap((line) => lineText(line, paint)),
    ]),
    '',
    wrapped(why, '        ', '  why   '),
    wrapped(cure, '        ', '  cure  '),
    `  see   ${see}`,
    '',
  ].join('\n');
}

function environmentText(environment: EnvironmentSummary, paint: Paint): string {
  const { name, lines } = environment;
  return [
    `${paint('bold', name)} ${extentOf(environment)}`,
    ...lines.flatMap((line) => lineText(line, paint)),
    '',
  ].join('\n');
}

const SIGNS = {
  added: ['green', '+'],
  removed: ['red', '-'],
  changed: ['yellow', '~'],
  renamed: ['yellow', '~'],
} as const;

function lineText({ what, title, to, fields }: Line, paint: Paint): string[] {
  const [colour, sign] = SIGNS[what];
  const renamed = to === undefined ? '' : ` is now ${to}`;
  return [paint(colour, wrapped(`${title}${renamed}`, '      ', `  ${sign} `)), ...fields.map(fieldText)];
}

function fieldText({ path, before, after }: Field): string {
  const indent = '          ';
  if (before === undefined) return wrapped(`${path}: ${after ?? ''}`, indent, '    + ');
  if (after === undefined) return wrapped(`${path}: ${before}`, indent, '    - ');
  return wrapped(`${path}: ${before} → ${after}`, indent, '      ');
}
