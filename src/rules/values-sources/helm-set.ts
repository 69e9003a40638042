import { isMapping } from '../../source/plain';
import type { Mapping } from '../../source/plain';

/** How Helm takes the value: `auto` as --set, `text` as --set-string, `literal` as --set-literal. */
export type SetForm = 'auto' | 'text' | 'literal';

/**
 * The values that `--set name=value` means; undefined where Helm would refuse the name.
 *
 * A dot that belongs to a key is written `\.`. A value in `{ }` is a list: so is the JSON of an annotation, unless its
 * braces are written `\{`.
 *
 * @see https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set
 */
export function valuesOfSet(name: string, value: unknown, form: SetForm): Mapping | undefined {
  const steps = stepsOf(name);
  const [first, ...rest] = steps ?? [];
  if (typeof first !== 'string') return undefined;
  return { [first]: nested(rest, valueOf(value, form)) };
}

type Step = string | number;

function stepsOf(name: string): Step[] | undefined {
  const steps: Step[] = [];
  for (const word of name.match(/(?:\\.|[^.\\])+/g) ?? []) {
    const [, key = '', indices = ''] = /^((?:\\.|[^[\\])*)((?:\[\d+\])*)$/.exec(word) ?? [];
    if (key === '') return undefined;
    steps.push(unescaped(key), ...[...indices.matchAll(/\d+/g)].map(([digits]) => Number(digits)));
  }
  return steps.some((step) => typeof step === 'number' && step > MAX_INDEX) ? undefined : steps;
}

/** Helm's own limit. */
const MAX_INDEX = 65_536;

function nested(steps: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const inner = nested(rest, value);
  return typeof step === 'string' ? { [step]: inner } : [...Array<null>(step).fill(null), inner];
}

function valueOf(value: unknown, form: SetForm): unknown {
  if (typeof value !== 'string') return isMapping(value) || form === 'auto' ? value : String(value);
  if (form === 'literal') return value;
  const list = /^\{(.*)\}$/s.exec(value);
  if (list) return (list[1] ?? '').split(',').map((word) => typed(unescaped(word), form));
  return typed(unescaped(value), form);
}

function typed(word: string, form: SetForm): unknown {
  if (form === 'text') return word;
  if (word === 'null') return null;
  if (/^(true|false)$/i.test(word)) return word.toLowerCase() === 'true';
  return /^(0|-?[1-9]\d{0,14})$/.test(word) ? Number(word) : word;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
