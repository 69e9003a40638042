import { memoryGbOf } from '../../src/gke/machine-types';

test.each<[string, number | undefined]>([
  ['c2-standard-4', 16],
  ['n1-standard-4', 15],
  ['e2-medium', 4],
  ['n2-highcpu-16', 16],
  ['n2d-custom-4-8192', 8],
  ['custom-4-16384', 16],
  ['n2-custom-2-20480-ext', 20],
  ['m3-megamem-64', undefined],
  ['x9-standard-4', undefined],
])('%s has %p GB', (machineType, memory) => {
  expect(memoryGbOf(machineType)).toBe(memory);
});
