// What somebody would write with nothing but cdk8s for the environments of the bench: every object as a literal, nothing
// read, checked or worked out. Usage: node bench/bare.js <number of environments> <module with the literals> [all]
'use strict';
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { ApiObject, App, Chart } = require('cdk8s');

const [environments, literals, all] = process.argv.slice(2);
const { objectsOf, textsOf } = require(resolve(literals));
const numbers = Array.from({ length: Number(environments) }, (_, index) => String(index + 1).padStart(4, '0'));

const app = new App(); // cdk8s-cli names its output folder by CDK8S_OUTDIR
for (const number of numbers) {
  const chart = new Chart(app, `env-${number}`, { disableResourceNameHashes: true });
  for (const object of objectsOf(number)) new ApiObject(chart, `${object.kind} ${object.metadata.name}`, object);
}
app.synth();

// Helm values and runbooks lie beside the manifests, as ours do.
for (const number of all ? numbers : []) {
  for (const [path, text] of textsOf(number)) {
    const file = join(dirname(app.outdir), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
