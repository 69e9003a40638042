import { bytesOf, memoryLimitsOf } from '../../src/helm/memory-limits';

test.each([
  ['4Gi', 4_294_967_296],
  ['1.5Gi', 1_610_612_736],
  ['512Mi', 536_870_912],
  ['64Ki', 65_536],
  ['4G', 4_000_000_000],
  ['100k', 100_000],
  ['1e9', 1_000_000_000],
  ['4294967296', 4_294_967_296],
  ['1500m', 2],
  ['.5Gi', 536_870_912],
  ['4GB', undefined],
  ['4 Gi', undefined],
  ['', undefined],
  ['{{ .Values.memory }}', undefined],
])('reads %j as %d bytes', (quantity, bytes) => {
  expect(bytesOf(quantity)).toBe(bytes);
});

const VALUES = `
proxy: { resources: { limits: { memory: 4Gi } } }
queryNode: { resources: { limits: { memory: 34359738368, cpu: 4 }, requests: { memory: 16Gi } } }
dataNode: { resources: { requests: { memory: 16Gi } } }
standalone: { resources: { limits: { memory: 8Gi } } }
`;

test('finds what the pods of a release may hold, where it is written', () => {
  expect(memoryLimitsOf({ mode: 'cluster' }, VALUES)).toEqual([
    { component: 'proxy', bytes: 4_294_967_296 },
    { component: 'querynode', bytes: 34_359_738_368 },
  ]);
  expect(memoryLimitsOf({ mode: 'standalone' }, VALUES)).toEqual([{ component: 'standalone', bytes: 8_589_934_592 }]);
});
