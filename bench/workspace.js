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
  exports.writeEnvironments(folder, environments);
  return folder;
};

/** @param more - further keys of each */
exports.writeEnvironments = (folder, environments, more = '') => {
  for (const number of numbersTo(environments)) {
    const release = `  - name: milvus-${number}\n    host: milvus-${number}.example.com\n    chart: 5.0.19\n`;
    writeFileSync(
      join(folder, 'environments', `env-${number}.yaml`),
      `project: milvus-bench\nregion: us-west1\nreleases:\n${release}${more}`,
    );
  }
};

/** Writes `literals.js` for bare.js: what we wrote for the first environment, with the number of any other filled in. */
exports.writeLiterals = (folder, dist) => {
  const read = (path) => readFileSync(join(dist, path), 'utf8');
  const objects = objectsOf(read('manifests/env-0001.k8s.yaml'));
  const paths = ['helm/env-0001/milvus-0001.values.yaml', 'runbook/env-0001.md'];
  const texts = paths.map((path) => [path, read(path)]);
  const code = `exports.objectsOf = (number) => ${literalOf(objects)};\nexports.textsOf = (number) => ${literalOf(texts)};\n`;
  writeFileSync(join(folder, 'literals.js'), code);
};

/** Writes `chart/`: the manifests of the first environment as a template that loops over the environments. */
exports.writeHelmChart = (folder, manifests, environments) => {
  const text = readFileSync(join(manifests, 'env-0001.k8s.yaml'), 'utf8').replace(/^# .*\n/, '');
  const looped = text.replaceAll('-0001', '-{{ . }}');
  mkdirSync(join(folder, 'chart/templates'), { recursive: true });
  writeFileSync(join(folder, 'chart/Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.1.0\n');
  writeFileSync(join(folder, 'chart/values.yaml'), `environments: ${JSON.stringify(numbersTo(environments))}\n`);
  writeFileSync(join(folder, 'chart/templates/all.yaml'), `{{- range .Values.environments }}\n${looped}\n{{- end }}\n`);
};

/** Writes `kustomize/`: the manifests as they are, and the list of them. */
exports.writeKustomization = (folder, manifests) => {
  const names = filesBelow(manifests);
  mkdirSync(join(folder, 'kustomize'), { recursive: true });
  for (const name of names) {
    writeFileSync(join(folder, 'kustomize', name), readFileSync(join(manifests, name), 'utf8'));
  }
  writeFileSync(join(folder, 'kustomize/kustomization.yaml'), `resources: ${JSON.stringify(names)}\n`);
};

/** All of one width, because what a runbook aligns depends on it. */
function numbersTo(count) {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(4, '0'));
}

/** Throws unless two folders hold the same manifests, object by object, and otherwise the same files byte by byte. */
exports.checkSame = (ours, theirs) => {
  const [names, others] = [ours, theirs].map(filesBelow);
  if (!isDeepStrictEqual(names, others)) throw new Error(`different files: ${names.join()} and ${others.join()}`);
  for (const name of names) {
    const [mine, other] = [ours, theirs].map((folder) => readFileSync(join(folder, name), 'utf8'));
    if (mine === other) continue;
    if (name.endsWith('.k8s.yaml') && isDeepStrictEqual(objectsOf(mine), objectsOf(other))) continue;
    throw new Error(`${name} differs between ours and bench/bare.js`);
  }
};

/** Throws unless a text holds the objects of all files in a folder, in any order. */
exports.checkSameObjects = (text, manifests) => {
  const ours = filesBelow(manifests).flatMap((name) => objectsOf(readFileSync(join(manifests, name), 'utf8')));
  if (!isDeepStrictEqual(byName(ours), byName(objectsOf(text)))) throw new Error('it yields other objects');
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

/** JavaScript for a value; strings with the first environment's number take the one that `number` holds. */
function literalOf(value) {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${JSON.stringify(key)}: ${literalOf(one)}`)
      .join(', ')} }`;
  }
  if (typeof value !== 'string' || !/[-_]0001/.test(value)) return JSON.stringify(value);
  return `\`${value.replace(/[\\`]|\$\{/g, '\\$&').replaceAll(/([-_])0001/g, '$1${number}')}\``;
}
