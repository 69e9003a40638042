import { readFileSync } from 'node:fs';
import { parseEnvironment } from '../src/config/parse';
import { chartAbilities } from '../src/milvus/abilities';
import { CHART_LINES } from '../src/milvus/chart';
import type { Ability } from '../src/milvus/abilities';

const { chartsDocs } = jest.requireActual<{ chartsDocs: (lines: unknown, abilities: readonly Ability[]) => string }>(
  '../scripts/charts-docs',
);

test('docs/charts.md is what src/milvus says (else: npm run generate)', () => {
  expect(readFileSync('docs/charts.md', 'utf8')).toBe(chartsDocs(CHART_LINES, chartAbilities()));
});

test('says of each line what it can do', () => {
  const rows = chartAbilities().map(({ what, cells }) => [what, ...cells].join(' | '));
  expect(rows.join('\n')).toMatchInlineSnapshot(`
   Milvus | 2.4 | 2.4 | 2.5 | 2.6 | 3.0
   Milvus' own certificate from a Secret, in cluster mode | yes | yes | yes | yes | not looked at
   the same, in standalone mode | no | no | no; from 4.2.31 on yes | yes | not looked at
   REST on the port of gRPC while TLS is on | dropped, answers 415 | dropped, answers 415 | proxies do not start | proxies do not start | not looked at
   REST on a TLS port of its own | yes | yes | yes | yes | not looked at
   proxies spread over zones and nodes | no | no | no; from 4.2.34 on yes | yes | not looked at
   message queue of cluster mode | \`pulsar\` | \`pulsar\` | \`pulsar\`; from 4.2.27 on \`pulsarv3\` | \`pulsarv3\` | not looked at
   rolling upgrade from the line before in cluster mode, with TLS on | – | – | – | fails before Milvus 2.6.13 (milvus-io/milvus#48224, open; its fixes are merged) | not looked at
  `);
});

test('names every chart from which the environment takes a certificate for standalone, and none below', () => {
  const takes = (chart: string): boolean =>
    'environment' in
    parseEnvironment({
      project: 'my-project',
      releases: [{ name: 'a', host: 'a.example.com', chart, mode: 'standalone' }],
    });
  const { cells } = chartAbilities().find(({ what }) => what.includes('standalone mode'))!;
  CHART_LINES.forEach(({ from, to }, index) => {
    // What is said of the line before is taken to hold for it.
    if (cells[index] === 'not looked at') return;
    const [before = '', since] = cells[index]!.split('; from ');
    expect([takes(from), takes(to)]).toEqual([before === 'yes', before === 'yes' || since !== undefined]);
    if (since !== undefined) expect(takes(since.split(' ')[0]!)).toBe(true);
  });
});
