import { nearest } from '../../src/source/did-you-mean';

test.each([
  ['hsot', 'host'],
  ['relaese', 'releases'],
  ['Project', 'project'],
  ['backendcertificate', 'backendCertificate'],
  ['fullNameOverride', 'fullnameOverride'],
])('takes %s for %s', (word, meant) => {
  expect(nearest(word, ['releases', 'host', 'project', 'backendCertificate', 'fullnameOverride'])).toBe(meant);
});

test.each(['zone', 'x', '', 'cluster'])('does not guess what %s means', (word) => {
  expect(nearest(word, ['releases', 'host', 'project'])).toBeUndefined();
});

test('has nothing to offer where there are no candidates', () => {
  expect(nearest('host', [])).toBeUndefined();
});
