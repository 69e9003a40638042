import { CHART_LINES } from '../../src/milvus/chart';
import { runbookOf } from '../../src/runbook/runbook';
import { topologyOf } from '../../src/topology/topology-of';
import { Shell } from './shell';
import { snippetOf } from './snippets';

const pageOf = (release: object): string =>
  runbookOf(
    topologyOf('prod', {
      project: 'my-project',
      releases: [{ name: 'my-release', host: 'my-release.milvus.io', ...release }],
    }),
  );

/** Runs the block that reads the installed chart, against a cluster where that one is. */
function runBlock(release: object, live: string | undefined): { code: number | undefined; errors: string } {
  const list = live === undefined ? '[]' : `[{"name":"my-release","namespace":"default","chart":"${live}"}]`;
  const { codes, errors } = new Shell().paste([snippetOf(pageOf(release), 'installed-chart')], {
    FAKE_HELM_LIST: list,
  });
  return { code: codes['installed-chart'], errors };
}

test('asks for the line of the chart, and for the patches that are the same Milvus and no newer', () => {
  expect(snippetOf(pageOf({ chart: '4.2.58' }), 'installed-chart').code).toMatchInlineSnapshot(`
   (
     set -euo pipefail
     live=$(helm list --namespace default --filter '^my-release$' --output json)
     chart=$(sed -n 's/.*"chart": *"\\([^"]*\\)".*/\\1/p' <<<"$live")
     case $chart in
       '') ;;
       milvus-4.2.*)
         if ! [ "\${chart##*.}" -ge 26 ]; then
           echo "STOP: my-release runs $chart, an earlier Milvus than the 2.5 of milvus-4.2.58" >&2
           exit 1
         fi
         if ! [ "\${chart##*.}" -le 58 ]; then
           echo "STOP: my-release runs $chart, newer than milvus-4.2.58: Milvus would be taken back" >&2
           exit 1
         fi
         ;;
       *)
         echo "STOP: my-release runs $chart, prod is made for milvus-4.2.x" >&2
         exit 1
         ;;
     esac
     echo "my-release runs \${chart:-nothing}, step 6 makes it milvus-4.2.58"
   )
  `);
});

test.each([
  ['4.2.58', undefined],
  ['4.2.58', 'milvus-4.2.26'],
  ['4.2.58', 'milvus-4.2.58'],
  ['4.2.25', 'milvus-4.2.0'],
  ['4.1.36', 'milvus-4.1.29'],
  ['5.0.19', 'milvus-5.0.0'],
])('to chart %s goes on from %s', (chart, live) => {
  expect(runBlock({ chart }, live)).toEqual({ code: 0, errors: '' });
});

test.each([
  ['4.2.58', 'milvus-4.2.20', 'my-release runs milvus-4.2.20, an earlier Milvus than the 2.5 of milvus-4.2.58'],
  ['4.2.58', 'milvus-4.2.25', 'my-release runs milvus-4.2.25, an earlier Milvus than the 2.5 of milvus-4.2.58'],
  ['4.1.36', 'milvus-4.1.28', 'my-release runs milvus-4.1.28, an earlier Milvus than the 2.4 of milvus-4.1.36'],
  ['4.2.20', 'milvus-4.2.26', 'my-release runs milvus-4.2.26, newer than milvus-4.2.20: Milvus would be taken back'],
  ['4.2.20', 'milvus-4.1.36', 'my-release runs milvus-4.1.36, prod is made for milvus-4.2.x'],
  ['4.2.58', 'milvus-5.0.0', 'my-release runs milvus-5.0.0, prod is made for milvus-4.2.x'],
  ['5.0.19', 'milvus-4.2.20', 'my-release runs milvus-4.2.20, prod is made for milvus-5.0.x'],
  ['5.0.19', 'mysql-5.0.1', 'my-release runs mysql-5.0.1, prod is made for milvus-5.0.x'],
])('to chart %s stops at %s', (chart, live, message) => {
  expect(runBlock({ chart }, live)).toEqual({ code: 1, errors: `STOP: ${message}\n` });
});

test('stops at a version that is no number instead of guessing', () => {
  const { code, errors } = runBlock({ chart: '4.2.58' }, 'milvus-4.2.40-dev');
  expect(code).toBe(1);
  expect(errors).toContain('STOP: my-release runs milvus-4.2.40-dev');
});

const FAULT = 'From Milvus 2.5 to one before 2.6.13, a rolling upgrade with TLS on fails';

test.each(['milvus-4.2.26', 'milvus-4.2.58'])(
  'names the fault of the upgrade from Milvus 2.5 to 2.6, at %s',
  (live) => {
    expect(runBlock({ chart: '5.0.19' }, live)).toEqual({
      code: 1,
      errors: `${FAULT}: milvus-io/milvus#48224\nSTOP: my-release runs ${live}, prod is made for milvus-5.0.x\n`,
    });
  },
);

test.each([
  ['cluster', '5.0.19', true],
  ['standalone', '5.0.19', false],
  ['cluster', '4.2.58', false],
  ['cluster', '4.2.0', false],
])('of a %s release with chart %s, whether the page speaks of that upgrade: %s', (mode, chart, expected) => {
  const page = pageOf({ mode, chart, backendCertificate: 'image' }).replaceAll(/\s+/g, ' ');
  const told = 'A rolling upgrade with TLS on fails before 2.6.13 (milvus-io/milvus#48224, still open;';
  expect(page.includes(told)).toBe(expected);
  expect(page.includes('48224')).toBe(expected);
});

test('knows the boundaries of every line, also where the next one begins', () => {
  for (const { from, to } of CHART_LINES) {
    expect(runBlock({ chart: to }, `milvus-${from}`).code).toBe(0);
    expect(runBlock({ chart: from }, `milvus-${to}`).code).toBe(1);
  }
});
