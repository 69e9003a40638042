import * as fc from 'fast-check';
import { CHART_LINES, NEVER_PUBLISHED, chartLineOf, compareVersions } from '../../src/milvus/chart';
import { LINE_UPGRADES, stepsBetween } from '../../src/milvus/upgrades';
import { MILVUS_LINES, isAtLeast, milvusName, milvusVersionOf, tagOf } from '../../src/milvus/version';

test.each([
  [{ tag: 'v3.0.1', chart: '5.0.19' }, 'Milvus 3.0.1', '3.0', 'tag'],
  [{ tag: '2.6.15', chart: '5.0.27' }, 'Milvus 2.6.15', '2.6', 'tag'],
  [{ tag: 'v2.6.15-gpu' }, 'Milvus 2.6.15-gpu', '2.6', 'tag'],
  [{ tag: 'v2.6.15-gpu-arm64' }, 'Milvus 2.6.15-gpu-arm64', '2.6', 'tag'],
  [{ tag: 'v3.0-beta' }, 'Milvus 3.0-beta', '3.0', 'tag'],
  [{ tag: 'v2.6-latest' }, 'Milvus 2.6-latest', '2.6', 'tag'],
  [{ tag: 'latest', chart: '5.0.19' }, 'an unknown Milvus', undefined, 'tag'],
  [{ tag: 'master-20260901-abc', chart: '5.0.19' }, 'an unknown Milvus', undefined, 'tag'],
  [{ repository: 'milvusdb/milvus@sha256', tag: 'abc', chart: '5.0.19' }, 'an unknown Milvus', undefined, 'digest'],
  [{ tag: 'v2.6.15@sha256:abc', chart: '5.0.19' }, 'an unknown Milvus', undefined, 'digest'],
  [{ repository: 'mirror.example.com:5000/milvus', tag: 'v2.6.15' }, 'Milvus 2.6.15', '2.6', 'tag'],
  [{ tag: '', chart: '5.0.19' }, 'Milvus 2.6.15', '2.6', 'chart'],
  [{ chart: '5.0.25' }, 'Milvus 2.6', '2.6', 'chart'],
  [{ chart: '5.0.26' }, 'an unknown Milvus', undefined, 'chart'],
  [{ chart: '5.0.27' }, 'Milvus 3.0.1', '3.0', 'chart'],
  [{ chart: '5.0.99' }, 'Milvus 3.0', '3.0', 'chart'],
  [{ chart: '4.2.58' }, 'Milvus 2.5.16', '2.5', 'chart'],
  [{}, 'an unknown Milvus', undefined, 'chart'],
])('takes %j for %s', (image, name, line, by) => {
  const version = milvusVersionOf(image);
  expect(milvusName(version)).toBe(name);
  expect([version.line, version.by]).toEqual([line, by]);
});

test.each([
  ['v3.0.0', '3.0.0', true],
  ['v3.0.0-gpu', '3.0.0', true],
  ['v3.0.0-rc1', '3.0.0', false],
  ['v3.0-beta', '3.0.0', false],
  ['v2.6.9', '2.6.10', false],
  ['v2.6.10', '2.6.10', true],
  ['v2.6-latest', '2.6.10', undefined],
  ['v2.6-latest', '2.5.16', true],
  ['v2.6-latest', '3.0.0', false],
  ['latest', '2.6.10', undefined],
])('of %s, whether it is at least %s is %s', (tag, least, expected) => {
  expect(isAtLeast(milvusVersionOf({ tag }), least)).toBe(expected);
});

test('the tag of a version is read as that version, on whatever chart', () => {
  const number = fc.nat(99);
  const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
  const chart = fc.constantFrom(undefined, ...CHART_LINES.map(({ from }) => from));
  fc.assert(
    fc.property(version, fc.constantFrom('', '-gpu', '-rc1'), chart, (numbers, suffix, on) => {
      const read = milvusVersionOf({ tag: tagOf(numbers + suffix), ...(on !== undefined && { chart: on }) });
      expect(read).toEqual({ line: numbers.split('.').slice(0, 2).join('.'), version: numbers, suffix, by: 'tag' });
    }),
  );
});

test('every chart version belongs to the line it lies in, or was never published', () => {
  const patches = CHART_LINES.flatMap(({ from, to, milvus }) => {
    const [, , first] = from.split('.').map(Number);
    const [major, minor, last] = to.split('.').map(Number);
    return Array.from({ length: last! - first! + 1 }, (_, at) => [`${major}.${minor}.${first! + at}`, milvus] as const);
  });
  for (const [chart, milvus] of patches) {
    expect([chart, milvusVersionOf({ chart }).line]).toEqual([chart, milvus]);
    const { version } = milvusVersionOf({ chart });
    expect(version === undefined || version.startsWith(`${milvus}.`)).toBe(true);
  }
  for (const { chart, before, after } of NEVER_PUBLISHED) {
    expect(chartLineOf(chart)).toBe('unknown');
    expect([before, after].map((one) => chartLineOf(one))).not.toContain('unknown');
    expect([compareVersions(before, chart) < 0, compareVersions(chart, after) < 0]).toEqual([true, true]);
  }
});

test('knows the way from each line to every newer one, step by step, and none back', () => {
  expect(LINE_UPGRADES.map(({ from, to }) => [from, to])).toEqual(
    MILVUS_LINES.slice(1).map((to, index) => [MILVUS_LINES[index], to]),
  );
  for (const [at, from] of MILVUS_LINES.entries()) {
    for (const [end, to] of MILVUS_LINES.entries()) expect(stepsBetween(from, to)).toHaveLength(Math.max(0, end - at));
  }
  expect(stepsBetween('2.3', '2.5')).toEqual([]);
});
