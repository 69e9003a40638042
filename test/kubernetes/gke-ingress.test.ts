import { Yaml } from 'cdk8s';
import { type Construct } from 'constructs';
import { GkeIngress } from '../../src/kubernetes/gke-ingress';
import { type GkeIngressProps } from '../../src/kubernetes/gke-ingress-props';
import { type IngressRule } from '../../src/kubernetes/ingress-rule';
import { complaintsOf, newChart, yamlOf } from './yaml-of';

const backend = { service: { name: 'my-release-milvus', port: 19530 } };
const rule: IngressRule = { host: 'my-release.milvus.io', paths: [backend] };
const tls = [{ secretName: 'my-release-milvus-tls', hosts: ['my-release.milvus.io'] }];
const yamlWith = (more: Partial<GkeIngressProps>) =>
  yamlOf((scope) => new GkeIngress(scope, 'ingress', { name: 'my-release-milvus', rules: [rule], ...more }));
const complaintsWith = (more: Partial<GkeIngressProps>) =>
  complaintsOf((scope) => new GkeIngress(scope, 'ingress', { name: 'my-release-milvus', rules: [rule], ...more }));

test('writes no class and no annotations unless asked', () => {
  expect(yamlWith({})).toMatchInlineSnapshot(`
   apiVersion: networking.k8s.io/v1
   kind: Ingress
   metadata:
     name: my-release-milvus
   spec:
     rules:
       - host: my-release.milvus.io
         http:
           paths:
             - backend:
                 service:
                   name: my-release-milvus
                   port:
                     number: 19530
               path: /
               pathType: Prefix
  `);
});

test('writes annotations and Secrets as the controller reads them', () => {
  const yaml = yamlWith({
    namespace: 'milvus',
    allowHttp: false,
    globalStaticIpName: 'milvus',
    managedCertificates: ['a-tls', 'b-tls'],
    preSharedCertificates: ['c', 'd'],
    frontendConfig: 'milvus-frontendconfig',
    tls,
  });
  expect(yaml.slice(0, yaml.indexOf('  rules:'))).toMatchInlineSnapshot(`
   apiVersion: networking.k8s.io/v1
   kind: Ingress
   metadata:
     annotations:
       ingress.gcp.kubernetes.io/pre-shared-cert: c,d
       kubernetes.io/ingress.allow-http: "false"
       kubernetes.io/ingress.global-static-ip-name: milvus
       networking.gke.io/managed-certificates: a-tls,b-tls
       networking.gke.io/v1beta1.FrontendConfig: milvus-frontendconfig
     name: my-release-milvus
     namespace: milvus
   spec:
  `);
});

test('writes the class and the regional address of an internal load balancer', () => {
  const yaml = yamlWith({ class: 'gce-internal', regionalStaticIpName: 'milvus', tls });
  expect(yaml).toContain('kubernetes.io/ingress.class: gce-internal\n');
  expect(yaml).toContain('kubernetes.io/ingress.regional-static-ip-name: milvus\n');
  expect(yaml).not.toContain('ingressClassName');
});

test('says the defaults nowhere, and leaves no empty list behind', () => {
  const defaults = {
    class: 'gce',
    allowHttp: true,
    managedCertificates: [],
    preSharedCertificates: [],
    tls: [],
  } as const;
  expect(yamlWith(defaults)).toBe(yamlWith({}));
});

test('leads paths to Services by prefix', () => {
  const paths = [{ path: '/v2/vectordb', service: { name: 'rest', port: 8080 } }, backend];
  const yaml = yamlWith({ rules: [{ host: 'a.io', paths }] });
  expect(yaml.match(/path: .*|pathType: .*|name: rest/g)).toEqual([
    'name: rest',
    'path: /v2/vectordb',
    'pathType: Prefix',
    'path: /',
    'pathType: Prefix',
  ]);
});

test.each<[string, Partial<GkeIngressProps>, ...string[]]>([
  ['an unknown class', { class: 'nginx' as 'gce' }, 'class: must be gce or gce-internal, got "nginx"'],
  [
    'both kinds of address',
    { globalStaticIpName: 'a', regionalStaticIpName: 'b' },
    'globalStaticIpName: excludes regionalStaticIpName, got "a" and "b"',
    'keep globalStaticIpName',
  ],
  [
    'a regional address outside',
    { regionalStaticIpName: 'a' },
    'regionalStaticIpName: does not work with class gce, got "a": the controller does not look at a regional address',
    'use globalStaticIpName',
  ],
  [
    'a global address inside',
    { class: 'gce-internal', globalStaticIpName: 'a' },
    'globalStaticIpName: does not work with class gce-internal, got "a": the controller does not look at a global address',
    'use regionalStaticIpName',
  ],
  [
    'managed certificates inside',
    { class: 'gce-internal', managedCertificates: ['a'], allowHttp: false },
    'managedCertificates: does not work with class gce-internal, got "a": managed certificates are bound to global load balancers only: it is ignored in silence, and nothing answers on 443',
    'use tls or preSharedCertificates',
  ],
  [
    'two ports inside without a reserved address',
    { class: 'gce-internal', tls },
    'allowHttp: must be false with class gce-internal and a certificate: two ports need one reserved address: without it the controller reports an error and sets up nothing of the whole Ingress',
    'set allowHttp: false, or name an address in regionalStaticIpName',
  ],
  [
    'neither port 80 nor a certificate',
    { allowHttp: false },
    'allowHttp: must not be false without a certificate: nothing would be served',
    'name one in managedCertificates, preSharedCertificates or tls',
  ],
  [
    'more than 15 certificates',
    { managedCertificates: Array.from({ length: 15 }, (_, index) => `c${index}`), tls },
    'managedCertificates, preSharedCertificates, tls: must be at most 15 certificates in all, got 16',
    'let hosts share a certificate, or put some of them on an Ingress of their own',
  ],
  [
    'a certificate twice',
    { managedCertificates: ['a', 'a'] },
    'managedCertificates[1]: is the same as managedCertificates[0]: "a"',
  ],
  [
    'a list inside a name',
    { preSharedCertificates: ['a,b'] },
    'preSharedCertificates[0]: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "a,b"',
  ],
  ['a rule without paths', { rules: [{ ...rule, paths: [] }] }, 'rules[0].paths: must be at least one path, got none'],
  ['a host twice', { rules: [rule, rule] }, 'rules[1].host: is the same as rules[0].host: "my-release.milvus.io"'],
  [
    'a path twice',
    { rules: [{ ...rule, paths: [backend, { ...backend, path: '/' }] }] },
    'rules[0].paths[1].path: is the same as rules[0].paths[0].path: "/"',
  ],
  [
    'a Secret for no host',
    { tls: [{ secretName: 'a', hosts: [] }] },
    'tls[0].hosts: must be at least one host, got none',
  ],
])('rejects %s', (_, more, message, ...cures: string[]) => {
  expect(complaintsWith(more)).toEqual([`prod/ingress ${message}`, ...cures.map((cure) => `    ${cure}`)]);
});

test.each([
  ['A.io', 'must be lower case, got "A.io"'],
  ['10.0.0.1', 'must be a DNS name, not an IP address or a URL, got "10.0.0.1"'],
  ['::1', 'must be a DNS name, not an IP address or a URL, got "::1"'],
  ['a_b.io', 'must be a DNS name such as milvus.example.com, got "a_b.io"'],
  ['a.*.io', 'must be a DNS name such as milvus.example.com, got "a.*.io"'],
  ['*', 'must be a DNS name such as milvus.example.com, got "*"'],
  ['', 'must be a DNS name such as milvus.example.com, got ""'],
  [`${'a'.repeat(64)}.io`, `must have at most 63 characters between two dots, got "${'a'.repeat(64)}.io"`],
  ['a.'.repeat(126) + 'io', `must be at most 253 characters, got "${'a.'.repeat(38)}…`],
])('rejects the host %j', (host, message) => {
  expect(complaintsWith({ rules: [{ ...rule, host }] })[0]).toBe(`prod/ingress rules[0].host: ${message}`);
});

test.each(['*.milvus.io', 'localhost', '1.io'])('takes the host %s', (host) => {
  expect(complaintsWith({ rules: [{ ...rule, host }] })).toEqual([]);
});

test.each(['/*', '/a/*', '/a//b', '/a/../b', '/..', '/a%2Fb'])('rejects the path %s', (path) => {
  expect(complaintsWith({ rules: [{ ...rule, paths: [{ ...backend, path }] }] })).toEqual([
    `prod/ingress rules[0].paths[0].path: must not have *, //, /./, /../ or %2f, got "${path}"`,
  ]);
});

test('names every fault at once, with the construct', () => {
  const faults = {
    name: 'My-Ingress',
    namespace: 'a.b',
    globalStaticIpName: 'A',
    frontendConfig: 'x_y',
    tls: [{ secretName: '', hosts: ['B.io'] }],
    rules: [{ host: 'c.io', paths: [{ path: 'x', service: { name: '9', port: 0 } }] }],
  };
  expect(complaintsWith(faults).join('\n')).toMatchInlineSnapshot(`
   prod/ingress name: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got "My-Ingress"
   prod/ingress namespace: must be lower-case letters, digits and "-", starting and ending with a letter or digit, got "a.b"
   prod/ingress globalStaticIpName: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "A"
   prod/ingress frontendConfig: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got "x_y"
   prod/ingress tls[0].secretName: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got ""
   prod/ingress tls[0].hosts[0]: must be lower case, got "B.io"
       did you mean b.io?
   prod/ingress rules[0].paths[0].path: must start with "/", got "x"
   prod/ingress rules[0].paths[0].service.name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "9"
   prod/ingress rules[0].paths[0].service.port: must be a whole number, 1 to 65535, got 0
  `);
});

describe('after construction', () => {
  const ingressOf = (scope: Construct) => new GkeIngress(scope, 'ingress', { name: 'milvus', rules: [rule] });
  const rest = { path: '/v2/vectordb', service: { name: 'rest', port: 8080 } };
  const pathsOf = (yaml: string) => yaml.match(/host: .*|path: .*/g);

  test('takes more paths of a host, and more hosts', () => {
    const yaml = yamlOf((scope) => {
      const ingress = ingressOf(scope);
      ingress.addPath('my-release.milvus.io', rest);
      ingress.addRule({ host: 'a.io', paths: [backend] });
      ingress.addPath('a.io', rest, { ...rest, path: '/v1/vector' });
    });
    expect(pathsOf(yaml)).toEqual([
      'host: my-release.milvus.io',
      'path: /',
      'path: /v2/vectordb',
      'host: a.io',
      'path: /',
      'path: /v2/vectordb',
      'path: /v1/vector',
    ]);
  });

  test.each<[string, (ingress: GkeIngress) => void, string]>([
    [
      'a host twice',
      (ingress) => ingress.addRule(rule),
      'rules[1].host: is the same as rules[0].host: "my-release.milvus.io"',
    ],
    [
      'a path twice',
      (ingress) => ingress.addPath(rule.host, rest, rest),
      'rules[0].paths[2].path: is the same as rules[0].paths[1].path: "/v2/vectordb"',
    ],
    [
      'a host that has no rule',
      (ingress) => ingress.addPath('my-realese.milvus.io', rest),
      'addPath: must be a host that has a rule, got "my-realese.milvus.io"\n    hosts with a rule are my-release.milvus.io; use addRule for another',
    ],
  ])('refuses %s, and stays as it was', (_, change, message) => {
    const chart = newChart();
    const ingress = ingressOf(chart);
    expect(() => change(ingress)).toThrow(`prod/ingress ${message}`);
    expect(Yaml.stringify(...(chart.toJson() as unknown[]))).toBe(yamlWith({ name: 'milvus' }));
  });
});
