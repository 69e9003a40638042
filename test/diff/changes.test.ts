import * as fc from 'fast-check';
import { isMap, isScalar, parse, parseAllDocuments, parseDocument, stringify, visit } from 'yaml';
import { changesBetween, isEmpty } from '../../src/diff/changes';
import type { Files } from '../../src/diff/dist';
import { summaryOf } from '../../src/diff/summary';
import { changes, dangers, distOf, edited } from './dist-of';

jest.setTimeout(120_000);

const TENANTS = `project: example-production
namespace: search
releases:
  - { name: vectors, host: vectors.example.com, rest: {} }
  - { name: trial, host: trial.example.com, mode: standalone }
loadBalancer: { name: milvus }
gcp:
  network: { create: {} }
  cluster: { create: {} }
  helmRelease: true
`;
const PROD = distOf({ prod: TENANTS });
const MANIFEST = 'manifests/prod.k8s.yaml';
const VALUES = 'helm/prod/vectors.values.yaml';
const STACK = 'terraform/stacks/prod/cdk.tf.json';

describe('what is no change', () => {
  test('the same files', () => {
    expect(isEmpty(changes(PROD, PROD))).toBe(true);
    expect(isEmpty(changes(PROD, new Map(PROD)))).toBe(true);
  });

  test('any order of documents, keys, rules and files', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = fc.sample(fc.nat(), { numRuns: 400, seed });
        let at = 0;
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, by: random[at++ % random.length] ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ item }) => item);
        expect(isEmpty(changes(PROD, reordered(PROD, shuffled)))).toBe(true);
      }),
    );
  });

  test.each([
    ['comments', (text: string) => `# hello\n${text.replaceAll('\nkind:', '\n# a word\nkind:')}`],
    ['quotes', (text: string) => restyled(text, 'QUOTE_DOUBLE')],
    ['blank lines and CRLF', (text: string) => text.replaceAll('\n', '\r\n\r\n')],
    [
      'JSON instead of YAML',
      (text: string) =>
        `---\n${parseAllDocuments(text)
          .map((one) => JSON.stringify(one.toJS()))
          .join('\n---\n')}\n`,
    ],
  ])('%s', (_, restyle) => {
    const other = new Map([...PROD, [MANIFEST, restyle(PROD.get(MANIFEST) ?? '')]]);
    expect(other.get(MANIFEST)).not.toBe(PROD.get(MANIFEST));
    expect(changes(PROD, other)).toEqual({ added: [], removed: [], kept: [] });
  });

  test.each([
    ['a comment in user.yaml', 'tlsMode: 1', 'tlsMode: 1 # server'],
    [
      'the order inside user.yaml',
      'tlsMode: 1\n        authorizationEnabled: true',
      'authorizationEnabled: true\n        tlsMode: 1',
    ],
    ['quotes in user.yaml', '/milvus/tls/tls.crt', '"/milvus/tls/tls.crt"'],
    ['blanks in JSON', '{"ingress": true}', '{ "ingress":true }'],
    ['a comment', 'service:\n', 'service: # the chart makes it\n'],
  ])('in Helm values, %s', (_, from, to) => {
    expect(isEmpty(changes(PROD, edited(PROD, VALUES, from, to)))).toBe(true);
  });

  test("cdktf's own notes", () => {
    const other = edited(PROD, STACK, '"path": "prod/address/address"', '"path": "prod/x/y"');
    expect(isEmpty(changes(PROD, other))).toBe(true);
  });
});

describe('what is a change without danger', () => {
  test('labels, of whatever object', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.nat(20), word, word, (index, key, value) => {
        const documents = parseAllDocuments(PROD.get(MANIFEST) ?? '');
        const one = documents[index % documents.length];
        one?.setIn(['metadata', 'labels', key], value);
        const other = new Map([...PROD, [MANIFEST, documents.map(String).join('---\n')]]);
        const found = changes(PROD, other);
        expect(summaryOf(found).environments.flatMap(({ lines }) => lines)).toHaveLength(1);
        expect(dangers(PROD, other)).toEqual([]);
      }),
    );
  });

  test.each([
    ['a release more', TENANTS.replace('loadBalancer:', '  - { name: third, host: third.example.com }\nloadBalancer:')],
    ['labels of resources', TENANTS.replace('gcp:\n', 'gcp:\n  labels: { team: search }\n')],
    ['more proxies', TENANTS.replace('rest: {} }', 'rest: {}, proxy: { replicas: 4 } }')],
    ['longer calls', TENANTS.replace('{ name: milvus }', '{ name: milvus, backend: { timeoutSec: 7200 } }')],
    ['a newer patch of the chart', TENANTS.replace('mode: standalone', 'mode: standalone, chart: 5.0.20')],
    [
      'a larger subnet',
      TENANTS.replace('network: { create: {} }', 'network: { create: { subnetwork: { ipCidrRange: 10.0.0.0/19 } } }'),
    ],
  ])('%s', (_, text) => {
    const other = distOf({ prod: text });
    expect(isEmpty(changes(PROD, other))).toBe(false);
    expect(dangers(PROD, other)).toEqual([]);
  });

  test('a new environment, told once', () => {
    const both = distOf({
      prod: TENANTS,
      trial: TENANTS.replace('vectors', 'other-v')
        .replace('trial,', 'other-t,')
        .replace('name: milvus', 'name: other')
        .replace('project: example-production', 'project: example-trial')
        .replaceAll('example.com', 'example.org'),
    });
    const { dangers: told, environments } = summaryOf(changes(PROD, both));
    expect(told).toEqual([]);
    expect(environments.map(({ name, what }) => [name, what])).toEqual([['trial', 'new']]);
  });
});

test('tells values before and after by their path, and items of lists by their names', () => {
  const other = edited(
    edited(PROD, MANIFEST, 'timeoutSec: 3600', 'timeoutSec: 7200'),
    MANIFEST,
    'number: 8080',
    'name: rest',
  );
  const [environment] = summaryOf(changes(PROD, other)).environments;
  expect(environment?.lines.map(({ title, fields }) => [title, ...fields])).toMatchInlineSnapshot(`
   [
     [
       "BackendConfig search/vectors-backendconfig",
       {
         "after": "7200",
         "before": "3600",
         "path": "spec.timeoutSec",
       },
     ],
     [
       "Ingress search/milvus",
       {
         "before": "8080",
         "path": "spec.rules["vectors.example.com"].http.paths["/v2/vectordb"].backend.service.port.number",
       },
       {
         "after": "rest",
         "path": "spec.rules["vectors.example.com"].http.paths["/v2/vectordb"].backend.service.port.name",
       },
     ],
   ]
  `);
});

test('masks secrets, wherever they stand', () => {
  const secret = (to: string) =>
    edited(PROD, VALUES, 'service:\n', `externalS3: { secretKey: ${to} }\nmq: "amqp://user:${to}@host"\nservice:\n`);
  const text = JSON.stringify(summaryOf(changes(secret('before1234'), secret('after1234'))));
  expect(text).toContain('a secret');
  expect(text).not.toMatch(/before1234|after1234/);
  expect(JSON.stringify(summaryOf(changes(PROD, secret('after1234'))))).not.toContain('after1234');
  const object = (to: string) =>
    new Map([
      ...PROD,
      [MANIFEST, `apiVersion: v1\nkind: Secret\nmetadata: { name: x }\nstringData: { word: ${to} }\n`],
    ]);
  const summary = JSON.stringify(summaryOf(changes(object('before1234'), object('after1234'))));
  expect(summary).toContain('stringData.word');
  expect(summary).not.toMatch(/before1234|after1234/);
});

test('sees a rename by what stays the same, and pairs the likest', () => {
  const spec = 'name: vectors-rest-backendconfig\n  namespace: search\nspec:\n';
  const before = edited(PROD, MANIFEST, spec, `${spec}  sessionAffinity: { affinityType: CLIENT_IP }\n`);
  const names = (text: string) =>
    text.replaceAll('vectors-backendconfig', 'z').replaceAll('vectors-rest-backendconfig', 'a');
  const after = new Map([...before, [MANIFEST, names(before.get(MANIFEST) ?? '')]]);
  const renamed = changes(before, after).kept[0]?.changes.flatMap((one) =>
    one.what === 'renamed' ? [`${one.before.name} ${one.after.name}`] : [],
  );
  expect(renamed).toEqual(['vectors-backendconfig z', 'vectors-rest-backendconfig a']);
});

test('tells every file that cannot be read, on both sides', () => {
  const broken = new Map([...PROD, [MANIFEST, 'a: [\n'], [STACK, '{']]);
  expect(() => changes(broken, PROD)).toThrow(
    /old:manifests\/prod.k8s.yaml.*not valid YAML[^]*old:terraform.*must be Terraform/,
  );
  expect(() => changes(PROD, broken)).toThrow(/^manifests\/prod.k8s.yaml/m);
});

test('does not read environments whose files are the same', () => {
  const broken: Files = new Map([['manifests/other.k8s.yaml', 'a: [\n']]);
  const [before, after] = [
    new Map([...PROD, ...broken]),
    new Map([...edited(PROD, VALUES, 'tlsMode: 1', 'tlsMode: 2'), ...broken]),
  ];
  expect(changes(before, after).kept).toHaveLength(1);
});

test('gives a stack to its environment, also where the name ends in -release', () => {
  const stack = (name: string): [string, string] => [
    `terraform/stacks/${name}/cdk.tf.json`,
    '{"resource":{"a":{"b":{}}}}',
  ];
  const manifest = (name: string): [string, string] => [`manifests/${name}.k8s.yaml`, ''];
  const label = (path: string) => path;
  const files = new Map([
    manifest('a'),
    stack('a'),
    stack('a-release'),
    manifest('b-release'),
    stack('b-release'),
    stack('c-release'),
  ]);
  const { added } = changesBetween({ files: new Map(), label }, { files, label });
  expect(added.map(({ name, artifacts }) => `${name}: ${String(artifacts.length)}`)).toEqual([
    'a: 4',
    'b-release: 2',
    'c-release: 2',
  ]);
});

/** Every file with its documents, mappings and named lists in another order. */
function reordered(files: Files, shuffled: <T>(items: readonly T[]) => T[]): Files {
  const turn = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => turn(item));
      return ['rules', 'paths', 'ports'].includes(key) &&
        items.every((one) => typeof one === 'object' && one !== null && ('host' in one || 'path' in one))
        ? shuffled(items)
        : items;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      shuffled(Object.entries(value)).map(([name, one]) => [
        name,
        name === 'user.yaml' ? stringify(turn(parse(one as string))) : turn(one, name),
      ]),
    );
  };
  return new Map(
    shuffled([...files]).map(([path, text]) => {
      if (path.endsWith('.json')) return [path, JSON.stringify(turn(JSON.parse(text)))];
      if (path.endsWith('.md')) return [path, text];
      const [heading] = text.split('\n');
      const documents = parseAllDocuments(text)
        .map((one) => one.toJS() as unknown)
        .filter(Boolean);
      return [
        path,
        `${heading ?? ''}\n---\n${shuffled(documents)
          .map((one) => stringify(turn(one)))
          .join('---\n')}`,
      ];
    }),
  );
}

function restyled(text: string, type: 'QUOTE_DOUBLE'): string {
  return text
    .split(/^---\n/m)
    .map((part) => {
      const document = parseDocument(part);
      visit(document, {
        Scalar: (_, node) => {
          if (isScalar(node) && typeof node.value === 'string') node.type = type;
        },
      });
      return isMap(document.contents) ? document.toString() : part;
    })
    .join('---\n');
}
