import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Metafile, buildSync } from 'esbuild';

const root = join(__dirname, '..');

/** ESLint in a process of its own, because jest cannot load the .mjs config: a line of snippets in, a line of names out. */
const linter = spawn(
  process.execPath,
  [
    '--input-type=module',
    '-e',
    `import { createInterface } from 'node:readline';
    import { ESLint } from 'eslint';
    import tseslint from 'typescript-eslint';
    const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });
    for await (const line of createInterface(process.stdin)) {
      const found = [];
      for (const { file, code } of JSON.parse(line)) {
        const [{ messages }] = await eslint.lintText(code, { filePath: file });
        found.push(messages.map(({ ruleId, message }) => ruleId ?? message));
      }
      console.log(JSON.stringify(found));
    }`,
  ],
  { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
);
const answers = createInterface(linter.stdout);
// A test that does not wait for its answer leaves it to the next one.
jest.setTimeout(60_000);
afterAll(() => linter.kill());

/** What each room may import, as the design says; the eslint config has its own table. */
const design: Record<string, string> = {
  gke: '',
  milvus: '',
  source: '',
  config: 'source gke milvus',
  topology: 'config gke milvus',
  kubernetes: 'topology rules gke milvus',
  helm: 'topology source gke milvus',
  monitoring: 'topology gke milvus',
  gcp: 'topology helm monitoring gke milvus',
  runbook: 'topology gke milvus',
  rules: 'source gke milvus',
  diff: 'source gke milvus',
  live: 'topology gke milvus',
  operations: 'topology gke milvus live',
  preflight: 'topology gke milvus source helm diff',
  adopt: 'config helm source gke milvus',
  report: '',
};
const rooms = [...Object.keys(design), 'cli', 'apps'];
const pureRooms = Object.keys(design).filter((room) => !['live', 'operations'].includes(room));

const edges = Object.entries(design).flatMap(([room, allowed]) =>
  rooms
    .filter((other) => other !== room)
    .map((other) => ({ room, other, allowed: allowed.split(' ').includes(other) })),
);

describe('who may import whom', () => {
  test('lets a room import what the table names, and errors', async () => {
    const cases = edges.filter(({ allowed }) => allowed).map(({ room, other }) => value(room, other));
    const errors = pureRooms.map((room) => ({
      file: `src/${room}/a.ts`,
      code: `import { x } from '../errors';\nx();`,
    }));
    expect(await lint([...cases, ...errors])).toEqual([...cases, ...errors].map(() => []));
  });

  test('refuses every other import', async () => {
    const refused = edges.filter(({ allowed }) => !allowed);
    const found = await lint(refused.map(({ room, other }) => value(room, other)));
    expect(found.map((rules, i) => `${refused[i]!.room} ${refused[i]!.other} ${rules.join()}`)).toEqual(
      refused.map(({ room, other }) => `${room} ${other} project/rooms`),
    );
  });

  test.each([
    ['a type', `import type { X } from '../cli/main';\nexport const x = (y: X) => y;`],
    ['a type in place', `export const x = (y: import('../cli/main').X) => y;`],
    ['a dynamic import', `export const x = () => import('../cli/main.js');`],
    ['a dynamic import of a computed name', `export const x = (name: string) => import(name);`],
    ['a re-export', `export { x } from '../cli/main';`],
    ['a bare import', `import '../cli/main';`],
    ['a file outside src', `import { x } from '../../test/helm/x';\nx();`],
    ['generated types', `import { x } from '../../imports/cloud.google.com';\nx();`],
  ])('refuses %s like any import', async (_, code) => {
    expect(await lint([{ file: 'src/helm/a.ts', code }])).toEqual([['project/rooms']]);
  });

  test.each([
    ['everything to the command line', 'src/cli/a.ts', `import { x } from '../gcp/app';\nx();`],
    ['everything to the apps', 'src/apps/a.ts', `import { x } from '../kubernetes/milvus-ingress-chart';\nx();`],
    ['types of findings to report', 'src/report/a.ts', `import type { X } from '../rules/rule';\nexport type Y = X[];`],
    ['objects of rules to diff', 'src/diff/a.ts', `import { x } from '../rules/objects';\nx();`],
    ['pages of rules to diff', 'src/diff/a.ts', `import { x } from '../rules/pages';\nx();`],
    ['generated types to kubernetes', 'src/kubernetes/a.ts', `import { x } from '../../imports/crd';\nx();`],
    ['the Environment to the chart', 'src/kubernetes/a.ts', `export type { X } from '../config/environment';`],
  ])('gives %s', async (_, file, code) => {
    expect(await lint([{ file, code }])).toEqual([[]]);
  });

  test.each([
    ['report uses what rules do', 'src/report/a.ts', `import { x } from '../rules/rule';\nx();`],
    ['diff uses a rule', 'src/diff/a.ts', `import { x } from '../rules/a-rule';\nx();`],
    ['the public index loads cdktf', 'src/index.ts', `export { x } from './gcp/index';`],
    ['an app uses the command line', 'src/apps/a.ts', `import { x } from '../cli/publish';\nx();`],
    [
      'files import each other',
      'src/gke/load-balancer-classes.ts',
      `import type { x } from './ingress';\nexport type Y = typeof x;`,
    ],
    ['a room is new', 'src/extras/a.ts', `export const x = 1;`],
    ['a file has no noun', 'src/helm/utils.ts', `export const x = 1;`],
  ])('complains when %s', async (_, file, code) => {
    expect(await lint([{ file, code }])).toEqual([['project/rooms']]);
  });
});

describe('packages', () => {
  test('gives cdktf to src/gcp alone', async () => {
    const files = rooms.map((room) => `src/${room}/a.ts`);
    const names = ['cdktf', '@cdktf/provider-google/lib/compute-global-address'];
    const found = await lint(
      names.flatMap((name) => files.map((file) => ({ file, code: `import { x } from '${name}';\nx();` }))),
    );
    expect(found).toEqual([...files, ...files].map((file) => (file === 'src/gcp/a.ts' ? [] : ['project/rooms'])));
  });

  test.each(['@cdktf/provider-google', '@cdktf/provider-google/lib', '@cdktf/provider-helm/lib/index.js'])(
    'refuses the slow index %s',
    async (name) => {
      expect(await lint([{ file: 'src/gcp/a.ts', code: `import { x } from '${name}';\nx();` }])).toEqual([
        ['project/rooms'],
      ]);
    },
  );

  test.each(['src/cli/main.ts', 'src/index.ts', 'src/apps/manifests.ts'])(
    'starts %s without cdktf, which a user may not have installed',
    (entry) => {
      expect(packagesLoadedBy(entry)).not.toContainEqual(expect.stringContaining('cdktf'));
    },
  );
});

describe('pure rooms', () => {
  test.each([
    ['the process', `export const x = () => process.env;`, 'no-restricted-globals'],
    ['the console', `export const x = () => { console.log(1); };`, 'no-restricted-globals'],
    ['the clock', `export const x = () => new Date();`, 'no-restricted-globals'],
    ['the network', `export const x = () => fetch('https://a.example');`, 'no-restricted-globals'],
    ['a child process', `import { execSync } from 'node:child_process';\nexecSync('x');`, 'no-restricted-imports'],
    ['a socket', `import { connect } from 'node:net';\nconnect(1);`, 'no-restricted-imports'],
    ['promised files', `import { readFile } from 'fs/promises';\nvoid readFile('x');`, 'no-restricted-imports'],
  ])('do without %s', async (_, code, rule) => {
    const cases = pureRooms.map((room) => ({ file: `src/${room}/a.ts`, code }));
    expect(await lint(cases)).toEqual(cases.map(() => [rule]));
  });

  test('leave files to the loader', async () => {
    const code = `import { readFileSync } from 'node:fs';\nreadFileSync('x');`;
    const found = await lint(pureRooms.map((room) => ({ file: `src/${room}/a.ts`, code })));
    expect(found).toEqual(pureRooms.map((room) => (room === 'config' ? [] : ['no-restricted-imports'])));
  });

  test('may ask whether a host is an address', async () => {
    const code = `import { isIP } from 'node:net';\nisIP('x');`;
    expect(await lint([{ file: 'src/kubernetes/a.ts', code }])).toEqual([[]]);
  });

  test('do not include the command line', async () => {
    const code = `import { readFileSync } from 'node:fs';\nconsole.log(process.argv, new Date(), readFileSync('x'));`;
    expect(await lint([{ file: 'src/cli/a.ts', code }])).toEqual([[]]);
  });
});

test.each([
  ['251 lines', '\n'.repeat(251), 'max-lines'],
  ['export *', `export * from './b';`, 'no-restricted-syntax'],
  ['a default export', `export default 1;`, 'no-restricted-syntax'],
])('refuses %s', async (_, code, rule) => {
  expect(await lint([{ file: 'src/cli/a.ts', code }])).toEqual([[rule]]);
});

interface Snippet {
  readonly file: string;
  readonly code: string;
}

function value(room: string, other: string): Snippet {
  return { file: `src/${room}/a.ts`, code: `import { x } from '../${other}/b';\nx();` };
}

/** Names of the rules that each snippet breaks. */
async function lint(snippets: readonly Snippet[]): Promise<string[][]> {
  const answer = once(answers, 'line');
  linter.stdin.write(`${JSON.stringify(snippets)}\n`);
  const [line] = (await answer) as [string];
  return JSON.parse(line) as string[][];
}

/** Packages that an entry loads at once, not only when something asks for them. */
function packagesLoadedBy(entry: string): string[] {
  const { inputs } = buildSync({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
  }).metafile;
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const imported of importsOf(inputs, file)) {
      if (imported.external) packages.add(imported.path);
      else if (imported.kind !== 'dynamic-import') visit(imported.path);
    }
  };
  visit(entry);
  return [...packages];
}

function importsOf(inputs: Metafile['inputs'], file: string): Metafile['inputs'][string]['imports'] {
  return inputs[file]?.imports ?? [];
}
