import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';
import { failed, left, ok } from '../src/live/verify/stage';
import { CHART } from '../src/milvus/chart';
import type { Setup } from '../src/report/cause';
import { stageText } from '../src/report/verify';
import { OUR_ENVIRONMENTS } from './our-project';

jest.setTimeout(60_000); // compiling, and processes of their own

const root = join(__dirname, '..');
const readme = readFileSync('README.md', 'utf8');
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').flatMap((name) => `docs/${name}`)].filter(
  (page) => page.endsWith('.md'),
);
const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  engines: { node: string };
  bin: Record<string, string>;
  scripts: Record<string, string>;
  devDependencies: Record<string, string>;
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  mkdirSync(join(folder, 'environments'));
  expect(synth(firstScreen('yaml', 0)).status).toBe(0);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the first screen', () => {
  test('shows an environment of seven lines, which is environments/production.yaml', () => {
    const environment = firstScreen('yaml', 0);
    expect(environment.trimEnd().split('\n')).toHaveLength(7);
    expect(parse(environment)).toEqual(parse(readFileSync(join(OUR_ENVIRONMENTS, 'production.yaml'), 'utf8')));
  });

  test('shows YAML that comes out of it', () => {
    const written = documents(published('manifests/production.k8s.yaml'));
    const shown = documents(firstScreen('yaml', 1));
    expect(shown).toEqual([written[0], written.at(-1)]);
    expect(readme).toContain('the first and the last of its six objects');
    expect(written).toHaveLength(6);
  });

  test('is followed by what fits on few screens', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(250);
  });

  test('has the two commands', () => {
    const commands = firstScreen('bash', 0).replaceAll(/ +#.*/g, '').trim().split('\n');
    expect(commands).toEqual(['npm ci && npm run synth', 'npm ci && npm test']);
    expect(readme).toContain(`Node ${packageJson.engines.node.replace('>=', '')} or later`);
  });
});

test('lists every file of an environment, and no other', () => {
  const listed = [...section('What is in dist').matchAll(/^\| `([^`]+)`/gm)].map(([, file]) => file!);
  expect(listed.sort()).toEqual(['.files', ...published('.files').trimEnd().split('\n')].sort());
});

test('shows what bad input prints', () => {
  const [environment, printed] = blocks(section('Bad input'));
  const before = readdirSync(join(folder, 'dist'), { recursive: true });
  expect(synth(environment!.text)).toEqual({ status: 1, stderr: printed!.text });
  expect(readdirSync(join(folder, 'dist'), { recursive: true })).toEqual(before);
});

test('shows what lint finds', () => {
  const [, ingress, printed] = blocks(readFileSync('docs/lint.md', 'utf8'));
  mkdirSync(join(folder, 'k8s'));
  writeFileSync(join(folder, 'k8s/ingress.yaml'), ingress!.text);
  const command = [join(root, 'bin/milvus-l7.js'), 'lint', 'k8s/'];
  const { status, stdout } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: printed!.text });
});

test('shows what verify finds', () => {
  const shown = blocks(section('After apply'))[0]!.text;
  const certificate = {
    subject: 'milvus.example.com',
    issuer: 'WR3',
    names: ['milvus.example.com'],
    notBefore: new Date('2026-11-01'),
    notAfter: new Date('2027-01-30'),
    daysLeft: 64,
  };
  const results = [
    ok('dns', { a: ['203.0.113.7'], from: 'dns' }),
    ok('tcp', { endpoint: '203.0.113.7:443', milliseconds: 12 }),
    ok('tls', { tlsVersion: 'TLSv1.3', certificate }),
    ok('alpn', { protocol: 'h2' }),
    failed('routing', { status: 502 }, ['HTTP 502']),
    left('milvus', 'not-reached', 'routing failed'),
  ];
  const setup: Setup = {
    environment: 'production',
    api: 'ingress',
    name: 'milvus-production',
    settings: 'milvus-production-backendconfig',
    certificate: 'google-managed',
    http: 'redirect',
    internal: false,
    globalAccess: false,
  };
  const told = results.map((result) => stageText(result, 'milvus.example.com', setup, { colour: false }));
  expect(shown).toBe(`milvus.example.com\n\n${told.join('')}`);
});

describe('code for library users', () => {
  const page = readFileSync('docs/typescript.md', 'utf8');
  const [chart, companions, stack] = blocks(page)
    .filter(({ language }) => language === 'ts')
    .map(({ text }) => text);
  const environment = JSON.stringify(parse(firstScreen('yaml', 0)));

  test('compiles under strict, in docs/library.md too', () => {
    const recipes = blocks(readFileSync('docs/library.md', 'utf8')).filter(({ language }) => language === 'ts');
    expect(recipes).toHaveLength(7);
    const programs = [chart!, companions!, stack!, ...recipes.map(({ text }) => text)];
    const misspelt = [chart!.replace('host:', 'hots:'), recipes[1]!.text.replace('addPath(', 'addPaht(')];
    expect(compilerFaults([...programs, ...misspelt])).toEqual([
      expect.stringContaining("'hots'"),
      expect.stringContaining("'addPaht'"),
    ]);
  });

  test('has ten lines and makes the manifests that synth makes', () => {
    expect(chart!.trimEnd().split('\n')).toHaveLength(10);
    const written = run(chart!);
    expect(documents(written('dist/production.k8s.yaml'))).toEqual(
      documents(published('manifests/production.k8s.yaml')),
    );
  });

  test('makes the values and the runbook that synth makes', () => {
    const written = run(`${companions!}\nwriteCompanions('production', ${environment});`);
    expect(written('milvus-production.values.yaml')).toBe(published('helm/production/milvus-production.values.yaml'));
    expect(written('production.md')).toBe(published('runbook/production.md'));
  });

  test('makes the Terraform JSON that synth makes', () => {
    const written = run(`${stack!}\nwriteStack('production', ${environment});`);
    expect(written('dist/terraform/stacks/production/cdk.tf.json')).toBe(
      published('terraform/stacks/production/cdk.tf.json'),
    );
  });

  test('names what is public', () => {
    const index = ['src/index.ts', 'src/gcp/index.ts'].map((file) => readFileSync(file, 'utf8')).join('\n');
    const named = [...page.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !new RegExp(String.raw`\b${name}\b`).test(index))).toEqual([]);
  });
});

test('every way back to the page is one that guide.yaml goes', () => {
  const guide = readFileSync(join(OUR_ENVIRONMENTS, 'guide.yaml'), 'utf8');
  const keys = [...readFileSync('docs/differences.md', 'utf8').matchAll(/\(`(\w+: \w+)`\)/g)].map(([, key]) => key!);
  expect(keys.length).toBeGreaterThan(5);
  expect(keys.filter((key) => !guide.includes(`${key}\n`))).toEqual([]);
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('links to files and headings that exist', () => {
    const prose = text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`]*`/g, 'code');
    const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !/^https:/.test(link) && !leadsSomewhere(page, link))).toEqual([]);
  });

  test('names commands that exist, in the versions that are installed', () => {
    const code = [...blocks(text).map((block) => block.text), ...[...text.matchAll(/`([^`\n]+)`/g)].map((m) => m[1]!)];
    const commands = code.join('\n');
    const scripts = [...commands.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name!);
    expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
    const run = [...commands.matchAll(/npx (?:--\w+ )*([\w-]+)(?=[ \n])/g)].map(([, name]) => name!);
    expect(run.filter((name) => !(name in packageJson.bin) && !existsSync(`node_modules/.bin/${name}`))).toEqual([]);
    const pinned = [...commands.matchAll(/(?<= )((?:@[\w-]+\/)?[\w-]+)@(\d+\.\d+\.\d+)/g)];
    expect(pinned.filter(([, name, version]) => versionOf(name!) !== version).map(([all]) => all)).toEqual([]);
    const packed = [...commands.matchAll(/milvus-gke-l7-(\d[\d.]+\d)\.tgz/g)].map(([, version]) => version);
    expect(packed.filter((version) => version !== packageJson.version)).toEqual([]);
  });
});

test('docs/gitops.md names the files, names and versions of dist', () => {
  const text = readFileSync('docs/gitops.md', 'utf8');
  const yaml = blocks(text).map((block) => block.text);
  const files = published('.files').split('\n');
  const named = [...yaml.join('').matchAll(/\bdist\/(\S+\.yaml)/g)].map(([, file]) => file!);
  expect(new Set(named)).toEqual(new Set(files.filter((file) => /^(helm|manifests)\//.test(file))));

  const objects = yaml.flatMap(documents) as { kind: string; spec: unknown }[];
  const byKind = (kind: string) => objects.filter((object) => object.kind === kind);
  const { releases } = parse(firstScreen('yaml', 0)) as { releases: { name: string; chart: string }[] };
  const [release] = releases;
  const [argo, argoIngress] = byKind('Application');
  expect(argo).toMatchObject({
    spec: {
      destination: { namespace: 'default' },
      sources: [
        {
          repoURL: CHART.repository,
          chart: CHART.name,
          targetRevision: release!.chart,
          helm: { releaseName: release!.name },
        },
        { ref: 'values' },
      ],
    },
  });
  const { source } = argoIngress!.spec as { source: { path: string; directory: { include: string } } };
  const { path, directory } = source;
  expect(files).toContain(join(path, directory.include).replace('dist/', ''));
  expect(byKind('HelmRepository')).toMatchObject([{ spec: { url: CHART.repository } }]);
  expect(byKind('HelmRelease')).toMatchObject([
    { spec: { releaseName: release!.name, chart: { spec: { chart: CHART.name, version: release!.chart } } } },
  ]);
});

test('CONTRIBUTING.md has the table of rooms that the linter enforces', () => {
  const config = readFileSync('eslint.config.mjs', 'utf8').match(/^const ROOMS = \{\n(.*?)^\};/ms)![1]!;
  const enforced = [...config.matchAll(/^ {2}(\w+): \[(.*)\]/gm)].map(([, room, list]) => [
    room,
    list!.replaceAll("'", '').replaceAll('type:', 'types of ') || '–',
  ]);
  const rows = readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| `(\w+)` \|.*\| (.+) \|$/gm);
  expect([...rows].map(([, room, list]) => [room, list])).toEqual(enforced);
});

interface Block {
  readonly language: string;
  readonly text: string;
}

/** Fenced blocks, in order. */
function blocks(text: string): Block[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({
    language: language!,
    text: code!,
  }));
}

/** What stands below a heading of the README, up to the next one of its level. */
function section(heading: string): string {
  const found = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`README.md has no heading "${heading}"`);
  return found;
}

function firstScreen(language: string, index: number): string {
  const found = blocks(readme.split(/^## What is in dist/m)[0]!).filter((block) => block.language === language)[index];
  if (!found) throw new Error(`the first screen has no block ${language} ${index}`);
  return found.text;
}

function documents(yaml: string): unknown[] {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as unknown)
    .filter((document) => document !== null);
}

/** What `milvus-l7 synth` does with one environment, `production`. */
function synth(environment: string): { status: number | null; stderr: string } {
  writeFileSync(join(folder, 'environments/production.yaml'), environment);
  const command = [join(root, 'bin/milvus-l7.js'), 'synth'];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  return { status, stderr };
}

function published(file: string): string {
  return readFileSync(join(folder, 'dist', file), 'utf8');
}

/** Runs a program of the README in a folder of its own, with the package from src; gives what it wrote there. */
function run(code: string): (file: string) => string {
  const cwd = mkdtempSync(join(folder, 'library-'));
  const outfile = join(cwd, 'app.cjs');
  buildSync({
    stdin: { contents: code, loader: 'ts', resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    alias: { 'milvus-gke-l7/gcp': join(root, 'src/gcp/index.ts'), 'milvus-gke-l7': join(root, 'src/index.ts') },
    external: ['cdktf', '@cdktf/*', 'cdk8s', 'cdk8s-plus-27', 'constructs'],
  });
  const env = {
    ...process.env,
    NODE_PATH: join(root, 'node_modules'),
    CDK8S_OUTDIR: undefined,
    CDKTF_OUTDIR: undefined,
  };
  execFileSync(process.execPath, [outfile], { cwd, env });
  return (file) => readFileSync(join(cwd, file), 'utf8');
}

/** What the compiler says of programs that stand beside this project's own. */
function compilerFaults(programs: readonly string[]): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as { config: unknown };
  const options: ts.CompilerOptions = {
    ...ts.parseJsonConfigFileContent(config, ts.sys, root).options,
    noEmit: true,
    baseUrl: root,
    paths: { 'milvus-gke-l7': ['src/index.ts'], 'milvus-gke-l7/gcp': ['src/gcp/index.ts'] },
  };
  const files = new Map(programs.map((code, index) => [join(root, `program-${index}.ts`), code]));
  const system = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...system,
    fileExists: (file) => files.has(file) || system.fileExists(file),
    readFile: (file) => files.get(file) ?? system.readFile(file),
    getSourceFile: (file, ...how) => {
      const code = files.get(file);
      return code === undefined ? system.getSourceFile(file, ...how) : ts.createSourceFile(file, code, how[0]);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path, heading] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path!);
  const ours = file.replace(/^environments\/(?=.*\.yaml$)/, `${OUR_ENVIRONMENTS}/`);
  if (![file, ours, join(folder, file)].some((place) => existsSync(place))) return false; // dist/ is in the folder
  if (heading === undefined) return true;
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title]) => anchorOf(title!));
  return headings.includes(heading);
}

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function versionOf(name: string): string | undefined {
  return packageJson.devDependencies[name === 'cdktf-cli' ? 'cdktf' : name];
}
