import { readFileSync } from 'node:fs';
import type { Danger } from '../src/diff/danger';
import { DANGERS } from '../src/diff/index';
import { CHANGE_EFFECTS } from '../src/gke/replacement';

const { diffDocs } = jest.requireActual<{
  diffDocs: (dangers: readonly Danger[], replacedBy: typeof CHANGE_EFFECTS) => string;
}>('../scripts/diff-docs');

test('docs/diff.md is what the dangers say (else: npm run generate)', () => {
  expect(readFileSync('docs/diff.md', 'utf8')).toBe(diffDocs(DANGERS, CHANGE_EFFECTS));
});

test('has a heading for every danger', () => {
  const headings = [...diffDocs(DANGERS, CHANGE_EFFECTS).matchAll(/^## ([a-z0-9-]+)$/gm)].map(([, id]) => id);
  expect(headings).toEqual(DANGERS.map(({ id }) => id));
});
