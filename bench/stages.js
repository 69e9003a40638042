// What each stage of the manifests app costs an environment, of processor time: node bench/stages.js [environments…].
// docs/decisions/0002-what-synthesizing-costs.md
'use strict';
const { spawnSync } = require('node:child_process');
const { readFileSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { setUp } = require('./workspace');

/** By the function in which a stage begins; what one calls of another counts for the inner one. */
const STAGES = {
  readSource: 'load: read the file',
  parseEnvironment: 'check: schema and what spans keys',
  topologyFrom: 'topology',
  helmValuesOf: 'Helm values, as YAML',
  objectsOf: 'objects, by cdk8s',
  objectsYaml: 'YAML of the objects',
  lint: 'rules',
  runbookOf: 'runbook',
  writeFiles: 'write',
};

for (const size of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000]) {
  const folder = setUp(size);
  try {
    const app = (...options) =>
      spawnSync(process.execPath, [...options, join(__dirname, '../bin/run.js'), 'apps/manifests'], {
        cwd: folder,
        env: { ...process.env, CDK8S_OUTDIR: 'dist/manifests' },
      });
    app(); // makes the bundle
    const { status } = app('--cpu-prof', '--cpu-prof-dir=profile');
    if (status !== 0) throw new Error(`the app ended with ${status}`);
    tell(size, join(folder, 'profile'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(size, folder) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]), 'utf8'));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName.replace(/\d+$/, '')]));
  const stageOf = (id) => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const name = names.get(at);
      if (name in STAGES) return STAGES[name];
      if (name === '(garbage collector)' || name === '(idle)') return name;
    }
    return 'start-up, and the rest';
  };
  const costs = new Map(
    [...Object.values(STAGES), '(garbage collector)', 'start-up, and the rest'].map((one) => [one, 0]),
  );
  for (const [index, id] of samples.entries()) {
    const stage = stageOf(id);
    if (costs.has(stage)) costs.set(stage, costs.get(stage) + timeDeltas[index]);
  }
  const all = [...costs.values()].reduce((sum, one) => sum + one, 0);
  console.log(`\n${size} environments: ${(all / 1000 / size).toFixed(2)} ms each`);
  for (const [stage, cost] of costs) {
    const each = (cost / 1000 / size).toFixed(2).padStart(8);
    console.log(`${stage.padEnd(38)}${each} ms${((100 * cost) / all).toFixed(0).padStart(5)} %`);
  }
}
