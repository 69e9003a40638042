// lint over a folder without findings, beside kubeconform, which compares the same files with JSON schemas only.
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { measure, once } = require('./measure');

const root = join(__dirname, '..');
const FILES = 1000;
const OBJECTS_A_FILE = 6;
const ROUNDS = 5;
const AIM = 4;

const CONFIG_MAP = `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: vectors-settings
  namespace: vectors
data:
  LEVEL: info
`;

/** Kubernetes' own are not in this repository: the least that they ask, which is less work for kubeconform. */
const SCHEMA = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata'],
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    spec: { type: 'object' },
  },
};
const KINDS = ['backendconfig', 'frontendconfig', 'managedcertificate', 'service', 'ingress', 'configmap'];

exports.compareLint = () => {
  const objects = FILES * OBJECTS_A_FILE;
  console.log(`\nlint of ${objects} objects in ${FILES} files`);
  const folder = mkdtempSync(join(tmpdir(), 'milvus-l7-lint-'));
  try {
    writeSetups(folder);
    const ours = program(process.execPath, [join(root, 'bin/milvus-l7.js'), 'lint', '--strict', 'objects'], folder);
    once(ours); // makes the bundle
    if (spawnSync('kubeconform', ['-v']).status !== 0) {
      const [{ seconds }] = measure([ours], ROUNDS);
      return console.log(`${seconds.toFixed(2)} s\nnot run: kubeconform is not on PATH`);
    }
    const local = ['-strict', '-schema-location', 'schemas/{{.ResourceKind}}.json', '-summary', 'objects'];
    const theirs = program('kubeconform', local, folder);
    const counted = /Summary: (\d+) resources found .* Valid: (\d+)/.exec(once(theirs).stdout) ?? [];
    if (counted[2] !== String(objects)) throw new Error(`kubeconform saw something else: ${counted[0]}`);
    const [first, second] = measure([theirs, ours], ROUNDS).map(({ seconds }) => seconds);
    const verdict = second / first <= AIM ? 'met' : 'missed';
    console.log(`kubeconform ${first.toFixed(2)} s, milvus-l7 ${second.toFixed(2)} s`);
    console.log(`ratio ${(second / first).toFixed(2)}, aim ${AIM.toFixed(1)} ${verdict}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

function program(command, args, cwd) {
  return { command, args, cwd, out: 'none' };
}

/** Whole setups, each with names of its own, in a file each. */
function writeSetups(folder) {
  const text = readFileSync(join(root, 'test/corpus/good/all-written-out.yaml'), 'utf8');
  const body = text.slice(text.indexOf('\n', text.indexOf('# file:')) + 1) + CONFIG_MAP;
  for (const name of ['objects', 'schemas']) mkdirSync(join(folder, name));
  for (let index = 0; index < FILES; index++) {
    writeFileSync(join(folder, 'objects', `${index}.yaml`), body.replaceAll('vectors', `vectors-${index}`));
  }
  for (const kind of KINDS) writeFileSync(join(folder, 'schemas', `${kind}.json`), JSON.stringify(SCHEMA));
}

if (require.main === module) exports.compareLint();
