// npm run bench [-- <numbers of environments>]: our manifests app beside plain cdk8s and Helm that yield the same files,
// the rules beside the reading of what they look at, lint beside kubeconform where it is on PATH, the start of a command
// beside node's, and diff beside the parsing of what it compares.
// Programs that are compared take turns and are told by their median, so that a busy machine slows both; the ratio of
// processor times, in parentheses, depends on it even less.
'use strict';
const { spawnSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { join } = require('node:path');
const { compareDiff, compareStartUp } = require('./commands');
const { measure, once } = require('./measure');
const { compareLint } = require('./lint');
const { compareRules } = require('./rules');
const {
  checkSame,
  checkSameObjects,
  setUp,
  writeHelmChart,
  writeKustomization,
  writeLiterals,
} = require('./workspace');

const root = join(__dirname, '..');
const cli = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const bare = join(__dirname, 'bare.js');
const launcher = join(root, 'bin', 'run.js');

function main() {
  const numbers = process.argv.slice(2).map(Number);
  if (numbers.some((number) => !Number.isInteger(number) || number < 1)) {
    process.stderr.write('usage: npm run bench [-- number of environments…]\n');
    process.exit(2);
  }
  const folders = new Map();
  try {
    for (const size of numbers.length > 0 ? numbers : [1, 100, 1000]) folders.set(size, prepare(size));
    compareAll(folders);
    if (numbers.length > 0)
      return void console.log('\nnot run: start-up, rules, lint and diff, of which the size is fixed: npm run bench');
    compareStartUp();
    compareRules();
    compareLint();
    compareDiff();
  } finally {
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  }
}

/** A project of that many environments, in which both programs have just written the same files. */
function prepare(size) {
  const folder = setUp(size);
  once(ours(folder));
  writeLiterals(folder, join(folder, 'ours'));
  once(plain(folder, size));
  checkSame(join(folder, 'ours'), join(folder, 'plain'));
  return folder;
}

function compareAll(folders) {
  const manifests = compare(
    folders,
    'Manifests alone',
    { first: 'bare cdk8s', aims: { 1: 1.3, 100: 1.3, 1000: 1.3 } },
    inTurns((folder, size) => [
      { ...plain(folder, size), args: [bare, String(size), 'literals.js'] },
      { ...ours(folder), env: { CDK8S_OUTDIR: 'only/yaml' }, out: 'only' },
    ]),
  );
  tellGrowth(manifests);
  const all = compare(
    folders,
    'With Helm values and runbooks',
    { first: 'bare cdk8s', aims: { 1: 1.3, 100: 1.3, 1000: 1.3 } },
    inTurns((folder, size) => [plain(folder, size), ours(folder)]),
  );
  tellGrowth(all);
  compare(
    folders,
    'cdk8s synth',
    { first: 'bare cdk8s', aims: { 1: 1.15, 100: 1.15, 1000: 1.15 } },
    inTurns((folder, size) => [
      synth(folder, `node ${bare} ${size} literals.js all`),
      synth(folder, `node ${launcher} apps/manifests`),
    ]),
  );
  compareWithRenderers(folders);
}

function ours(cwd) {
  const args = [launcher, 'apps/manifests'];
  return { command: process.execPath, args, cwd, out: 'ours', env: { CDK8S_OUTDIR: 'ours/manifests' } };
}

function plain(cwd, size) {
  const args = [bare, String(size), 'literals.js', 'all'];
  return { command: process.execPath, args, cwd, out: 'plain', env: { CDK8S_OUTDIR: 'plain/manifests' } };
}

/** The command line itself, without npx, whose start would only make the two more alike. */
function synth(cwd, app) {
  return {
    command: process.execPath,
    args: [cli, 'synth', '--app', app, '--output', 'cli/manifests'],
    cwd,
    out: 'cli',
  };
}

/** Programs that print manifests from templates or files, where they are on PATH; they must print the same objects. */
const RENDERERS = [
  {
    name: 'helm template',
    command: 'helm',
    probe: ['version'],
    args: ['template', 'bench', 'chart'],
    write: writeHelmChart,
  },
  {
    name: 'kubectl kustomize',
    command: 'kubectl',
    probe: ['version', '--client'],
    args: ['kustomize', 'kustomize'],
    write: writeKustomization,
  },
];

function compareWithRenderers(folders) {
  for (const { name, command, probe, args, write } of RENDERERS) {
    if (spawnSync(command, probe).status !== 0) {
      console.log(`\nnot run: ${name}, which is not on PATH`);
      continue;
    }
    const theirs = (cwd) => ({ command, args, cwd, out: 'none', limitSeconds: 60 });
    const checked = new Map();
    for (const [size, folder] of folders) {
      once(ours(folder));
      write(folder, join(folder, 'ours', 'manifests'), size);
      const run = once(theirs(folder));
      if (run.isOverLimit) {
        console.log(`\nnot run to its end: ${name} of ${size} environments, which takes over a minute`);
        continue;
      }
      checkSameObjects(run.stdout, join(folder, 'ours', 'manifests'));
      checked.set(size, run);
    }
    const inTime = [...folders].filter(([size]) => checked.has(size));
    compare(inTime, 'Manifests alone', { first: name, aims: {} }, (folder, size) => {
      const mine = { ...ours(folder), env: { CDK8S_OUTDIR: 'only/yaml' }, out: 'only' };
      // What kubectl takes grows with the square of the files: of many, the run that was checked is the only one.
      return size >= MANY ? [checked.get(size), once(mine)] : measure([theirs(folder), mine], roundsFor(size));
    });
  }
}

const MANY = 1000;

function roundsFor(size) {
  return size >= MANY ? 3 : 9;
}

function inTurns(pairOf) {
  return (folder, size) => measure(pairOf(folder, size), roundsFor(size));
}

/** Measures a pair of programs for each number of environments, as `costsOf` does, and prints a line for each. */
function compare(folders, title, { first, second = 'ours', aims }, costsOf) {
  console.log(`\n${title}`);
  console.log(`environments${first.padStart(19)}${second.padStart(19)}   ratio   (cpu)         aim`);
  return [...folders].map(([size, folder]) => {
    const [theirs, mine] = costsOf(folder, size);
    const ratio = mine.seconds / theirs.seconds;
    const processor = theirs.processor > 0 ? `(${(mine.processor / theirs.processor).toFixed(2)})` : '';
    const aim = aims[size] ? `${aims[size]} ${ratio <= aims[size] ? 'met' : 'missed'}` : '';
    const ratios = ratio.toFixed(2).padStart(8) + processor.padStart(8) + aim.padStart(12);
    console.log(String(size).padStart(12) + cost(theirs) + cost(mine) + ratios);
    return { size, ...mine };
  });
}

function cost({ seconds, mb }) {
  const memory = mb > 0 ? `${mb.toFixed(0)} MB` : '';
  return `${seconds.toFixed(2)} s`.padStart(11) + memory.padStart(8);
}

/** Whether ten times the environments cost ten times as much, start-up taken off; memory over all. */
function tellGrowth(costs) {
  if (costs.length < 3) return;
  const [start, some, many] = costs;
  const grown = (many.seconds - start.seconds) / (some.seconds - start.seconds);
  const linear = (many.size - start.size) / (some.size - start.size);
  const peak = Math.max(...costs.map(({ mb }) => mb));
  console.log(
    `growth beyond start-up ${grown.toFixed(1)} (linear ${linear.toFixed(1)}), peak ${peak.toFixed(0)} MB (aim 200)`,
  );
}

main();
