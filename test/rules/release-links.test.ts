import * as fc from 'fast-check';
import { ingress } from '../../src/rules/examples';
import { lint } from '../../src/rules/run';
import type { Input } from '../../src/rules/run';
import { setupsIn } from './corpus';

/** A Service as the chart renders it; a live one has more fields, which nobody looks at. */
function chartService(release: string, annotations = ''): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${release}-milvus
  labels: { app.kubernetes.io/instance: ${release}, app.kubernetes.io/name: milvus, helm.sh/chart: milvus-5.0.19, component: proxy }
  annotations: { ${annotations} }
spec:
  type: ClusterIP
  ports: [{ name: milvus, port: 19530, targetPort: milvus }, { name: metrics, port: 9091, targetPort: metrics }]
  selector: { app.kubernetes.io/instance: ${release}, app.kubernetes.io/name: milvus, component: proxy }
`;
}

const HTTP2 = `cloud.google.com/app-protocols: '{"milvus":"HTTP2"}', cloud.google.com/backend-config: '{"default": "shop-backendconfig"}', cloud.google.com/neg: '{"ingress": true}'`; // prettier-ignore

/** Things of others that stand beside a Milvus. */
const NEIGHBOURS: readonly Input[] = Object.entries({
  'layer-4.yaml': chartService('elsewhere'),
  'namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
  'etcd.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: shop-etcd, labels: { app.kubernetes.io/instance: shop } }\nspec: { ports: [{ name: client, port: 2379 }] }\n',
  'attu.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: shop-milvus-attu }\nspec: { ports: [{ port: 3000 }] }\n',
  'web.yaml': ingress({ host: 'www.example.com', backend: 'service: { name: web, port: { number: 80 } }' }).replace('name: my-release-milvus', 'name: web'),
  'other/values.yaml': '# milvus-l7 release=elsewhere chart=milvus-5.0.19\nextraConfigFiles:\n  user.yaml: "log: {}"\n',
  'argo.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: kafka }\nspec: { source: { chart: kafka, helm: { values: "a: 1" } } }\n',
  'grafana.yaml': 'adminUser: somebody\nservice: { type: ClusterIP }\n',
}).map(([file, text]) => ({ file, text })); // prettier-ignore

/** Errors by rule and place; not those that say what is missing or doubled. */
function errorsIn(inputs: readonly Input[]): string[] {
  return lint(inputs)
    .filter(({ severity, rule }) => severity === 'error' && !ABOUT_OTHERS.includes(rule))
    .map(({ rule, at }) => `${rule} ${at.file}:${at.line}`);
}

const ABOUT_OTHERS = [
  'service-port-exists',
  'backend-config-exists',
  'managed-certificate-exists',
  'chart-ingress-is-off',
];

const setups = setupsIn('bad').filter(({ files }) => errorsIn(files).length > 0);

test('what stands beside a faulty setup hides no error of it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...setups),
      fc.shuffledSubarray([...NEIGHBOURS]),
      fc.boolean(),
      (setup, more, first) => {
        const all = first ? [...more, ...setup.files] : [...setup.files, ...more];
        expect(errorsIn(all)).toEqual(expect.arrayContaining(errorsIn(setup.files)));
      },
    ),
  );
});

const plain = setups.filter(({ name }) => /^tls-mode-zero/.test(name));

test.each(plain.map(({ name, files }): [string, readonly Input[]] => [name, files]))(
  '%s: the live Service, with what the values say, hides no error',
  (_, files) => {
    const live = { file: 'live.yaml', text: chartService('shop', HTTP2) };
    for (const all of [
      [...files, live],
      [live, ...files],
    ]) {
      expect(errorsIn(all)).toEqual(expect.arrayContaining(errorsIn(files)));
    }
  },
);

const VALUES = 'cluster: { enabled: true }\nextraConfigFiles:\n  user.yaml: "common: { security: { tlsMode: 0 } }"\n';
const leading = ingress().replaceAll('my-release-milvus', 'shop-milvus');
const tlsErrors = (inputs: readonly Input[]) =>
  errorsIn(inputs).filter((error) => error.startsWith('tls-mode-fits-http2'));

describe('values without a heading belong', () => {
  const values = { file: 'values.yaml', text: VALUES };
  const shop = { file: 'shop-live.yaml', text: chartService('shop', HTTP2) };
  const other = { file: 'other-live.yaml', text: chartService('other') };

  test('to the only release of the input, live or rendered', () => {
    expect(tlsErrors([values, shop])).toEqual(['tls-mode-fits-http2 values.yaml:3']);
  });

  test('to a release that only an Ingress names', () => {
    expect(tlsErrors([values, { file: 'ingress.yaml', text: leading }, other])).toHaveLength(1);
  });

  test('to the release whose name their file has', () => {
    expect(tlsErrors([{ ...values, file: 'shop/values.yaml' }, shop, other])).toHaveLength(1);
    expect(tlsErrors([{ ...values, file: 'values-other.yaml' }, shop, other])).toEqual([]);
  });

  test('to the release whose mode they have', () => {
    const standalone = { ...other, text: other.text.replaceAll('component: proxy', 'component: standalone') };
    expect(tlsErrors([{ ...values, text: VALUES.replace('true', 'false') }, shop, standalone])).toEqual([]);
    expect(tlsErrors([values, shop, standalone])).toHaveLength(1);
  });

  test('to no release of which a file with a heading says all', () => {
    const whole =
      '# milvus-l7 release=shop chart=milvus-5.0.19\nextraConfigFiles:\n  user.yaml: "common: { security: { tlsMode: 1 } }"\n';
    expect(tlsErrors([values, shop, { file: 'shop.values.yaml', text: whole }])).toEqual([]);
  });
});

test('the labels of what was made tell the version of the chart', () => {
  const text = VALUES.replace('0', '1');
  const severities = (chart: string) =>
    lint([
      { file: 'values.yaml', text },
      { file: 'live.yaml', text: chartService('shop', HTTP2).replace('5.0.19', chart) },
    ]).flatMap(({ rule, severity }) => (rule === 'rest-has-its-own-port' ? severity : []));
  expect([severities('5.0.19'), severities('4.2.25')]).toEqual([['error'], ['warning']]);
});
