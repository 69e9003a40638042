import { parse } from 'yaml';
import { DEFAULTS, faultsOf, GUIDE, STANDALONE, valuesOf } from './release';

const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';

interface Constraint {
  readonly topologyKey: string;
  readonly labelSelector?: { readonly matchLabels: object };
}

function constraintsOf(release: typeof DEFAULTS, existing?: string): readonly Constraint[] | undefined {
  const values = parse(valuesOf(release, existing).text) as {
    proxy?: { topologySpreadConstraints?: readonly Constraint[] };
  };
  return values.proxy?.topologySpreadConstraints;
}
const keysOf = (...args: Parameters<typeof constraintsOf>) => constraintsOf(...args)?.map((one) => one.topologyKey);

test('wishes two proxies into different zones and onto different nodes', () => {
  expect(constraintsOf(DEFAULTS)).toEqual(
    [ZONE, NODE].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: {
        matchLabels: {
          'app.kubernetes.io/instance': 'my-release',
          'app.kubernetes.io/name': 'milvus',
          component: 'proxy',
        },
      },
    })),
  );
});

test.each([
  ['one proxy', { ...DEFAULTS, proxyReplicas: 1 }],
  ['proxies that somebody else manages', { ...DEFAULTS, proxyReplicas: 'unmanaged' as const }],
  ['the guide', GUIDE],
  ['a standalone pod', STANDALONE],
  ['a chart whose templates do not read it', { ...DEFAULTS, chart: '4.2.33' }],
])('says nothing for %s', (_, release) => {
  expect(constraintsOf(release)).toBeUndefined();
});

test.each(['4.2.34', '4.2.58', '5.0.0'])('spreads with chart %s', (chart) => {
  expect(keysOf({ ...DEFAULTS, chart })).toEqual([ZONE, NODE]);
});

test.each([
  ['an empty list', 'proxy: {topologySpreadConstraints: []}', [ZONE, NODE]],
  ['a null', 'proxy:\n  topologySpreadConstraints:', [ZONE, NODE]],
  ['a constraint for racks', 'proxy: {topologySpreadConstraints: [{topologyKey: rack}]}', ['rack', ZONE, NODE]],
  [
    'a stricter constraint for zones',
    `proxy: {topologySpreadConstraints: [{topologyKey: ${ZONE}, whenUnsatisfiable: DoNotSchedule}]}`,
    [ZONE, NODE],
  ],
  ['a list for every component', `topologySpreadConstraints: [{topologyKey: ${ZONE}}]`, undefined],
  [
    'a list for every component beside one of the proxies',
    `topologySpreadConstraints: [{topologyKey: a}]\nproxy: {topologySpreadConstraints: [{topologyKey: b}]}`,
    ['b', ZONE, NODE],
  ],
])('keeps %s that the file has', (_, existing, keys) => {
  expect(keysOf(DEFAULTS, existing)).toEqual(keys);
});

test('leaves a constraint for zones as it is written', () => {
  const existing = `proxy:\n  topologySpreadConstraints:\n    - {topologyKey: ${ZONE}, maxSkew: 2} # ours is stricter\n`;
  expect(valuesOf(DEFAULTS, existing).text).toContain(`- {topologyKey: ${ZONE}, maxSkew: 2} # ours is stricter\n`);
});

test('refuses what is no list', () => {
  expect(faultsOf(DEFAULTS, 'proxy: {topologySpreadConstraints: {a: 1}}')).toEqual([
    '1:9 proxy.topologySpreadConstraints: must be a list, got a mapping',
  ]);
});
