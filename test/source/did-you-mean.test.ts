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

test.each([
  ['1.2', 'TLS_1_2'],
  ['shared', 'pre-shared'],
])('takes %s for the rest of %s', (word, meant) => {
  expect(nearest(word, ['TLS_1_1', 'TLS_1_2', 'pre-shared', 'self-managed'])).toBe(meant);
});

test.each([
  ['managed', ['google-managed', 'self-managed']],
  ['1.3', ['TLS_1_1', 'TLS_1_2']],
  ['hared', ['pre-shared-hard', 'unprepared']],
])('does not guess of which word %s is the rest', (word, words) => {
  expect(nearest(word, words)).toBeUndefined();
});

test.each(['zone', 'x', '', 'cluster'])('does not guess what %s means', (word) => {
  expect(nearest(word, ['releases', 'host', 'project'])).toBeUndefined();
});

test('has nothing to offer where there are no candidates', () => {
  expect(nearest('host', [])).toBeUndefined();
});
