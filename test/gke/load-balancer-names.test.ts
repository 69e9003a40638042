import * as fc from 'fast-check';
import {
  type FrontResource,
  backendName,
  backendPattern,
  frontName,
  frontPattern,
  gatewayPattern,
  oldFrontName,
} from '../../src/gke/load-balancer-names';

const LONG = '01234567890123456789012345678901234567890123456789';
const FRONTS: readonly FrontResource[] = ['um', 'fr', 'fs', 'tp', 'ts'];
const anchored = (pattern: string) => new RegExp(`^(?:${pattern})$`);

// The controller's own vectors: kubernetes/ingress-gce, pkg/utils/namer, Apache License 2.0.

test.each<[namespace: string, name: string, middle: string]>([
  ['namespace', 'name', 'namespace-name-uhmwf5xi'],
  [LONG.slice(0, 23), LONG.slice(0, 24), '012345678901234567-012345678901234567-hg17g9tx'],
  [LONG.slice(0, 24), LONG.slice(0, 24), '012345678901234567-012345678901234567-o0dahbae'],
  [LONG.slice(0, 24), LONG.slice(0, 25), '012345678901234567-012345678901234567-sxo4pxda'],
  [LONG, '0', '012345678901234567890123456789012345--v8ajgbg3'],
  ['0', LONG, '0-01234567890123456789012345678901234-fyhus2f6'],
  [LONG, LONG, '012345678901234567-012345678901234567-69z4wrm0'],
])('names the front of %s/%s as TestV2IngressFrontendNamer does', (namespace, name, middle) => {
  for (const resource of FRONTS) {
    const expected = `k8s2-${resource}-7kpbhpki-${middle}`;
    expect(frontName(resource, { namespace, name }, { uid: '7kpbhpki', hash: middle.slice(-8) })).toBe(expected);
    expect(expected).toMatch(anchored(frontPattern([resource], { namespace, name })));
  }
});

test.each<[resource: FrontResource, namespace: string, name: string, expected: string]>([
  ['um', 'namespace', 'name', 'k8s-um-namespace-name--uid1'],
  ['fr', 'namespace', 'name', 'k8s-fw-namespace-name--uid1'],
  ['ts', 'namespace', 'name', 'k8s-tps-namespace-name--uid1'],
  ['fs', LONG.slice(0, 24), LONG.slice(0, 24), 'k8s-fws-012345678901234567890123-012345678901234567890123--uid0'],
  ['tp', LONG.slice(0, 24), LONG.slice(0, 25), 'k8s-tp-012345678901234567890123-0123456789012345678901234--uid0'],
  ['fs', LONG, '0', 'k8s-fws-01234567890123456789012345678901234567890123456789-0--0'],
  ['um', '0', LONG, 'k8s-um-0-01234567890123456789012345678901234567890123456789--u0'],
  ['fr', LONG, LONG, 'k8s-fw-01234567890123456789012345678901234567890123456789-01230'],
])('names an old front as TestV1IngressFrontendNamer does: %s of %s/%s', (resource, namespace, name, expected) => {
  expect(oldFrontName(resource, { namespace, name }, 'uid1')).toBe(expected);
});

test.each<[namespace: string, service: string, port: number, expected: string]>([
  ['namespace', 'name', 80, 'k8s1-01234567-namespace-name-80-5104b449'],
  [LONG.slice(0, 10), LONG.slice(0, 10), 1234567890, 'k8s1-01234567-0123456789-0123456789-1234567890-ed141b14'],
  [LONG, '0', 0, 'k8s1-01234567-0123456789012345678901234567890123456-0--72142e04'],
  [LONG, LONG, 0, 'k8s1-01234567-0123456789012345678-0123456789012345678--9129e3d2'],
  [LONG, LONG.slice(0, 40), 2147483647, 'k8s1-01234567-0123456789012345678-0123456789012345-214-ed1f2a2f'],
])('names the backend of %s/%s:%d as TestNamerNEG does', (namespace, service, port, expected) => {
  const key = { namespace, service, port };
  expect(backendName(key, { uid: '01234567', hash: expected.slice(-8) })).toBe(expected);
  expect(expected).toMatch(anchored(backendPattern(key)));
});

test('names no front and no backend of another Ingress, though one begins like the other', () => {
  const fronts = anchored(frontPattern(['fr', 'fs'], { namespace: 'default', name: 'milvus' }));
  expect('k8s2-fs-7kpbhpki-default-milvus-uhmwf5xi').toMatch(fronts);
  expect('k8s-fws-default-milvus--0123456789abcdef').toMatch(fronts);
  expect('k8s2-fs-7kpbhpki-default-milvus-two-uhmwf5xi').not.toMatch(fronts);
  expect('k8s2-um-7kpbhpki-default-milvus-uhmwf5xi').not.toMatch(fronts);
  const backend = anchored(backendPattern({ namespace: 'default', service: 'milvus', port: 19530 }));
  expect('k8s1-01234567-default-milvus-19530-5104b449').toMatch(backend);
  expect('k8s1-01234567-default-milvus-two-19530-5104b449').not.toMatch(backend);
});

test('names what was seen of a Gateway, and of a long name its beginning', () => {
  const backend = anchored(gatewayPattern(['default', 'one-milvus-gateway', '19530']));
  expect('gkegw1-a1b2-default-one-milvus-gateway-19530-0123456789ab').toMatch(backend);
  expect('gkegw12-a1b2-default-one-milvus-gateway-19530-0123456789ab').toMatch(backend);
  expect('gkegw1-a1b2-default-two-milvus-gateway-19530-0123456789ab').not.toMatch(backend);
  const long = anchored(gatewayPattern(['production-search', 'milvus-production-gateway', '19530']));
  expect('gkegw1-a1b2-production-sear-milvus-production-gatew-195-0123456789ab').toMatch(long);
  expect('gkegw1-a1b2-default-one-milvus-gateway-19530-0123456789ab').not.toMatch(long);
});

test('every name fits into Compute Engine, and its own expression', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,62}$/);
  fc.assert(
    fc.property(word, word, fc.boolean(), (namespace, name, regional) => {
      const unknown = { uid: '7kpbhpki', hash: 'uhmwf5xi' };
      const hex = { uid: '01234567', hash: '89abcdef' };
      const front = frontName('fs', { namespace, name }, unknown);
      const old = oldFrontName('fs', { namespace, name }, '0123456789abcdef');
      const backend = backendName({ namespace, service: name, port: 19530 }, hex, regional);
      for (const one of [front, old, backend]) expect(one.length).toBeLessThanOrEqual(63);
      for (const one of [front, old]) expect(one).toMatch(anchored(frontPattern(['fs'], { namespace, name })));
      expect(backend).toMatch(anchored(backendPattern({ namespace, service: name, port: 19530 }, regional)));
    }),
  );
});
