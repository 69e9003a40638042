// A project of one-release environments in a temporary folder, and the same for plain cdk8s and Helm.
'use strict';
const { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { isDeepStrictEqual } = require('node:util');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');

/** @returns the folder, whose `environments/` the apps read */
exports.setUp = (environments) => {
  const folder = mkdtempSync(join(tmpdir(), 'milvus-l7-bench-'));
  mkdirSync(join(folder, 'environments'));
  for (let number = 1; number <= environments; number++) {
    const release = `  - name: milvus-${number}\n    host: milvus-${number}.example.com\n    chart: 5.0.19\n`;
    writeFileSync(join(folder, 'environments', `env-${number}.yaml`), `project: milvus-bench\nreleases:\n${release}`);
  }
  return folder;
};

/** Writes `texts.js` for bare.js: what `dist` holds for the first environment beside manifests, its number filled in. */
exports.writeTexts = (folder, dist) => {
  const paths = ['helm/env-1/milvus-1.values.yaml', 'runbook/env-1.md'];
  const entries = paths.map((path) => `[${template(path)}, ${template(readFileSync(join(dist, path), 'utf8'))}]`);
  writeFileSync(join(folder, 'texts.js'), `module.exports = (number) => [\n${entries.join(',\n')},\n];\n`);
};

/** Writes `chart/`: the manifests of the first environment as a template that loops over the environments. */
exports.writeHelmChart = (folder, manifests, environments) => {
  const text = readFileSync(join(manifests, 'env-1.k8s.yaml'), 'utf8').replace(/^# .*\n/, '');
  const looped = text.replace(/\b(milvus|env)-1\b/g, '$1-{{ . }}');
  const numbers = Array.from({ length: environments }, (_, index) => index + 1);
  mkdirSync(join(folder, 'chart/templates'), { recursive: true });
  writeFileSync(join(folder, 'chart/Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.1.0\n');
  writeFileSync(join(folder, 'chart/values.yaml'), `environments: ${JSON.stringify(numbers)}\n`);
  writeFileSync(join(folder, 'chart/templates/all.yaml'), `{{- range .Values.environments }}\n${looped}\n{{- end }}\n`);
};

/** Throws unless two folders hold the same manifests, object by object, and otherwise the same files byte by byte. */
exports.checkSame = (ours, theirs) => {
  const [names, others] = [ours, theirs].map(filesBelow);
  if (!isDeepStrictEqual(names, others)) throw new Error(`different files: ${names.join()} and ${others.join()}`);
  for (const name of names) {
    const [mine, other] = [ours, theirs].map((folder) => readFileSync(join(folder, name), 'utf8'));
    if (mine === other) continue;
    if (name.endsWith('.k8s.yaml') && isDeepStrictEqual(objectsOf(mine), objectsOf(other))) continue;
    throw new Error(`${name} differs: our defaults have changed, so must bench/bare.js`);
  }
};

/** Throws unless a text holds the objects of all files in a folder, in any order. */
exports.checkSameObjects = (text, manifests) => {
  const ours = filesBelow(manifests).flatMap((name) => objectsOf(readFileSync(join(manifests, name), 'utf8')));
  if (!isDeepStrictEqual(byName(ours), byName(objectsOf(text)))) throw new Error('helm yields other objects');
};

function objectsOf(text) {
  return parseAllDocuments(text).flatMap((document) => document.toJS() ?? []);
}

function byName(objects) {
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.')) // .files lists the others
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}

/** A template literal with `number` in the place of the first environment's. */
function template(text) {
  const literal = text.replace(/[\\`]|\$\{/g, '\\$&').replace(/\b(milvus|env)-1\b/g, '$1-${number}');
  return `\`${literal}\``;
}
