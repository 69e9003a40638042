import { RULES } from '../../src/rules/index';
import type { Rule } from '../../src/rules/rule';
import { lint } from '../../src/rules/run';
import type { Options } from '../../src/rules/run';
import { ingress, service, together, values } from '../../src/rules/examples';

const now = new Date('2026-01-01T00:00:00Z');
const rule = (id: string): Rule => RULES.find((one) => one.id === id)!;
const found = (text: string, options: Partial<Options> = {}) => lint([{ file: 'a.yaml', text }], { now, ...options });
const idsIn = (text: string, options: Partial<Options> = {}) => [
  ...new Set(found(text, options).map((finding) => finding.rule)),
];
const OPEN = ingress({ annotations: { 'kubernetes.io/ingress.allow-http': undefined } });

test('tells where, what, why, the way out and a page', () => {
  const [finding] = found(service().replace('HTTP2', 'HTTPS'), { rules: [rule('grpc-port-speaks-http2')] });
  expect(finding).toEqual({
    rule: 'grpc-port-speaks-http2',
    severity: 'error',
    at: { file: 'a.yaml', line: 6, col: 5 },
    path: 'metadata.annotations["cloud.google.com/app-protocols"]',
    object: 'Service my-release-milvus',
    message: 'port "milvus" must be HTTP2, got HTTPS',
    why: rule('grpc-port-speaks-http2').why,
    cure: `Write cloud.google.com/app-protocols: '{"milvus":"HTTP2"}'.`,
    see: 'https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-http2',
    frame: [
      { line: 5, text: '  annotations:' },
      { line: 6, text: `    cloud.google.com/app-protocols: '{"milvus":"HTTPS"}'` },
      { line: 7, text: `    cloud.google.com/backend-config: '{"default":"my-config"}'` },
    ],
  });
});

test('finds the line inside of a user.yaml, where its text stands', () => {
  const text = values('common:\n  security:\n    tlsMode: 2');
  const [finding] = found(text, { rules: [rule('tls-mode-is-one-sided')] });
  expect(text.split('\n')[finding!.at.line - 1]).toBe('        tlsMode: 2');
  expect(finding!.at.col).toBe(9);
});

test('goes through files in their order, from top to bottom', () => {
  const bad = service().replace('HTTP2', 'HTTPS');
  const inputs = ['b.yaml', 'a.yaml'].map((file) => ({
    file,
    text: together(bad, bad.replace('name: my', 'name: your')).replaceAll('release', `release-${file[0]!}`),
  }));
  const places = lint(inputs, { now, rules: [rule('grpc-port-speaks-http2')] }).map(
    ({ at }) => `${at.file}:${at.line}`,
  );
  expect(places).toEqual(['b.yaml:6', 'b.yaml:18', 'a.yaml:6', 'a.yaml:18']);
});

test('reads a text only where a finding stands, if its values are known', () => {
  const input = { file: 'a.yaml', values: [{ apiVersion: 'v1', kind: 'ConfigMap' }] };
  const text = jest.fn(() => 'apiVersion: v1\n');
  lint([Object.defineProperty({ ...input, text: '' }, 'text', { get: text })], { now });
  const [finding] = lint(
    [
      {
        file: 'b.yaml',
        text: service().replace('HTTP2', 'h2'),
        values: [{ ...known, metadata: { ...known.metadata } }],
      },
    ],
    { now, rules: [rule('app-protocols-is-valid')] },
  );
  expect(finding?.at).toEqual({ file: 'b.yaml', line: 6, col: 5 });
});

const known = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'my-release-milvus', annotations: { 'cloud.google.com/app-protocols': '{"milvus":"h2"}' } },
  spec: { ports: [{ name: 'milvus', port: 19530 }] },
};

test('a rule that throws becomes a finding, keeps what it found, and stops no other', () => {
  const broken: Rule = {
    ...rule('no-clear-text'),
    id: 'broken-rule',
    *check({ ingresses }) {
      yield { on: ingresses[0]!, message: 'found before' };
      throw new Error('no such luck');
    },
  };
  const findings = found(OPEN, { rules: [broken, rule('no-clear-text')] });
  expect(findings.map(({ rule: id, severity, message }) => [id, severity, message])).toEqual([
    ['broken-rule', 'warning', 'found before'],
    ['broken-rule', 'warning', 'the rule itself failed, so it cannot tell: no such luck'],
    ['no-clear-text', 'warning', 'port 80 is open and serves Milvus in clear text'],
  ]);
});

describe('allows a finding', () => {
  const open = { rules: [rule('no-clear-text')] };
  const annotated = (reason: string) =>
    OPEN.replace('annotations:\n', `annotations:\n    milvus-l7/allow.no-clear-text: ${reason}\n`);

  test('by an annotation with a reason', () => {
    expect(idsIn(OPEN, open)).toEqual(['no-clear-text']);
    expect(idsIn(annotated('a test system'), open)).toEqual([]);
  });

  test('not by one that is no text', () => {
    expect(idsIn(annotated('[]'))).toEqual(expect.arrayContaining(['no-clear-text', 'annotations-are-strings']));
  });

  test.each(['""', '"  "'])('not by one whose reason is %s', (reason) => {
    expect(idsIn(annotated(reason))).toEqual(expect.arrayContaining(['no-clear-text', 'allowance-has-a-reason']));
  });

  test('on that object alone', () => {
    const other = OPEN.replace('name: my', 'name: your');
    expect(found(together(annotated('a test system'), other), open).map(({ object }) => object)).toEqual([
      'Ingress your-release-milvus',
    ]);
  });

  test.each([
    '# milvus-l7 allow proxies-are-several: a test system',
    'cluster: {} # milvus-l7 allow proxies-are-several: why',
  ])('of Helm values by the comment %s', (comment) => {
    const one = { rules: [rule('proxies-are-several')] };
    const plain = 'common: { security: { tlsMode: 1 } }';
    expect(idsIn(values(plain), one)).toEqual(['proxies-are-several']);
    expect(idsIn(values(plain, { more: comment }), one)).toEqual([]);
  });

  test('of all that an environment synthesizes, by the environment', () => {
    const ours = `# milvus-l7 environment=test\n${OPEN}`;
    const allow = new Map([['test', { 'no-clear-text': 'a test system' }]]);
    expect(idsIn(ours, { ...open, allow })).toEqual([]);
    expect(idsIn(ours.replace('=test', '=other'), { ...open, allow })).toEqual(['no-clear-text']);
  });
});

test('what one environment synthesizes is not seen by another', () => {
  const both = ['one', 'two'].map((name) => ({
    file: `${name}.yaml`,
    text: `# milvus-l7 environment=${name}\n${ingress({ annotations: { 'kubernetes.io/ingress.global-static-ip-name': 'milvus' } })}`,
  }));
  expect(lint(both, { now, rules: [rule('address-serves-one-ingress')] })).toEqual([]);
});

test('a template is told once, as something that cannot be told', () => {
  const template = 'apiVersion: v1\nkind: {{ .Values.kind }}\nmetadata:\n  {{- toYaml . | nindent 2 }}\nspec: [\n';
  expect(found(template).map(({ severity, message }) => [severity, message])).toEqual([
    ['info', 'is a template: no rule can see what it renders to'],
  ]);
});

describe('secrets in the lines around a finding', () => {
  const shown = (more: string, id = 'no-secrets-in-values') =>
    found(values('common: { security: { tlsMode: 1 } }', { more }), { rules: [rule(id)] })
      .flatMap(({ frame, message, cure }) => [...frame.map(({ text }) => text), message, cure])
      .join('\n');

  test.each([
    ['a value', 'externalS3:\n  accessKey: hunter2\n  secretKey: hunter2'],
    ['a quoted value', 'externalS3:\n  "secretKey": "hunter2"'],
    ['a flow mapping', 'externalS3: { bucketName: b, secretKey: hunter2 }'],
    ['a flow mapping in quotes', 'externalS3: { "secretKey": "hunter2", b: c }'],
    ['a block of text', 'externalS3:\n  secretKey: |\n    hunter2\n    hunter2'],
    ['a list', 'auth:\n  tokens:\n    - hunter2\n    - hunter2'],
    ['a list as far left as its key', 'auth:\n  tokens:\n  - hunter2\n  - hunter2'],
    ['a flow list', 'auth: { tokens: [a, hunter2] }'],
    ['a key of a path', 'jwt:\n  secret: hunter2'],
    ['a URL', 'mq:\n  - amqp://me:hunter2@mq:5672'],
    ['an environment variable', 'proxy:\n  extraEnv:\n    - name: MINIO_SECRET_KEY\n      value: hunter2'],
  ])('are masked: %s', (_, more) => {
    expect(shown(more)).toContain('holds a secret');
    expect(shown(more)).not.toContain('hunter2');
  });

  test('are masked beside a finding of another rule', () => {
    const text = shown('ingress: { enabled: true }\nexternalS3: { secretKey: hunter2 }', 'chart-ingress-is-off');
    expect(text).toContain('externalS3: { secretKey: …');
    expect(text).not.toContain('hunter2');
  });
});
