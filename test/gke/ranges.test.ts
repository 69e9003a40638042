import * as fc from 'fast-check';
import { nodesThatFit } from '../../src/gke/cluster';
import { coversEverything, overlap, rangeFault } from '../../src/gke/ranges';

test.each<[string, string, boolean]>([
  ['10.0.0.0/20', '10.0.15.0/24', true],
  ['10.0.0.0/20', '10.0.16.0/24', false],
  ['10.0.0.0/8', '10.255.0.0/16', true],
  ['0.0.0.0/0', '203.0.113.0/24', true],
  ['10.0.0.0/31', '10.0.0.2/31', false],
  ['10.0.0.0/20', 'fd00::/8', false],
])('%s and %s overlap: %p', (a, b, expected) => {
  expect(overlap(a, b)).toBe(expected);
  expect(overlap(b, a)).toBe(expected);
});

test('two ranges overlap exactly when the first address of one is in the other', () => {
  const range = fc.tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 })).map(([address, bits]) => {
    const size = 2 ** (32 - bits);
    const start = Math.floor(address / size) * size;
    const text = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.');
    return { text: `${text}/${bits}`, start, end: start + size - 1 };
  });
  fc.assert(
    fc.property(range, range, (a, b) => {
      expect(rangeFault(a.text)).toBeUndefined();
      expect(overlap(a.text, b.text)).toBe(a.start <= b.end && b.start <= a.end);
    }),
  );
});

// The table in Google's documentation of flexible Pod CIDRs.
test.each<[number, number, number]>([
  [21, 110, 8],
  [21, 32, 32],
  [21, 8, 128],
  [14, 110, 1024],
  [25, 110, 0],
])('a /%p has room for the pods of nodes with %p each: %p', (prefix, pods, nodes) => {
  expect(nodesThatFit(prefix, pods)).toBe(nodes);
});

test.each(['010.0.0.0/8', '10.0.0.08/32', '10.0.0.0/024', '00.0.0.0/0'])('refuses the leading zero of %s', (range) => {
  expect(rangeFault(range)?.message).toMatch(/^must have no leading zeros/);
});

test.each(['::ffff:10.0.0.0/104', '::ffff:a00:0/104'])('refuses %s, which is IPv4 in disguise', (range) => {
  expect(rangeFault(range)?.message).toBe('must not be an IPv4 range written as IPv6');
});

test.each(['10.0.0.0/8', '0.0.0.0/0', '100.0.10.0/24', '2001:0db8::/32', '::/0'])('takes %s', (range) => {
  expect(rangeFault(range)).toBeUndefined();
});

test.each([
  [['0.0.0.0/0'], true],
  [['::/0'], true],
  [['0.0.0.0/1', '128.0.0.0/1'], true],
  [['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2', '10.0.0.0/8'], true],
  [['0.0.0.0/1', '128.0.0.0/2'], false],
  [['10.0.0.0/8', '2001:db8::/32'], false],
  [['*', 'nonsense'], false],
  [[], false],
])('%j together have every address: %s', (ranges, all) => {
  expect(coversEverything(ranges)).toBe(all);
});
