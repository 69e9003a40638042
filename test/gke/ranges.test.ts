import { rangeFault } from '../../src/gke/ranges';

test.each(['010.0.0.0/8', '10.0.0.08/32', '10.0.0.0/024', '00.0.0.0/0'])('refuses the leading zero of %s', (range) => {
  expect(rangeFault(range)?.message).toMatch(/^must have no leading zeros/);
});

test.each(['::ffff:10.0.0.0/104', '::ffff:a00:0/104'])('refuses %s, which is IPv4 in disguise', (range) => {
  expect(rangeFault(range)?.message).toBe('must not be an IPv4 range written as IPv6');
});

test.each(['10.0.0.0/8', '0.0.0.0/0', '100.0.10.0/24', '2001:0db8::/32', '::/0'])('takes %s', (range) => {
  expect(rangeFault(range)).toBeUndefined();
});
