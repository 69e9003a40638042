// What each way to run TypeScript costs the manifests app at one environment, against a bare cdk8s program that writes
// the same objects: node bench/startup.js [rounds]. docs/decisions/0001-how-typescript-is-run.md
'use strict';
const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { buildSync } = require('esbuild');
const { parseAllDocuments } = require('yaml');

const root = path.dirname(__dirname);
const rounds = Number(process.argv[2] ?? 15);
const work = mkdtempSync(path.join(tmpdir(), 'milvus-l7-startup-'));

try {
  prepare();
  const app = path.join(root, 'src/apps/manifests.ts');
  const cdk8s = path.join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  print(
    measure({
      'bare cdk8s program': ['bare.js'],
      'bundle, packages outside': [bundle(app, 'outside.js', { packages: 'external' })],
      'bundle, packages inside': [bundle(app, 'inside.js')],
      'the same with source maps': ['--enable-source-maps', bundle(app, 'mapped.js', { sourcemap: true })],
      'bin/run.js': [path.join(root, 'bin/run.js'), 'apps/manifests'],
      ...tsx(app),
    }),
  );
  print(
    measure({
      'cdk8s synth, bare program': [cdk8s, 'synth', '--app', 'node bare.js'],
      'cdk8s synth, ours': [cdk8s, 'synth', '--app', `node ${path.join(root, 'bin/run.js')} apps/manifests`],
    }),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A folder with one environment, the compiled project, and a program that writes the same objects. */
function prepare() {
  mkdirSync(path.join(work, 'environments'));
  cpSync(path.join(root, 'environments/production.yaml'), path.join(work, 'environments/production.yaml'));
  symlinkSync(path.join(root, 'node_modules'), path.join(work, 'node_modules'));
  run([path.join(root, 'bin/run.js'), 'apps/manifests']);
  const yaml = readFileSync(path.join(work, 'dist/manifests/production.k8s.yaml'), 'utf8');
  const objects = parseAllDocuments(yaml).flatMap((document) => document.toJS() ?? []);
  writeFileSync(
    path.join(work, 'bare.js'),
    `const { ApiObject, App, Chart } = require('cdk8s');
     const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'dist/manifests' });
     const chart = new Chart(app, 'production', { disableResourceNameHashes: true });
     ${JSON.stringify(objects)}.forEach((object, i) => new ApiObject(chart, String(i), object));
     app.synth();`,
  );
}

function bundle(entry, name, options = {}) {
  const external = ['cdktf', '@cdktf/*', 'constructs'];
  const outfile = path.join(work, name);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    external,
    sourcesContent: false,
    ...options,
  });
  return name;
}

function tsx(app) {
  try {
    return { 'tsx, --require': ['--require', require.resolve('tsx/cjs'), app] };
  } catch {
    console.log('not run: tsx (not installed)');
    return {};
  }
}

/** Wall times in ms by name. The ways take turns, so that what else the machine does falls on all of them. */
function measure(ways) {
  const times = Object.entries(ways).map(([name, args]) => ({ name, args, ms: [] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { args, ms } of times) {
      const started = process.hrtime.bigint();
      run(args);
      if (round > 0) ms.push(Number(process.hrtime.bigint() - started) / 1e6); // the first fills the file cache
    }
  }
  return times.map(({ name, ms }) => ({ name, ms: ms.sort((a, b) => a - b)[Math.floor(ms.length / 2)] }));
}

function run(args) {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: work, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}\n${stderr}`);
}

/** Medians, and ratios to the first. */
function print(results) {
  for (const { name, ms } of results) {
    console.log(`${name.padEnd(28)} ${ms.toFixed(0).padStart(5)} ms  ${(ms / results[0].ms).toFixed(2)}`);
  }
  console.log(`median of ${rounds}, Node ${process.version}\n`);
}
