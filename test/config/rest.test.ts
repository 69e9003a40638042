import * as fc from 'fast-check';
import { parseEnvironment } from '../../src/config/parse';
import { pathText } from '../../src/config/problems';
import { TAKEN_PORTS } from '../../src/milvus/rest';

/** REST of an environment, undefined where an existing values file may answer, or what a reader is told of it. */
function restOf(rest: unknown): unknown {
  const releases = [{ name: 'my-release', host: 'my-release.milvus.io', rest }];
  const parsed = parseEnvironment({ project: 'my-project', releases });
  if ('environment' in parsed) return parsed.environment.releases[0]?.rest;
  return parsed.problems.map(({ path, message, cure = '' }) =>
    `${pathText(path).replace('releases[0].', '')}: ${message} ${cure}`.trimEnd(),
  );
}

const OFF_PATH =
  'rest.path: must be the start of URL paths such as /v2/vectordb: no wildcard, no slash at the end, got';

test.each<[unknown, unknown]>([
  [undefined, undefined],
  [false, false],
  ['unmanaged', 'unmanaged'],
  [{}, { port: 8080, path: '/v2/vectordb' }],
  [{ path: '/v1/vector' }, { port: 8080, path: '/v1/vector' }],
  [
    { port: 1024, path: '/a/b.c/d-e_f~g/9' },
    { port: 1024, path: '/a/b.c/d-e_f~g/9' },
  ],
  [{ port: 65_535 }, { port: 65_535, path: '/v2/vectordb' }],
])('makes %j of %j', (rest, expected) => {
  expect(restOf(rest)).toEqual(expected);
});

test.each<[unknown, string]>([
  [true, 'rest: must be false, unmanaged or a mapping, got true e.g. rest: { port: 8080 }'],
  ['unmanged', 'rest: must be false, unmanaged or a mapping, got "unmanged" did you mean "unmanaged"?'],
  [8080, 'rest: must be false, unmanaged or a mapping, got 8080 e.g. rest: { port: 8080 }'],
  [{ prot: 8080 }, 'rest.prot: unknown key did you mean "port"?'],
  [{ port: 1023 }, 'rest.port: must be at least 1024, got 1023'],
  [{ port: 65_536 }, 'rest.port: must be at most 65535, got 65536'],
  [{ port: 8080.5 }, 'rest.port: must be a whole number, got 8080.5 e.g. port: 8080'],
  [{ port: '8080' }, 'rest.port: must be a number, got "8080" e.g. port: 8080'],
  [{ port: 19_530 }, 'rest.port: must not be a port that Milvus has for gRPC, got 19530 leave it out for 8080'],
  [{ path: '' }, `${OFF_PATH} ""`],
  [{ path: '/' }, `${OFF_PATH} "/"`],
  [{ path: 'v2' }, `${OFF_PATH} "v2"`],
  [{ path: '/v2/' }, `${OFF_PATH} "/v2/"`],
  [{ path: '/v2/*' }, `${OFF_PATH} "/v2/*"`],
  [{ path: '//v2' }, `${OFF_PATH} "//v2"`],
  [{ path: '/v2/../v1' }, `${OFF_PATH} "/v2/../v1"`],
  [{ path: '/v2?a=b' }, `${OFF_PATH} "/v2?a=b"`],
  [{ path: '/v2%2f' }, `${OFF_PATH} "/v2%2f"`],
  [{ path: 'https://a.io/v2' }, `${OFF_PATH} "https://a.io/v2"`],
])('refuses %j', (rest, told) => {
  expect(restOf(rest)).toEqual([told]);
});

test('takes every port from 1024 on that Milvus does not have', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1024, max: 65_535 }), (port) => {
      const taken = port in TAKEN_PORTS;
      expect(Array.isArray(restOf({ port }))).toBe(taken);
    }),
  );
  for (const port of Object.keys(TAKEN_PORTS)) expect(restOf({ port: Number(port) })).toHaveLength(1);
});
