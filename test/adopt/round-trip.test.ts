import * as fc from 'fast-check';
import { App } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { type Draft, draftOf } from '../../src/adopt/draft';
import { environmentText } from '../../src/adopt/environment-text';
import type { Running, RunningObject } from '../../src/adopt/running';
import { splitValues } from '../../src/adopt/values';
import type { Environment } from '../../src/config/environment';
import { helmValuesOf } from '../../src/helm/values';
import { TopologyChart } from '../../src/kubernetes/topology-chart';
import { CHART, milvusLinesOf } from '../../src/milvus/chart';
import { topologyOf } from '../../src/topology/topology-of';
import { arbitraryEnvironment } from '../arbitrary-environment';

const labelled = fc
  .tuple(
    arbitraryEnvironment,
    fc.option(fc.dictionary(fc.constantFrom('team', 'tier'), fc.constantFrom('a', 'b'))),
    fc.option(fc.tuple(fc.nat(40), fc.constantFrom('', '-gpu', '-rc1'))),
  )
  .map(([environment, labels, milvus]): Environment => ({
    ...environment,
    ...(labels && { labels }),
    releases: environment.releases.map((release) => {
      const [line] = milvusLinesOf(release.chart ?? CHART.defaultVersion);
      return { ...release, ...(milvus && line && { milvus: `${line}.${milvus.join('')}` }) };
    }),
  }));

/** What an environment makes: objects, and the values of each release by its name. */
function madeOf(environment: Environment, files = new Map<string, string>()) {
  const topology = topologyOf('test', environment);
  const values = topology.releases.map((release): [string, unknown] => {
    const text = files.get(release.name);
    const file = text === undefined ? undefined : { file: 'values.yaml', text };
    return [release.name, helmValuesOf(topology, release, file).value];
  });
  return {
    objects: new TopologyChart(new App(), 'test', topology).toJson() as RunningObject[],
    values: new Map(values),
    topology,
  };
}

/** As helm and the API server tell of it: other order of keys, no comment, no heading. */
function runningOf({ topology, objects, values }: ReturnType<typeof madeOf>): Running {
  return {
    namespace: topology.namespace,
    releases: topology.releases
      .map(({ name, chart }) => ({
        name,
        chart,
        values: { file: `release ${name}`, text: stringify(values.get(name), { sortMapEntries: true }) },
      }))
      .reverse(),
    objects: [...objects].reverse(),
  };
}

/** The written file as somebody leaves it who fills in what stands there as a comment. */
function filledIn(draft: Draft, original: Environment): Environment {
  const environment = parse(environmentText(draft.environment, draft.missing, './schema.json')) as Environment;
  const asked = draft.missing.map(({ path }) => path.join('.'));
  const known = original.gcp?.network?.existing ?? { network: 'vpc', subnetwork: 'subnet' };
  const example = draft.missing.find(({ path }) => path.join('.') === 'gcp.network')?.example as
    { existing: { proxyOnlyRange: string } } | undefined;
  return {
    ...environment,
    ...(asked.includes('project') && { project: original.project }),
    ...(asked.includes('region') && original.region !== undefined && { region: original.region }),
    ...(example && {
      gcp: { ...environment.gcp, network: { existing: { ...known, proxyOnlyRange: example.existing.proxyOnlyRange } } },
    }),
    releases: environment.releases.map((release) => ({ ...release, values: `../values/${release.name}.yaml` })),
  };
}

function roundTrip(original: Environment): void {
  const made = madeOf(original);
  const running = runningOf(made);
  const draft = draftOf(running);
  const files = running.releases.map((release): [string, string] => {
    const { text, secretText } = splitValues('test', release);
    expect(secretText).toBeUndefined();
    // One of the two says it.
    const { milvus } = draft.environment.releases.find(({ name }) => name === release.name)!;
    if (milvus !== undefined) expect(text).not.toContain(milvus);
    return [release.name, text!];
  });
  const again = madeOf(filledIn(draft, original), new Map(files));
  expect(again.objects).toEqual(made.objects);
  expect(again.values).toEqual(made.values);
  expect(draft.objects).toHaveLength(made.objects.length);
}

test('what an environment makes is read back as one that makes the same', () => {
  fc.assert(fc.property(labelled, roundTrip));
});

test('what an environment with a Gateway makes is read back as one that makes the same', () => {
  // Names of certificates are told, and not that Terraform makes one for each host.
  const isMade = ({ certificate }: Environment) => typeof certificate === 'object' && 'create' in certificate;
  const withGateway = labelled
    .filter((one) => !isMade(one))
    .map((one): Environment => ({
      ...one,
      loadBalancer: { ...one.loadBalancer, api: 'gateway', name: one.loadBalancer?.name ?? 'milvus' },
    }));
  fc.assert(fc.property(withGateway, roundTrip));
});

const PLACE = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/23' } };

test.each<readonly [string, Partial<Environment>]>([
  ['external', {}],
  ['regional', { loadBalancer: { scheme: 'regional' }, gcp: { network: PLACE } }],
  [
    'internal with global access',
    { loadBalancer: { scheme: 'internal', globalAccess: true }, gcp: { network: PLACE } },
  ],
  ['port 80 open', { loadBalancer: { http: 'open' }, certificate: 'self-managed' }],
  ['with affinity', { loadBalancer: { backend: { sessionAffinity: { affinityType: 'CLIENT_IP_PROTO' } } } }],
  [
    'with a rate per endpoint and a shorter time-out',
    { loadBalancer: { backend: { maxRatePerEndpoint: 100, timeoutSec: 600 } } },
  ],
])('a Gateway is read back: %s', (_, more) => {
  roundTrip({
    project: 'example-production',
    region: 'us-west1',
    releases: [{ name: 'milvus', host: 'milvus.example.com', rest: {} }],
    ...more,
    loadBalancer: { ...more.loadBalancer, api: 'gateway' },
  });
});

test('an Ingress beside a Gateway is read back as an environment that moves', () => {
  roundTrip({
    project: 'example-production',
    releases: [{ name: 'milvus', host: 'milvus.example.com' }],
    loadBalancer: { api: 'ingress', also: 'gateway' },
  });
});
