import * as fc from 'fast-check';
import { findingsIn, inputsOf } from '../../src/apps/findings';
import { synthesize } from '../../src/apps/outputs';
import { loadTargets } from '../../src/apps/targets';
import type { Target } from '../../src/apps/targets';
import { parseEnvironment } from '../../src/config/parse';
import type { Environment } from '../../src/config/environment';
import { helmValuesOf } from '../../src/helm/values';
import { readInputs } from '../../src/rules/run';
import { topologyOf } from '../../src/topology/topology-of';
import { arbitraryEnvironment } from '../arbitrary-environment';

jest.setTimeout(60_000);

function targetOf(environment: Environment): Target {
  const topology = topologyOf('prod', environment);
  const parsed = parseEnvironment(environment);
  if (!('environment' in parsed)) throw new Error('not in order');
  const made = topology.releases.map((release) => ({ name: release.name, ...helmValuesOf(topology, release) }));
  return {
    environment: parsed.environment,
    topology,
    values: new Map(made.map(({ name, text }) => [name, text])),
    readValues: new Map(made.map(({ name, value }) => [name, value])),
  };
}

const { targets } = loadTargets(
  process.cwd(),
  ['guide', 'production'].map((name) => `test/fixtures/environments/${name}.yaml`),
);
const bare = targets.map((target) => ({ ...target, environment: { ...target.environment, allow: {} } }));
const told = (environment: string) =>
  findingsIn(synthesize(targets), targets, 'dist')
    .filter((finding) => finding.environment === environment)
    .map(({ severity, rule }) => `${severity} ${rule}`)
    .sort();

test('the guide has no errors, and the warnings that it deserves, which it allows', () => {
  const deserved = findingsIn(synthesize(bare), bare, 'dist').map(({ severity, rule }) => `${severity} ${rule}`);
  expect(deserved.sort()).toMatchInlineSnapshot(`
   [
     "warning address-is-reserved",
     "warning authorization-is-on",
     "warning calls-are-drained",
     "warning calls-may-be-long",
     "warning logs-are-sampled",
     "warning no-clear-text",
     "warning no-demo-certificate",
     "warning proxies-are-several",
     "warning rest-has-its-own-port",
   ]
  `);
  expect(told('guide')).toEqual([]);
});

test('what is recommended has neither errors nor warnings', () => {
  expect(told('production')).toEqual([]);
});

test('findings point at the file that is published, and name the environment', () => {
  const [finding] = findingsIn(synthesize(bare), bare, 'elsewhere');
  expect(finding).toMatchObject({ at: { file: 'elsewhere/manifests/guide.k8s.yaml' }, environment: 'guide' });
});

test('an environment allows a finding for all that it synthesizes', () => {
  const allowing = bare.map((target) => ({
    ...target,
    environment: { ...target.environment, allow: { 'no-clear-text': 'as on the page' } },
  }));
  const rules = findingsIn(synthesize(targets), allowing, 'dist').map(({ rule }) => rule);
  expect(rules).not.toContain('no-clear-text');
  expect(rules).toContain('address-is-reserved');
});

/** What current proxies do not start with may be put right in values of the user's own. */
const EXPECTED = ['rest-has-its-own-port'];

test('whatever the environment, nothing that it synthesizes has an error', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      const target = targetOf(environment);
      const found = findingsIn(synthesize([target]), [target], 'dist');
      const errors = found.filter(({ severity, rule }) => severity === 'error' && !EXPECTED.includes(rule));
      expect(errors.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }),
  );
});

test('known objects and the texts that are read say the same, whatever the environment', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      const inputs = inputsOf(synthesize([targetOf(environment)]), 'dist');
      const { documents } = readInputs(inputs.map(({ file, text }) => ({ file, text })));
      expect(readInputs(inputs).documents.map(({ part }) => part.value)).toEqual(
        documents.map(({ part }) => part.value),
      );
    }),
  );
});
