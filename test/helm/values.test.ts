import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../src/errors';
import { DEFAULTS, GUIDE, valuesOf } from './release';

test('writes what the defaults say', () => {
  expect(valuesOf(DEFAULTS)).toMatchObject({ text: expect.any(String) as string, notes: [] });
  expect(valuesOf(DEFAULTS).text).toMatchInlineSnapshot(`
   # milvus-l7 environment=prod release=my-release chart=milvus-5.0.19
   service:
     type: ClusterIP
     annotations:
       cloud.google.com/app-protocols: '{"milvus":"HTTP2"}'
       cloud.google.com/backend-config: '{"default": "my-release-backendconfig"}'
       cloud.google.com/neg: '{"ingress": true}'
   proxy:
     replicas: 2
     topologySpreadConstraints:
       - maxSkew: 1
         topologyKey: topology.kubernetes.io/zone
         whenUnsatisfiable: ScheduleAnyway
         labelSelector:
           matchLabels:
             app.kubernetes.io/instance: my-release
             app.kubernetes.io/name: milvus
             component: proxy
       - maxSkew: 1
         topologyKey: kubernetes.io/hostname
         whenUnsatisfiable: ScheduleAnyway
         labelSelector:
           matchLabels:
             app.kubernetes.io/instance: my-release
             app.kubernetes.io/name: milvus
             component: proxy
     volumes:
       - name: backend-tls
         secret:
           secretName: my-release-milvus-backend-tls
     volumeMounts:
       - name: backend-tls
         mountPath: /milvus/tls
         readOnly: true
   extraConfigFiles:
     user.yaml: |
       common:
         security:
           tlsMode: 1
           authorizationEnabled: true
       proxy:
         http:
           enabled: false
       tls:
         serverPemPath: /milvus/tls/tls.crt
         serverKeyPath: /milvus/tls/tls.key
  `);
});

test("writes the guide's values, and nothing else", () => {
  expect(valuesOf(GUIDE).text).toMatchInlineSnapshot(`
   # milvus-l7 environment=prod release=my-release chart=milvus-4.2.0
   service:
     type: ClusterIP
     annotations:
       cloud.google.com/app-protocols: '{"milvus":"HTTP2"}'
       cloud.google.com/backend-config: '{"default": "my-release-backendconfig"}'
       cloud.google.com/neg: '{"ingress": true}'
   extraConfigFiles:
     user.yaml: |
       common:
         security:
           tlsMode: 1
  `);
});

test("equals the guide's own file", () => {
  const page = `service:
  type: ClusterIP
  annotations:
    cloud.google.com/app-protocols: '{"milvus":"HTTP2"}'
    cloud.google.com/backend-config: '{"default": "my-release-backendconfig"}'
    cloud.google.com/neg: '{"ingress": true}'
extraConfigFiles:
  user.yaml: |+
    common:
      security:
        tlsMode: 1
`;
  const seed = join(__dirname, '../../../shared/seed/values.yaml');
  expect(parsed(valuesOf(GUIDE).text)).toEqual(parsed(page));
  if (existsSync(seed)) expect(parsed(readFileSync(seed, 'utf8'))).toEqual(parsed(page));
});

test('mounts the certificate into a standalone Milvus, without Pulsar', () => {
  const text = valuesOf({ ...DEFAULTS, mode: 'standalone', proxyReplicas: 'unmanaged' }).text;
  expect(text.slice(0, text.indexOf('extraConfigFiles'))).toMatchInlineSnapshot(`
   # milvus-l7 environment=prod release=my-release chart=milvus-5.0.19
   cluster:
     enabled: false
   pulsarv3:
     enabled: false
   service:
     type: ClusterIP
     annotations:
       cloud.google.com/app-protocols: '{"milvus":"HTTP2"}'
       cloud.google.com/backend-config: '{"default": "my-release-backendconfig"}'
       cloud.google.com/neg: '{"ingress": true}'
   volumes:
     - name: backend-tls
       secret:
         secretName: my-release-milvus-backend-tls
   volumeMounts:
     - name: backend-tls
       mountPath: /milvus/tls
       readOnly: true
  `);
});

test.each([
  ['4.2.27', 'pulsarv3'],
  ['4.2.26', 'pulsar'],
  ['4.1.29', 'pulsar'],
])('switches off the queue that chart %s brings: %s', (chart, key) => {
  const values = parse(valuesOf({ ...GUIDE, mode: 'standalone', chart }).text) as Record<string, unknown>;
  expect(Object.keys(values)).toEqual(['cluster', key, 'service', 'extraConfigFiles']);
  expect(values).toMatchObject({ cluster: { enabled: false }, [key]: { enabled: false } });
});

test.each(['milvus-prod', 'on', 'null', 'y'])('writes the name %s as a text', (fullnameOverride) => {
  expect(parse(valuesOf({ ...GUIDE, fullnameOverride }).text, { version: '1.1' })).toMatchObject({ fullnameOverride });
});

test.each([true, false])('says authorizationEnabled: %s', (authorization) => {
  const { extraConfigFiles } = parsed(valuesOf({ ...GUIDE, authorization }).text);
  expect(extraConfigFiles['user.yaml']).toEqual({
    common: { security: { tlsMode: 1, authorizationEnabled: authorization } },
  });
});

test.each(['cluster', 'standalone'] as const)('gives REST a port of its own in %s mode', (mode) => {
  const rest = { port: 8081, path: '/v2/vectordb', serviceName: 's-rest', backendConfigName: 'b' };
  const { extraConfigFiles } = parsed(valuesOf({ ...GUIDE, mode, rest }).text);
  expect(extraConfigFiles['user.yaml']).toEqual({
    common: { security: { tlsMode: 1 } },
    proxy: { http: { enabled: true, port: 8081 } },
  });
});

test('merges into what is there, and tells what the migration changes', () => {
  const existing = `# our Milvus
service: {type: LoadBalancer} # public
image:
  all: {tag: 0777}
proxy:   # the proxies
  volumes: []
  resources: {limits: {cpu: 2}}
extraConfigFiles:
  user.yaml: |+
    # tuned
    common:
      security:
        tlsMode: 0   # for now
    quota: 12345678901234567890
`;
  const { text, notes } = valuesOf({ ...DEFAULTS, proxyReplicas: 1 }, existing);
  expect(text).toMatchInlineSnapshot(`
   # milvus-l7 environment=prod release=my-release chart=milvus-5.0.19
   # our Milvus
   service:
     type: ClusterIP
     annotations:
       cloud.google.com/app-protocols: '{"milvus":"HTTP2"}'
       cloud.google.com/backend-config: '{"default": "my-release-backendconfig"}'
       cloud.google.com/neg: '{"ingress": true}'
     # public
   image:
     all: {tag: 0777}
   proxy:
     # the proxies
     volumes:
       - name: backend-tls
         secret:
           secretName: my-release-milvus-backend-tls
     resources: {limits: {cpu: 2}}
     replicas: 1
     volumeMounts:
       - name: backend-tls
         mountPath: /milvus/tls
         readOnly: true
   extraConfigFiles:
     user.yaml: |
       # tuned
       common:
         security:
           tlsMode: 1 # for now
           authorizationEnabled: true
       quota: 12345678901234567890
       proxy:
         http:
           enabled: false
       tls:
         serverPemPath: /milvus/tls/tls.crt
         serverKeyPath: /milvus/tls/tls.key
  `);
  expect(notes.filter(({ message }) => message.includes('becomes'))).toEqual([
    {
      at: { file: 'values.yaml', line: 2, col: 17 },
      path: 'service.type',
      message: '"LoadBalancer" becomes "ClusterIP"',
      cure: 'the Service of type LoadBalancer loses its own address with the upgrade: plan the change as the runbook says',
    },
    {
      at: { file: 'values.yaml', line: 13, col: 18 },
      path: 'extraConfigFiles["user.yaml"].common.security.tlsMode',
      message: '0 becomes 1',
      cure: 'plaintext clients cannot connect any more from the upgrade on: plan the change as the runbook says',
    },
  ]);
});

test('spells annotations as the guide does where they say the same', () => {
  const existing = `service:
  annotations:
    cloud.google.com/neg: "{ \\"ingress\\" : true }"
    cloud.google.com/backend-config: '{"default":"my-release-backendconfig"}'
`;
  expect(valuesOf(GUIDE, existing).notes.map(({ path }) => path)).toEqual([
    'extraConfigFiles["user.yaml"].common.security.tlsMode',
  ]);
  expect(valuesOf(GUIDE, existing).text).toContain(`cloud.google.com/neg: '{"ingress": true}'`);
  expect(valuesOf(GUIDE, existing).text).toContain(`'{"default": "my-release-backendconfig"}'`);
});

test('leaves volumes of others, and one of ours that is there already', () => {
  const existing = `proxy:
  volumes:
    - {name: data, emptyDir: {}}
    - {secret: {secretName: my-release-milvus-backend-tls}, name: backend-tls}
  volumeMounts:
    - {name: backend-tls, mountPath: /elsewhere}
`;
  expect(parsed(valuesOf(DEFAULTS, existing).text)).toMatchObject({
    proxy: {
      volumes: [
        { name: 'data', emptyDir: {} },
        { name: 'backend-tls', secret: { secretName: 'my-release-milvus-backend-tls' } },
      ],
      volumeMounts: [
        { name: 'backend-tls', mountPath: '/elsewhere' },
        { name: 'backend-tls', mountPath: '/milvus/tls', readOnly: true },
      ],
    },
  });
});

test('replaces the heading of an earlier run instead of stacking another one', () => {
  const earlier = valuesOf(DEFAULTS, '# mine\na: 1\n').text;
  const later = valuesOf({ ...DEFAULTS, chart: '5.0.20' }, earlier).text;
  expect(later.split('\n').slice(0, 2)).toEqual([
    '# milvus-l7 environment=prod release=my-release chart=milvus-5.0.20',
    '# mine',
  ]);
});

test('does not pass off our keys as complete where a values file is named but not handed over', () => {
  const release = { ...DEFAULTS, valuesFile: 'values/live.yaml' };
  expect(() => valuesOf(release)).toThrow(UserError);
  expect(() => valuesOf(release)).toThrowErrorMatchingInlineSnapshot(`
   release my-release: its values file, values/live.yaml, was not handed over, and nothing here reads it
       hand it over as helmValuesOf's third argument: { file, text }
  `);
  expect(valuesOf(release, 'a: 1\n').text).toContain('a: 1\n');
});

interface Parsed {
  readonly extraConfigFiles: { readonly 'user.yaml': unknown };
}

/** With user.yaml parsed too. */
function parsed(text: string): Parsed {
  const values = parse(text) as { extraConfigFiles: { 'user.yaml': string } };
  return { ...values, extraConfigFiles: { 'user.yaml': parse(values.extraConfigFiles['user.yaml']) as unknown } };
}
