import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { App } from 'cdk8s';
import { type Answers, draftOf } from '../../src/adopt/draft';
import { choicesBeside } from '../../src/adopt/choices';
import { environmentText } from '../../src/adopt/environment-text';
import type { Running, RunningObject } from '../../src/adopt/running';
import { splitValues } from '../../src/adopt/values';
import type { Environment } from '../../src/config/environment';
import { UserError } from '../../src/errors';
import { TopologyChart } from '../../src/kubernetes/topology-chart';
import { topologyOf } from '../../src/topology/topology-of';

const PAGE = 'test/fixtures/guide';
const page = (...files: string[]): RunningObject[] =>
  files.flatMap((file) =>
    parseAllDocuments(readFileSync(`${PAGE}/${file}`, 'utf8')).map((document) => document.toJS() as RunningObject),
  );
const OBJECTS = ['backendconfig.yaml', 'managed-crt.yaml', 'ingress-google-managed.yaml'];

function running(objects: readonly RunningObject[], values: string, more: Partial<Running> = {}): Running {
  const release = { name: 'my-release', chart: '4.2.0', values: { file: 'my-release', text: values } };
  return { namespace: 'default', releases: [release], objects, ...more };
}

function textOf(what: Running, answers?: Answers): string {
  const { environment, missing } = draftOf(what, answers);
  return environmentText(environment, missing, './schema.json').split('\n').slice(1).join('\n');
}

const VALUES = readFileSync(`${PAGE}/values.yaml`, 'utf8');
/** What `kubectl annotate` leaves, where the values know nothing of it. */
const ANNOTATED: RunningObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'my-release-milvus',
    annotations: { 'cloud.google.com/backend-config': '{"default": "my-release-backendconfig"}' },
  },
};

test('the page, as it stands, becomes an environment that makes the same objects', () => {
  const answers = { project: 'milvus-testing-nonprod', region: 'us-west1' };
  const text = textOf(running(page(...OBJECTS), VALUES), answers);
  expect(text).toMatchInlineSnapshot(`
   project: milvus-testing-nonprod
   region: us-west1
   releases:
     - name: my-release
       host: my-release.milvus.io
       chart: 4.2.0
       backendCertificate: image
       rest: unmanaged
       authorization: unmanaged
       proxy: unmanaged
   loadBalancer:
     address: ephemeral
     http: open
     sslPolicy: none
     backend:
       timeoutSec: default
       connectionDraining: none
       logging: none
  `);
  const made = new TopologyChart(new App(), 'guide', topologyOf('guide', parse(text) as Environment)).toJson();
  expect(new Set(made)).toEqual(new Set(page(...OBJECTS)));
});

test('the page with a certificate of its own', () => {
  const text = textOf(running(page('backendconfig.yaml', 'ingress-self-managed.yaml'), VALUES));
  expect(text).toContain('certificate: self-managed\n');
  expect(text).toContain('# project: my-project # required: the Google Cloud project id\n');
});

test('finds the BackendConfig of a Service that was annotated by hand', () => {
  const values = 'extraConfigFiles: { user.yaml: "common: { security: { tlsMode: 1 } }" }\n';
  const [config] = page('backendconfig.yaml');
  const slow = { ...config!, spec: { ...(config!.spec as object), timeoutSec: 120 } };
  const what = running([slow, ...page('ingress-google-managed.yaml'), ANNOTATED], values);
  expect(draftOf(what).environment.loadBalancer?.backend?.timeoutSec).toBe(120);
});

test('a release at layer 4 has no host yet, and gets the defaults of a load balancer', () => {
  expect(textOf(running([], 'service: { type: LoadBalancer }\nproxy: { replicas: 3 }\n'))).toMatchInlineSnapshot(`
   # project: my-project # required: the Google Cloud project id
   # region: us-west1 # the default
   releases:
     - name: my-release
       # host: milvus.example.com # required: the DNS name that clients use
       chart: 4.2.0
       authorization: unmanaged
       proxy:
         replicas: 3
  `);
});

test.each<[string, string, string | undefined]>([
  ['a tag', 'image: { all: { tag: v2.4.9 } }', '2.4.9'],
  ['another build of it', 'image: { all: { tag: v2.4.9-gpu } }', '2.4.9-gpu'],
  ['another build of what the chart ships', 'image: { all: { tag: v2.4.6-gpu } }', '2.4.6-gpu'],
  ['a tag in a mirror', 'image: { all: { repository: mirror.example.com/milvus, tag: v2.4.9 } }', '2.4.9'],
  ['what the chart ships', 'image: { all: { tag: v2.4.6 } }', undefined],
  ['nothing', '', undefined],
  ['no patch', 'image: { all: { tag: v2.4 } }', undefined],
  ['no v, which would be added', 'image: { all: { tag: 2.4.9 } }', undefined],
  ['a name', 'image: { all: { tag: nightly } }', undefined],
  ['letters that a version has not', 'image: { all: { tag: v2.4.9-GPU } }', undefined],
  ['a digest', "image: { all: { tag: 'v2.4.9@sha256:0f' } }", undefined],
  ['a digest before it', "image: { all: { repository: 'milvusdb/milvus@sha256:0f', tag: v2.4.9 } }", undefined],
  ['a line that the chart is not made for', 'image: { all: { tag: v2.6.15 } }', undefined],
])('values that name %s: %s', (_, values, milvus) => {
  const what = running([], values === '' ? '' : `${values}\nproxy: { replicas: 3 }\n`);
  expect(draftOf(what).environment.releases[0]?.milvus).toBe(milvus);
  // It stands in one of the two.
  const { text = '', running: runs = '' } = splitValues('prod', what.releases[0]!);
  expect(text.includes('tag:')).toBe(values.includes('tag:') && milvus === undefined);
  expect(runs.includes('tag:')).toBe(values.includes('tag:'));
});

test('a host that is answered stands for the one that is missing', () => {
  expect(draftOf(running([], ''), { host: 'a.example.com' }).environment.releases[0]?.host).toBe('a.example.com');
});

test('releases behind different Ingresses are no environment', () => {
  const [ingress] = page('ingress-google-managed.yaml');
  const other = JSON.parse(JSON.stringify(ingress).replaceAll('my-release', 'other')) as RunningObject;
  const release = (name: string) => ({ name, chart: '5.0.19', values: { file: name, text: '' } });
  const what = running([ingress!, other], '', { releases: [release('my-release'), release('other')] });
  expect(() => draftOf(what)).toThrow(
    new UserError([
      {
        message: 'the releases do not share one Ingress: my-release-milvus, other-milvus lead to some of them each',
        cure: 'make an environment of each Ingress: name only its releases',
      },
    ]),
  );
});

test('the choices of a new environment, taken as they stand, change nothing', () => {
  const releases = [{ name: 'milvus', host: 'milvus.example.com' }];
  const small = { project: 'my-project', releases };
  const chosen = parse(choicesBeside(small, 'docs/environment.md').slice(1).join('\n')) as Partial<Environment>;
  expect(Object.keys(chosen)).toEqual(['certificate', 'loadBalancer', 'gcp']);
  expect(topologyOf('test', { ...small, ...chosen })).toEqual(topologyOf('test', small));
});
