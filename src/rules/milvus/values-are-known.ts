import { knownValues } from '../../milvus/known-values';
import type { KnownValues } from '../../milvus/known-values';
import { nearest } from '../../source/did-you-mean';
import { isMapping } from '../../source/plain';
import type { Path } from '../../source/plain';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const PLAIN = 'common: { security: { tlsMode: 1 } }';

export const valuesAreKnown: Rule = {
  id: 'values-are-known',
  severity: 'warning',
  why: 'the chart has no schema: a misspelt value is ignored in silence',
  cure: 'Write the value as the chart calls it.',
  see: PAGES.chart,
  *check({ values }) {
    for (const one of values) {
      for (const { path, near } of misspellings(one.value, knownValues(one.chart), [])) {
        const message = 'looks like a misspelling: the chart does not know it';
        yield { on: one, path, message, cure: `Did you mean ${near}?` };
      }
    }
  },
  examples: {
    good: [values(PLAIN, { more: 'proxy: { replicas: 2 }' })],
    bad: [values(PLAIN, { more: 'proxy: { replica: 2 }' }), values(PLAIN, { more: 'extraConfigFile: {}' })],
  },
};

/** Below a value of which no part is known, anything may stand. */
function* misspellings(value: unknown, known: KnownValues, path: Path): Generator<{ path: Path; near: string }> {
  if (!isMapping(value) || known.size === 0) return;
  const names = [...known.keys()];
  for (const [key, inner] of Object.entries(value)) {
    const below = known.get(key);
    if (below) yield* misspellings(inner, below, [...path, key]);
    else {
      const near = nearest(key, names);
      if (near === undefined || !isClose(key, near)) continue;
      yield { path: [...path, key], near: [...path, near].join('.') };
    }
  }
}

/** Short words are near to many. */
function isClose(key: string, near: string): boolean {
  if (key.toLowerCase() === near.toLowerCase()) return true;
  return key.length >= 5 && Math.abs(key.length - near.length) <= 2 && key[0]?.toLowerCase() === near[0]?.toLowerCase();
}
