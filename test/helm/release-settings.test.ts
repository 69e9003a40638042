import { DEFAULTS, faultsOf, GUIDE, STANDALONE } from './release';

const RELEASES = {
  cluster: DEFAULTS,
  said: { ...DEFAULTS, leftToDefault: [] },
  named: { ...DEFAULTS, fullnameOverride: 'mine' },
  standalone: STANDALONE,
  guide: GUIDE,
  rest: { ...GUIDE, rest: { port: 8080, path: '/v2/vectordb', serviceName: 's-rest', backendConfigName: 'b' } },
};

describe('in the chart’s values', () => {
  test.each([
    ['cluster', 'ingress: {enabled: true}', '1:20 ingress.enabled: must be false, got true'],
    ['cluster', 'ingress: {enabled: "false"}', '1:20 ingress.enabled: must be false, got "false"'],
    ['cluster', 'fullnameOverride: other', '1:19 fullnameOverride: must not be set, got "other"'],
    ['named', 'fullnameOverride: other', '1:19 fullnameOverride: must be "mine", got "other"'],
    ['cluster', 'nameOverride: other', '1:15 nameOverride: must be "milvus", got "other"'],
    ['cluster', 'service: {port: 80}', '1:17 service.port: must be 19530, got 80'],
    ['cluster', 'service: {port: null}', '1:17 service.port: must be 19530, got null'],
    ['cluster', 'service: {portName: grpc}', '1:21 service.portName: must be "milvus", got "grpc"'],
    ['cluster', 'service: {type: [a]}', '1:17 service.type: must be "ClusterIP", got a list'],
    ['cluster', 'service: LoadBalancer', '1:1 service: must be a mapping, got a single value'],
    ['cluster', 'metrics: {enabled: no}', '1:20 metrics.enabled: must be true, got no'],
    ['cluster', 'proxy: {enabled: false}', '1:18 proxy.enabled: must be true, got false'],
    ['cluster', 'cluster: {enabled: false}', '1:20 cluster.enabled: must be true, got false'],
    ['standalone', 'cluster: {enabled: true}', '1:20 cluster.enabled: must be false, got true'],
    ['standalone', 'pulsarv3: {enabled: true}', '1:21 pulsarv3.enabled: must be false, got true'],
    [
      'standalone',
      'standalone: {messageQueue: pulsar}',
      '1:28 standalone.messageQueue: must be a queue other than pulsar',
    ],
    ['said', 'proxy: {replicas: 3}', '1:19 proxy.replicas: must be 2, got 3'],
    ['cluster', 'proxy: {replicas: 1}', '1:19 proxy.replicas: must be 2, got 1'],
    ['cluster', 'proxy: {hpa: {enabled: true}}', '1:24 proxy.hpa.enabled: must be false, got true'],
    ['cluster', 'proxy: {volumes: {a: 1}}', '1:9 proxy.volumes: must be a list, got a mapping'],
    [
      'cluster',
      'proxy: {volumes: [{name: backend-tls, secret: {secretName: other}}]}',
      '1:19 proxy.volumes[0]: name "backend-tls" is taken by the certificate that Milvus serves',
    ],
    [
      'standalone',
      'volumeMounts: [{name: mine, mountPath: /milvus/tls}]',
      '1:16 volumeMounts[0]: mountPath "/milvus/tls" is taken by the certificate that Milvus serves',
    ],
    [
      'cluster',
      'service: {annotations: {cloud.google.com/backend-config: \'{"default":"other"}\'}}',
      `1:58 service.annotations["cloud.google.com/backend-config"]: must be '{"default": "my-release-backendconfig"}', got '{"default":"other"}'`,
    ],
    [
      'cluster',
      'service: {annotations: {cloud.google.com/neg: {ingress: true}}}',
      `1:47 service.annotations["cloud.google.com/neg"]: must be '{"ingress": true}', got a mapping`,
    ],
    [
      'cluster',
      'service: {annotations: {service.alpha.kubernetes.io/app-protocols: \'{"milvus":"HTTP"}\'}}',
      `1:68 service.annotations["service.alpha.kubernetes.io/app-protocols"]: must not be set, got '{"milvus":"HTTP"}'`,
    ],
    [
      'guide',
      'service: {annotations: {beta.cloud.google.com/backend-config: \'{"default":"other"}\'}}',
      `1:63 service.annotations["beta.cloud.google.com/backend-config"]: must not be set, got '{"default":"other"}'`,
    ],
    ['cluster', 's: &s {}\nservice: *s', '2:10 service: is an alias, and more is written into it'],
    ['cluster', 'service: &s {}\nother: *s', '1:13 service: has an anchor that is used elsewhere'],
    ['cluster', 'b: &b {service: {}}\n<<: *b', '1:8 service: comes through "<<"'],
  ] as const)('of a %s release refuses %s', (release, text, fault) => {
    expect(faultsOf(RELEASES[release], text)).toEqual([expect.stringContaining(fault)]);
  });

  test.each([
    ['cluster', 'ingress: {enabled: off}'],
    ['cluster', 'ingress: {enabled: null}'],
    ['cluster', 'fullnameOverride: ""'],
    ['cluster', 'nameOverride: milvus'],
    ['cluster', 'metrics: {enabled: yes}'],
    ['cluster', 'service: {type: ~}'],
    ['cluster', 'proxy:\nservice:\nextraConfigFiles:'],
    ['cluster', 'proxy: {replicas: 2, hpa: {enabled: false}}'],
    ['standalone', 'proxy: {enabled: false, replicas: 3}'],
    ['standalone', 'standalone: {messageQueue: pulsar}\nexternalPulsar: {enabled: true}'],
    ['cluster', 'standalone: {messageQueue: pulsar}'],
    ['guide', 'proxy: {replicas: 3, hpa: {enabled: true}}'],
    ['guide', 'proxy: {volumeMounts: [{name: mine, mountPath: /milvus/tls}]}'],
    ['cluster', 'm: &m {enabled: true}\nmetrics: *m'],
    ['cluster', 'image: {all: {tag: v2.6.1}}'],
  ] as const)('of a %s release accepts %s', (release, text) => {
    expect(faultsOf(RELEASES[release], text)).toEqual([]);
  });
});

describe('in user.yaml', () => {
  const inUserYaml = (text: string) => `extraConfigFiles:\n  user.yaml: |\n    ${text.replaceAll('\n', '\n    ')}\n`;
  const PATH = 'extraConfigFiles["user.yaml"]';

  test.each([
    ['cluster', 'common: {security: {tlsMode: 2}}', '3:34 P.common.security.tlsMode: must be 1, got 2'],
    ['guide', 'common: {security: {tlsMode: true}}', '3:34 P.common.security.tlsMode: must be 1, got true'],
    [
      'cluster',
      'a: 1\ncommon:\n  security:\n    authorizationEnabled: false',
      '6:31 P.common.security.authorizationEnabled: must be true, got false',
    ],
    ['cluster', 'proxy: {http: {enabled: true}}', '3:29 P.proxy.http.enabled: must be false, got true'],
    ['said', 'proxy: {http: {port: 8080}}', '3:26 P.proxy.http.port: must not be set, got 8080'],
    ['rest', 'proxy: {http: {enabled: false}}', '3:29 P.proxy.http.enabled: must be true, got false'],
    ['rest', 'proxy: {http: {port: 8081}}', '3:26 P.proxy.http.port: must be 8080, got 8081'],
    ['guide', 'proxy: {port: 80}', '3:19 P.proxy.port: must be 19530, got 80'],
    ['guide', 'proxy: {internalPort: 80}', '3:27 P.proxy.internalPort: must be 19529, got 80'],
    ['cluster', 'tls: {serverPemPath: /x}', '3:26 P.tls.serverPemPath: must be "/milvus/tls/tls.crt", got "/x"'],
    ['cluster', 'tls: {serverKeyPath: /x}', '3:26 P.tls.serverKeyPath: must be "/milvus/tls/tls.key", got "/x"'],
    ['cluster', 'c: &c {}\ncommon: *c', '4:13 P.common: is an alias, and more is written into it'],
  ] as const)('of a %s release refuses %s', (release, text, fault) => {
    expect(faultsOf(RELEASES[release], inUserYaml(text))).toEqual([
      expect.stringContaining(fault.replace('P.', `${PATH}.`)),
    ]);
  });

  test.each([
    ['cluster', 'common: {security: {tlsMode: "1", authorizationEnabled: "true"}}'],
    ['cluster', 'common:'],
    ['guide', 'common: {security: {authorizationEnabled: false}}'],
    ['guide', 'proxy: {http: {enabled: true, port: 8080}}'],
    ['rest', 'proxy: {http: {enabled: "true", port: "8080", debug_mode: true}}'],
    ['guide', 'tls: {serverPemPath: /x, serverKeyPath: /y}'],
  ] as const)('of a %s release accepts %s', (release, text) => {
    expect(faultsOf(RELEASES[release], inUserYaml(text))).toEqual([]);
  });
});

test('tells every fault at once, in the order of the file', () => {
  const text = 'ingress: {enabled: true}\nservice: {port: 1, portName: x}\nnameOverride: y\n';
  expect(faultsOf(DEFAULTS, text).map((fault) => fault.split(/[ :]+/)[2])).toEqual([
    'ingress.enabled',
    'service.port',
    'service.portName',
    'nameOverride',
  ]);
});
