// npm run bench [-- <numbers of environments>]: our manifests app beside plain cdk8s and Helm that yield the same files.
// Programs that are compared take turns and are told by their median, so that a busy machine slows both.
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { measure, once } = require('./measure');
const { checkSame, setUp, writeHelmChart, writeTexts } = require('./workspace');

const root = join(__dirname, '..');
const cli = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const bare = join(__dirname, 'bare.js');
const launcher = join(root, 'bin', 'run.js');
const bundles = join(root, 'node_modules', '.cache', 'milvus-l7');
const compiled = join(root, 'lib', 'src', 'apps', 'manifests.js');

const MEMORY_AIM = 200;

function main() {
  const numbers = process.argv.slice(2).map(Number);
  if (numbers.some((number) => !Number.isInteger(number) || number < 1)) {
    process.stderr.write('usage: npm run bench -- [number of environments…]\n');
    process.exit(2);
  }
  const sizes = numbers.length > 0 ? numbers : [1, 100, 1000];
  const folders = new Map();
  try {
    for (const size of sizes) folders.set(size, prepare(size));
    compareAll(folders);
  } finally {
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  }
}

/** A project of that many environments; both programs have written the same files there. */
function prepare(size) {
  const folder = setUp(size);
  once(ours(folder));
  writeTexts(folder, join(folder, 'ours'));
  writeHelmChart(folder, join(folder, 'ours', 'manifests'), size);
  once(plain(folder, size));
  checkSame(join(folder, 'ours'), join(folder, 'plain'));
  return folder;
}

function compareAll(folders) {
  const each = (title, names, aims, pairOf) => compare(title, names, aims, folders, pairOf);

  each('Manifests alone', ['bare cdk8s', 'ours'], { 1: 2, 1000: 1.3 }, (folder, size) => [
    { ...plain(folder, size), args: [bare, String(size)] },
    { ...ours(folder), env: { CDK8S_OUTDIR: 'only/yaml' }, out: 'only' },
  ]);
  each('With Helm values and runbooks', ['bare cdk8s', 'ours'], { 1: 2, 1000: 1.3 }, (folder, size) => [
    plain(folder, size),
    ours(folder),
  ]);
  each('cdk8s synth of the two', ['bare cdk8s', 'ours'], { 1: 1.2, 1000: 1.2 }, (folder, size) => [
    synth(folder, `node ${bare} ${size} texts.js`),
    synth(folder, `node ${launcher} apps/manifests`),
  ]);
}
