import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';
import * as ours from '../src/index';

const { libraryDocs } = jest.requireActual<{ libraryDocs: (page: string, root: string) => string }>(
  '../scripts/library-docs',
);
const page = readFileSync('docs/library.md', 'utf8');
const programs = [...page.matchAll(/^#{1,3} ([^\n]+)\n(?:(?!^#).)*?^```ts\n(.*?)^```$/gms)].map(
  ([, title = '', code = '']) => ({ title, code }),
);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'library-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('docs/library.md is what the docstrings say (else: npm run generate)', () => {
  expect(page).toBe(libraryDocs(page, '.'));
});

test('every class and function that is public is in the API', () => {
  const api = page.slice(page.indexOf('## API'));
  const missing = Object.keys(ours).filter((name) => !api.includes(`### ${name}\n`) && !api.includes(`\`${name}`));
  expect(missing.filter((name) => name !== 'KubernetesObject')).toEqual([]);
});

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: object };
  readonly spec: object;
}

describe('what a recipe makes', () => {
  test('another path on the Ingress leads to the Service, whose BackendConfig comes first', () => {
    const objects = objectsOf('Another path on the Ingress');
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names.slice(-3)).toEqual(['BackendConfig attu-backendconfig', 'Service attu', 'Ingress vectors-milvus']);
    expect(JSON.stringify(objects.at(-1)?.spec)).toContain('"path":"/attu"');
  });

  test('a second Ingress stands beside the first', () => {
    const ingresses = objectsOf('A second Ingress').filter(({ kind }) => kind === 'Ingress');
    expect(ingresses.map(({ metadata }) => metadata.name)).toEqual(['vectors-milvus', 'vectors-inside']);
  });

  test('a BackendConfig of your own has what the environment says, and the patch', () => {
    expect(objectsOf('A BackendConfig of your own')[0]?.spec).toMatchObject({
      timeoutSec: 7200,
      sessionAffinity: { affinityType: 'CLIENT_IP' },
    });
  });

  test('labels for everything are on every object', () => {
    const labels = objectsOf('Labels for everything').map(({ metadata }) => metadata.labels);
    expect(labels.slice(0, -1)).toEqual(labels.slice(1).map(() => ({ team: 'search' })));
    expect(labels.at(-1)).toEqual({ team: 'search', exposed: 'true' });
  });

  test('a jest snapshot has the objects', () => {
    const snapshots: string[] = [];
    run('A jest snapshot in your project', {
      test: (_: string, body: () => void) => body(),
      expect: (text: string) => ({ toMatchSnapshot: () => snapshots.push(text) }),
    });
    expect(snapshots.map((text) => parseAllDocuments(text).length)).toEqual([5]);
  });

  test('rules in a program tell errors', () => {
    const { errorsIn } = run('The rules in cdk8s synth') as { errorsIn: (file: string) => string[] };
    expect(errorsIn('test/corpus/bad/path-exact.yaml')).toHaveLength(1);
    expect(errorsIn('test/corpus/good/the-page.yaml')).toEqual([]);
  });

  test('skipRules of the first program name a rule', () => {
    expect(() => run('As a library')).not.toThrow();
  });
});

test('the validation that it shows is of our version and class', () => {
  const [, yaml = ''] = /^```yaml\n(.*?)^```$/ms.exec(page) ?? [];
  const { validations } = parse(yaml) as { validations: { version: string; class: string }[] };
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(validations).toMatchObject([{ version, class: 'MilvusValidation' }]);
  expect(ours.MilvusValidation.name).toBe('MilvusValidation');
});

function objectsOf(title: string): KubernetesObject[] {
  run(title);
  const text = readFileSync(join(folder, 'production.k8s.yaml'), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);
}

type Program = (...globals: readonly unknown[]) => void;

/** Runs a program of the page with src in place of the package; gives what it exports. */
function run(title: string, globals: Readonly<Record<string, unknown>> = {}): unknown {
  const { code } = programs.find((program) => program.title === title)!;
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const load = (name: string) => (name === 'milvus-gke-l7' ? ours : jest.requireActual<object>(name));
  const exports = {};
  process.env['CDK8S_OUTDIR'] = folder;
  try {
    const program = compileFunction(outputText, ['require', 'exports', ...Object.keys(globals)]) as Program;
    program(load, exports, ...Object.values(globals));
  } finally {
    delete process.env['CDK8S_OUTDIR'];
  }
  return exports;
}
