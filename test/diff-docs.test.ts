import { readFileSync } from 'node:fs';
import { DIST_IS_NOT_SYNTHESIZED, NEW_ERROR } from '../src/diff/by-hand';
import type { Danger } from '../src/diff/danger';
import { DANGERS } from '../src/diff/index';
import { CHANGE_EFFECTS } from '../src/gke/replacement';

const { diffDocs } = jest.requireActual<{
  diffDocs: (dangers: readonly Omit<Danger, 'check'>[], effects: typeof CHANGE_EFFECTS) => string;
}>('../scripts/diff-docs');

const ALL = [DIST_IS_NOT_SYNTHESIZED, ...DANGERS, NEW_ERROR];

test('docs/diff.md is what the dangers say (else: npm run generate)', () => {
  expect(readFileSync('docs/diff.md', 'utf8')).toBe(diffDocs(ALL, CHANGE_EFFECTS));
});

test('has a heading for every danger', () => {
  const headings = [...diffDocs(ALL, CHANGE_EFFECTS).matchAll(/^## ([a-z0-9-]+)$/gm)].map(([, id]) => id);
  expect(headings).toEqual(ALL.map(({ id }) => id));
});
