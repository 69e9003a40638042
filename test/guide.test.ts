import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { textsOf } from '../src/apps/outputs';
import { loadTargets } from '../src/apps/targets';

/** The objects that the page shows: the project's own copy, and the original where it lies beside the project. */
const SEEDS = ['test/fixtures/guide', '../shared/seed'].filter((folder) => existsSync(folder));

const GUIDE = 'test/fixtures/environments/guide.yaml';

const seed = (folder: string, file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));

function textOf(file: string, path: string): string {
  return textsOf(loadTargets(process.cwd(), [file]).targets).get(path) ?? '';
}
const objectsOf = (file: string, path: string) =>
  parseAllDocuments(textOf(file, path))
    .map((document) => document.toJS() as unknown)
    .filter((object) => object !== null);

describe.each(SEEDS)('as in %s', (folder) => {
  test('the page with a Google-managed certificate yields its three objects, and nothing else', () => {
    expect(objectsOf(GUIDE, 'manifests/guide.k8s.yaml')).toEqual([
      seed(folder, 'backendconfig.yaml'),
      seed(folder, 'managed-crt.yaml'),
      seed(folder, 'ingress-google-managed.yaml'),
    ]);
  });

  test('the page with a self-managed certificate yields its two objects, and nothing else', () => {
    const objects = objectsOf('examples/guide-self-managed.yaml', 'manifests/guide-self-managed.k8s.yaml');
    expect(objects).toEqual([seed(folder, 'backendconfig.yaml'), seed(folder, 'ingress-self-managed.yaml')]);
  });

  test.each([
    [GUIDE, 'helm/guide/my-release.values.yaml'],
    ['examples/guide-self-managed.yaml', 'helm/guide-self-managed/my-release.values.yaml'],
  ])('%s yields its Helm values, annotations spelled as on the page', (file, path) => {
    const text = textOf(file, path);
    interface Values {
      service: { annotations: Record<string, string> };
      extraConfigFiles: { 'user.yaml': string };
    }
    const unpacked = (values: Values) => ({
      ...values,
      extraConfigFiles: parse(values.extraConfigFiles['user.yaml']) as unknown,
    });
    const ours = parse(text) as Values;
    const theirs = seed(folder, 'values.yaml') as Values;
    expect(unpacked(ours)).toEqual(unpacked(theirs));
    for (const annotation of Object.values(theirs.service.annotations)) expect(text).toContain(`'${annotation}'`);
  });
});
