// The rules over parsed objects, against the time to parse the same text with positions.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const root = join(__dirname, '..');
const OBJECTS = 4000;
const ROUNDS = 7;
const AIM = 1;

/** Prints a line for objects without faults, and one for objects of which each set has one. */
exports.compareRules = () => {
  const { findingsIn, readInputs } = load('src/rules/run.ts');
  const text = readFileSync(join(root, 'test/corpus/good/all-written-out.yaml'), 'utf8');
  const sound = setsOf(text);
  const faulty = sound.map(({ file, text }) => ({ file, text: text.replace('"HTTP2"', '"HTTPS"') }));
  console.log(`\nRules over ${OBJECTS} objects`);
  console.log(`${'parsing'.padStart(32)}${'rules'.padStart(20)}     ratio       aim`);
  for (const [title, inputs] of Object.entries({ 'no finding': sound, 'one in five': faulty })) {
    const times = { parse: [], rules: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const [parse, read] = timed(() => readInputs(inputs));
      const [rules, findings] = timed(() => findingsIn(read, { now: new Date(0) }));
      const expected = inputs === sound ? 0 : inputs.length;
      if (findings.length !== expected) throw new Error(`${findings.length} findings, ${expected} expected`);
      times.parse.push(parse);
      times.rules.push(rules);
    }
    const [parse, rules] = [median(times.parse), median(times.rules)];
    const verdict = `${AIM.toFixed(1)} ${rules / parse <= AIM ? 'met' : 'missed'}`;
    const ratio = (rules / parse).toFixed(2);
    console.log(`${title.padStart(12)}${seconds(parse)}${seconds(rules)}${ratio.padStart(10)}${verdict.padStart(12)}`);
  }
};

/** Whole setups of five objects, each with names of its own, in a file each. */
function setsOf(text) {
  const body = text.slice(text.indexOf('\n', text.indexOf('# file:')) + 1);
  return Array.from({ length: OBJECTS / 5 }, (_, index) => ({
    file: `${index}.yaml`,
    text: body.replaceAll('vectors', `vectors-${index}`),
  }));
}

function load(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'node',
    packages: 'external',
    write: false,
  });
  const loaded = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(loaded, loaded.exports, require);
  return loaded.exports;
}

function timed(run) {
  const started = process.hrtime.bigint();
  const result = run();
  return [Number(process.hrtime.bigint() - started) / 1e9, result];
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function seconds(value) {
  return `${value.toFixed(3)} s`.padStart(20);
}
