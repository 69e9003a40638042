import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import type { Validation } from 'cdk8s-cli/lib/plugins/validation';
import { buildSync } from 'esbuild';
import { type Cdk8sViolation, MilvusValidation } from '../../src/apps/cdk8s-validation';
import { MilvusIngressChart } from '../../src/kubernetes/milvus-ingress-chart';

jest.setTimeout(60_000); // a process of its own

const root = join(__dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-validation-'));
  installOurPackage(join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const CONFIG = `app: node app.js
language: typescript
output: manifests
validations:
  - package: ./node_modules/milvus-gke-l7
    version: 0.1.0
    class: MilvusValidation
`;

/** A chart of somebody else's: the load balancer speaks HTTP/1.1 to Milvus, and the path takes no call. */
const APP = `const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'theirs', { namespace: 'vectors' });
new ApiObject(chart, 'service', {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'milvus' },
  spec: { ports: [{ name: 'milvus', port: 19530 }], selector: { app: 'milvus' } },
});
new ApiObject(chart, 'edge', {
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'edge' },
  spec: { rules: [{ host: 'a.io', http: { paths: [
    { path: '/', pathType: 'Exact', backend: { service: { name: 'milvus', port: { number: 19530 } } } },
  ] } }] },
});
app.synth();
`;

test('cdk8s synth tells the findings in a chart that is not ours, by construct, and fails', () => {
  const { status, violations, summary } = cdk8sSynth(APP);
  const told = Object.fromEntries(violations.map((one) => [one.ruleName, one]));
  expect(told['path-carries-grpc']).toMatchInlineSnapshot(`
   {
     "fix": "Write path: / with pathType: Prefix. https://kubernetes.io/docs/concepts/services-networking/ingress/",
     "recommendation": "error: gRPC calls have paths such as /milvus.proto.milvus.MilvusService/Connect: they miss the rule and get the default backend's 404",
     "ruleName": "path-carries-grpc",
     "violatingConstructs": [
       {
         "constructPath": "theirs/edge",
         "locations": [
           "line 28: spec.rules[0].http.paths[0].path: "/" with pathType Exact does not take gRPC calls to Milvus",
         ],
         "manifestPath": "manifests/theirs.k8s.yaml",
         "resourceName": "edge",
       },
     ],
   }
  `);
  expect(told['grpc-port-speaks-http2']?.violatingConstructs[0]?.constructPath).toBe('theirs/service');
  expect(status).not.toBe(0);
  expect(summary.status).toBe('failure');
});

test('succeeds where nothing is wrong', async () => {
  const app = new App({ outdir: join(folder, 'ours') });
  const releases = [{ name: 'my-release', host: 'my-release.milvus.io' }];
  new MilvusIngressChart(app, 'prod', { project: 'milvus-testing-nonprod', releases });
  app.synth();
  const submitted: string[] = [];
  const report = { addViolation: () => undefined, submit: (status: string) => void submitted.push(status) };
  await new MilvusValidation().validate({ manifests: [join(folder, 'ours/prod.k8s.yaml')], report });
  expect(submitted).toEqual(['success']);
});

test('a name of several objects leads to no construct, rather than to a wrong one', async () => {
  const file = join(folder, 'both.yaml');
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: { name: milvus }\nspec: { ports: [{ name: milvus, port: 19530 }] }\n';
  const paths = '[{ path: /, pathType: Exact, backend: { service: { name: milvus, port: { number: 19530 } } } }]';
  const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: milvus }\nspec: { rules: [{ http: { paths: ${paths} } }] }\n`;
  writeFileSync(file, `${service}---\n${ingress}`);
  const violations: Cdk8sViolation[] = [];
  const report = { addViolation: (one: Cdk8sViolation) => void violations.push(one), submit: () => undefined };
  await new MilvusValidation().validate({ manifests: [file], report });
  const found = violations.find(({ ruleName }) => ruleName === 'path-carries-grpc');
  expect(found?.violatingResources.map(({ resourceName }) => resourceName)).toEqual(['Ingress milvus']);
});

test('is what cdk8s-cli takes for a validation', () => {
  const validation: Validation = new MilvusValidation();
  expect(typeof validation.validate).toBe('function'); // the compiler is the judge
});

interface Report {
  readonly violations: readonly {
    readonly ruleName: string;
    readonly violatingConstructs: readonly { readonly constructPath?: string }[];
  }[];
  readonly summary: { readonly status: string };
}

/** Runs the real cdk8s-cli in the project. */
function cdk8sSynth(app: string): Report & { readonly status: number | null } {
  writeFileSync(join(folder, 'app.js'), app);
  writeFileSync(join(folder, 'cdk8s.yaml'), CONFIG);
  const cli = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  const command = [cli, 'synth', '--validation-reports-output-file', 'report.json'];
  rmSync(join(folder, 'report.json'), { force: true });
  const { status } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  const { reports } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8').replaceAll(`${folder}/`, '')) as {
    reports: Report[];
  };
  return { ...reports[0]!, status };
}

function installOurPackage(modules: string): void {
  mkdirSync(join(modules, 'milvus-gke-l7'), { recursive: true });
  for (const name of ['cdk8s', 'cdk8s-plus-27', 'constructs'])
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  buildSync({
    entryPoints: [join(root, 'src/index.ts')],
    outfile: join(modules, 'milvus-gke-l7/index.js'),
    bundle: true,
    platform: 'node',
    external: ['cdk8s', 'cdk8s-plus-27', 'constructs'],
    logLevel: 'error',
  });
}
