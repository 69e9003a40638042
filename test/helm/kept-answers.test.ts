import * as fc from 'fast-check';
import { parse } from 'yaml';
import { MILVUS_LINES, milvusName } from '../../src/milvus/version';
import { TAKEN_PORTS } from '../../src/milvus/rest';
import { DEFAULTS, faultsOf, STANDALONE, valuesOf } from './release';

const SAID = { ...DEFAULTS, leftToDefault: [] };
const inUserYaml = (text: string) => `extraConfigFiles:\n  user.yaml: |\n    ${text}\n`;

interface Proxy {
  readonly replicas?: unknown;
  readonly hpa?: unknown;
}
const proxyIn = (text: string) => (parse(valuesOf(DEFAULTS, text).text) as { proxy: Proxy }).proxy;

const RESOURCES = 'resources: {requests: {cpu: 1}}';

test('keeps every number of proxies from two on, and the budget with it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), (replicas) => {
      const text = `proxy: {replicas: ${replicas}}\n`;
      expect(proxyIn(text).replicas).toBe(replicas);
      expect(valuesOf(DEFAULTS, text).release.proxyReplicas).toBe(replicas);
      expect(faultsOf(SAID, text)).toHaveLength(replicas === 2 ? 0 : 1);
    }),
  );
});

test('keeps an autoscaler that has the number to itself, from two on', () => {
  const scale = fc.record({
    minReplicas: fc.integer({ min: 2, max: 9 }),
    maxReplicas: fc.integer({ min: 9, max: 20 }),
  });
  fc.assert(
    fc.property(scale, (hpa) => {
      const text = `proxy: {replicas: -1, ${RESOURCES}, hpa: ${JSON.stringify({ enabled: true, ...hpa })}}\n`;
      expect(proxyIn(text)).toMatchObject({ replicas: -1, hpa: { enabled: true, ...hpa, cpuUtilization: 40 } });
      expect(valuesOf(DEFAULTS, text).release.proxyReplicas).toBe(hpa.minReplicas);
    }),
  );
});

test.each([
  ['one proxy', 'proxy: {replicas: 1}'],
  ['no proxy', 'proxy: {replicas: 0}'],
  ['no number', 'proxy: {replicas: many}'],
  ['-1 without an autoscaler', 'proxy: {replicas: -1}'],
  ['an autoscaler from one', `proxy: {replicas: -1, ${RESOURCES}, hpa: {enabled: true}}`],
  ['an autoscaler beside a number', `proxy: {replicas: 2, ${RESOURCES}, hpa: {enabled: true, minReplicas: 2}}`],
  ['an autoscaler that counts in percent of nothing', 'proxy: {replicas: -1, hpa: {enabled: true, minReplicas: 2}}'],
  ['REST on the port of gRPC', inUserYaml('proxy: {http: {enabled: true}}')],
  ['REST on a port that Milvus has', inUserYaml('proxy: {http: {port: 9091}}')],
  ['the certificate of the image', inUserYaml('tls: {serverPemPath: configs/cert/server.pem, serverKeyPath: /x}')],
  ['a certificate that nothing mounts', inUserYaml('tls: {serverPemPath: /x/a, serverKeyPath: /x/b}')],
])('does not keep %s', (_, text) => {
  expect(faultsOf(DEFAULTS, text)).not.toEqual([]);
});

test('keeps a port of its own that the file gives REST, and opens no way to it', () => {
  const free = fc.integer({ min: 1024, max: 65_535 }).filter((port) => !(port in TAKEN_PORTS));
  fc.assert(
    fc.property(free, (port) => {
      const text = inUserYaml(`proxy: {http: {enabled: true, port: ${port}}}`);
      expect(valuesOf(DEFAULTS, text).text).toContain(`proxy: {http: {enabled: true, port: ${port}}}`);
      expect(valuesOf(DEFAULTS, text).release.rest).toBe('values');
    }),
  );
});

test('keeps a certificate and key of its own that the file mounts, and mounts none beside them', () => {
  const mounts = '- {name: mine, mountPath: /etc/milvus}';
  const tls = 'tls: {serverPemPath: /etc/milvus/tls.crt, serverKeyPath: /etc/milvus/tls.key}';
  const { text, release } = valuesOf(DEFAULTS, `proxy:\n  volumeMounts:\n    ${mounts}\n${inUserYaml(tls)}`);
  expect(text).toContain(tls);
  expect(text).not.toContain('backend-tls');
  expect(release.backendCertificate).toBe('values');
});

test('says nothing of proxies in standalone mode', () => {
  expect(valuesOf(STANDALONE, 'proxy: {replicas: 3}\n').release.proxyReplicas).toBe('unmanaged');
});

test('tells the version of the image that the file names', () => {
  const numbers = fc.tuple(fc.constantFrom(...MILVUS_LINES), fc.nat(30)).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(numbers, fc.constantFrom('', '-gpu'), (version, suffix) => {
      const { release, text } = valuesOf(DEFAULTS, `image: {all: {tag: v${version}${suffix}}}\n`);
      expect(milvusName(release.milvus)).toBe(`Milvus ${version}${suffix}`);
      expect(text).toContain(`image: {all: {tag: v${version}${suffix}}}`);
    }),
  );
});
