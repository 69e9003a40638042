// What a command takes to start, from a clone and from an installed package, against node alone; and diff of 300
// environments, against the mere parsing of what it compares.
'use strict';
const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { measure, once } = require('./measure');
const { setUp, writeEnvironments } = require('./workspace');

const root = join(__dirname, '..');
const ROUNDS = 9;
const START_AIM = 2;
const ENVIRONMENTS = 300;

exports.compareStartUp = () => {
  console.log('\nStart-up: lint of an empty folder');
  const folder = mkdtempSync(join(tmpdir(), 'milvus-l7-start-'));
  try {
    const node = program(['-e', ''], folder);
    const clone = { ...program([join(root, 'bin/milvus-l7.js'), 'lint'], folder), expected: 1 };
    const installed = { ...program([installedIn(folder), 'lint'], folder), expected: 1 };
    for (const one of [clone, installed]) once(one); // makes what is kept
    const [bare, ofClone, ofPackage] = measure([node, clone, installed], ROUNDS);
    console.log(`node alone ${bare.seconds.toFixed(3)} s, ${bare.mb.toFixed(0)} MB`);
    tell('a clone', ofClone, bare);
    tell('an installed package', ofPackage, bare, START_AIM);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

exports.compareDiff = () => {
  console.log(`\ndiff of ${ENVIRONMENTS} environments, each of which changes`);
  const folder = setUp(ENVIRONMENTS);
  try {
    const ours = (...args) => program([join(root, 'bin/milvus-l7.js'), ...args], folder);
    once(ours('synth', '--out', 'before/dist'));
    writeEnvironments(folder, ENVIRONMENTS, 'loadBalancer: { backend: { timeoutSec: 60 } }\n');
    once(ours('synth'));
    const parse = program([join(__dirname, 'parse.js'), 'before/dist', 'dist'], folder);
    const [parsing, diff] = measure([parse, ours('diff', 'before/dist')], 5);
    console.log(`parsing of both by the package yaml ${parsing.seconds.toFixed(2)} s, ${parsing.mb.toFixed(0)} MB`);
    tell('milvus-l7 diff', diff, parsing);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The packed files where npm would put them; what they need is that of this project. */
function installedIn(folder) {
  const { stdout, status } = spawnSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error('npm pack failed');
  spawnSync('tar', ['-xzf', stdout.trim().split('\n').at(-1)], { cwd: folder });
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  cpSync(join(folder, 'package'), join(modules, 'milvus-gke-l7'), { recursive: true });
  rmSync(join(folder, 'package'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.') && name !== 'milvus-gke-l7')
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  return join(modules, 'milvus-gke-l7/bin/milvus-l7.js');
}

function program(args, cwd) {
  return { command: process.execPath, args, cwd, out: 'none' };
}

function tell(what, mine, theirs, aim) {
  const ratio = mine.seconds / theirs.seconds;
  const verdict = aim === undefined ? '' : `, aim ${aim.toFixed(1)} ${ratio <= aim ? 'met' : 'missed'}`;
  const processor = `cpu ${(mine.processor / theirs.processor).toFixed(2)}`;
  console.log(
    `${what} ${mine.seconds.toFixed(3)} s, ${mine.mb.toFixed(0)} MB: ratio ${ratio.toFixed(2)} (${processor})${verdict}`,
  );
}

if (require.main === module) {
  exports.compareStartUp();
  exports.compareDiff();
}
