import * as fc from 'fast-check';
import type { Summary } from '../../src/diff/summary';
import { MARKER, changesMarkdown } from '../../src/report/changes-markdown';
import { summary } from './summary';

const LONGEST = 65_536;
const COMPARED = 'dist/ of `1a2b3c4` against the working tree.';

test('is a comment with dangers first, and every change folded', () => {
  expect(changesMarkdown(summary(), COMPARED)).toMatchInlineSnapshot(`
   <!-- milvus-l7 diff -->
   ### milvus-l7 diff: 1 danger, 6 changes in 2 environments

   dist/ of \`1a2b3c4\` against the working tree.

   #### :warning: \`production\`: host-is-removed

   - \`Ingress default/milvus\`: **the host \`a.example.com\` is removed; \`b.example.com\` is new**

   Why: calls for it get the default backend, 404, and its certificate goes with it.

   Cure: Move its clients first. ([more](https://cloud.google.com/kubernetes-engine/docs/concepts/ingress))

   <details><summary><code>production</code>: 5 changes</summary>

   - changed: \`Ingress default/milvus\`
     - \`metadata.annotations["kubernetes.io/ingress.global-static-ip-name"]\`: \`milvus\` → \`x\`
     - \`spec.a\`: removed, was \`1\`
     - \`spec.b\`: new, \`{"c":2}\`
   - renamed: \`BackendConfig default/a\` is now \`BackendConfig default/b\`
   - removed: \`Service default/rest\`
   - added: \`google_compute_ssl_policy.policy in stack production\`
   - changed: \`runbook\`

   </details>

   <details><summary><code>trial</code>: new, 1 object</summary>

   - added: \`Helm release milvus\`

   </details>
  `);
});

test('says in a sentence that nothing changes', () => {
  expect(changesMarkdown({ dangers: [], environments: [] }, COMPARED)).toBe(
    `${MARKER}\n### milvus-l7 diff: no change\n\ndist/ of \`1a2b3c4\` against the working tree.\n\nNothing changes: both say the same of every object.\n`,
  );
});

test('is at most as long as GitHub takes, and says what is left out', () => {
  const [danger] = summary().dangers;
  const many = (dangers: number, lines: number): Summary => ({
    dangers: Array.from({ length: dangers }, (_, index) => ({ ...danger!, environment: `e${index}` })),
    environments: ['one', 'two'].map((name) => ({
      name,
      what: 'changed',
      lines: Array.from({ length: lines }, () => ({
        what: 'changed',
        title: 'x'.repeat(50),
        fields: [{ path: 'y'.repeat(90), before: 'z'.repeat(80), after: '`'.repeat(80) }],
      })),
    })),
  });
  const long = changesMarkdown(many(3, 200), COMPARED);
  expect(long.length).toBeLessThanOrEqual(LONGEST);
  expect(long.length).toBeGreaterThan(LONGEST - 1000);
  expect(long).toMatch(
    /\n<\/details>\n\nLeft out, because a comment can be no longer: \d+ changes\. `milvus-l7 diff` shows all of it\.\n$/,
  );
  expect(long.match(/<details>/g)).toHaveLength(long.match(/<\/details>/g)?.length ?? 0);
  expect(changesMarkdown(many(1000, 2), COMPARED)).toMatch(/Left out, .*: \d+ dangers and 4 changes\./);
  fc.assert(
    fc.property(fc.nat(400), fc.nat(150), (dangers, lines) => {
      expect(changesMarkdown(many(dangers, lines), COMPARED).length).toBeLessThanOrEqual(LONGEST);
    }),
  );
});

test('lets no text of a file become Markdown, HTML, a link, a mention or a line of its own', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '@octocat',
      '</details><script>',
      '`@octocat`',
      '``` \n# x',
      '[x](javascript:y)',
      '<!-- ',
      '\n@team\n',
      '\u202e@a',
      '-->',
    ),
    fc
      .array(fc.constantFrom('`', '@', '<', '>', '\n', ' ', 'a', '*', '|', '\\', '&'), { maxLength: 12 })
      .map((some) => some.join('')),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const one = summary();
      const inFile = text.replaceAll('`', "'"); // as messages quote it
      const told: Summary = {
        dangers: one.dangers.map((danger) => ({
          ...danger,
          environment: text,
          on: text,
          message: `is \`${inFile}\` now`,
        })),
        environments: [
          {
            name: text,
            what: 'changed',
            lines: [{ what: 'renamed', title: text, to: text, fields: [{ path: text, before: text, after: text }] }],
          },
        ],
      };
      const left = withoutCode(changesMarkdown(told, COMPARED));
      const quiet = withoutCode(
        changesMarkdown(
          {
            ...told,
            dangers: told.dangers.map((danger) => ({ ...danger, environment: 'x', on: 'x', message: 'is `x` now' })),
            environments: [
              {
                name: 'x',
                what: 'changed',
                lines: [{ what: 'renamed', title: 'x', to: 'x', fields: [{ path: 'x', before: 'x', after: 'x' }] }],
              },
            ],
          },
          COMPARED,
        ),
      );
      expect(left).toBe(quiet);
    }),
    { numRuns: 1000 },
  );
});

/** What is left when code spans, as CommonMark finds them, and our own code tags are taken away. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/<code>[\w .,:/&#;\u00a0-\uffff-]*<\/code>/gu, 'CODE')
    .replace(/\(empty\)/g, 'CODE')
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, 'CODE');
}
