import { runbookOf } from '../../src/runbook/runbook';
import type { Topology } from '../../src/topology/topology';
import { Shell } from './shell';
import { snippetOf } from './snippets';
import { guide, production, tenants } from './topologies';

const USER_YAML = `extraConfigFiles:
    user.yaml: |+
      common:
        security:
          tlsMode: 1

      tls:
        serverPemPath: /milvus/tls/tls.crt

proxy:
    replicas: 2
`;

/** Runs the upgrade against a live release of such a chart with such values. */
function upgrade(
  topology: Topology,
  live: { chart?: string; values?: string; variables?: Record<string, string>; release?: string },
): { code: number | undefined; calls: string[]; errors: string; shell: Shell } {
  const { name } = topology.releases.find((release) => !live.release || release.name === live.release)!;
  const shell = new Shell();
  shell.write(`dist/helm/${topology.environment}/${name}.values.yaml`, `# milvus-l7\n${USER_YAML}`);
  const page = runbookOf(topology);
  const { codes, calls, errors } = shell.paste(
    [snippetOf(page, 'secrets-folder'), snippetOf(page, 'helm-upgrade', name)],
    {
      ...(live.chart !== undefined && {
        FAKE_HELM_LIST: `[{"name":"${name}","namespace":"default","revision":"3","status":"deployed","chart":"${live.chart}","app_version":"2.4.6"}]`,
      }),
      FAKE_HELM_VALUES: shell.write('live.yaml', live.values ?? 'null\n'),
      ...live.variables,
    },
  );
  return { code: codes['helm-upgrade'], calls, errors, shell };
}

const upgraded = ({ calls }: { calls: readonly string[] }): boolean =>
  calls.some((call) => call.startsWith('helm upgrade'));

test('merges into the values of the live release, which it saves first', () => {
  const { code, calls, shell } = upgrade(guide, { chart: 'milvus-4.2.0', values: 'minio:\n  enabled: false\n' });
  expect(code).toBe(0);
  expect(calls.join('\n')).toMatchInlineSnapshot(`
   helm list --namespace default --filter ^my-release$ --output json
   helm get values my-release --namespace default --output yaml
   helm upgrade --install my-release milvus/milvus --version 4.2.0 --namespace default --reset-then-reuse-values --values dist/helm/guide/my-release.values.yaml --wait --timeout 20m
  `);
  const saved = shell.saved('secrets/guide');
  expect(saved.map(({ name, mode }) => [name.replace(/\d{8}-\d{6}/, 'TIME'), mode])).toEqual([
    ['my-release.values.TIME.yaml', 0o600],
  ]);
  expect(saved[0]!.text).toBe('minio:\n  enabled: false\n');
});

test('installs a release that is not there, with nothing to save', () => {
  const { code, calls } = upgrade(guide, {});
  expect(code).toBe(0);
  expect(calls.join('\n')).toMatchInlineSnapshot(`
   helm list --namespace default --filter ^my-release$ --output json
   helm upgrade --install my-release milvus/milvus --version 4.2.0 --namespace default --reset-then-reuse-values --values dist/helm/guide/my-release.values.yaml --wait --timeout 20m
  `);
});

test('replaces the values where the file is complete, and passes the secret ones by name only', () => {
  const { code, calls } = upgrade(tenants, { chart: 'milvus-5.0.3', values: USER_YAML.replace('1', '2') });
  expect(code).toBe(0);
  expect(calls.at(-1)).toMatchInlineSnapshot(
    `"helm upgrade --install alpha milvus/milvus --version 5.0.19 --namespace search --values dist/helm/tenants/alpha.values.yaml --values <secrets/alpha's $1.yaml> --wait --timeout 20m"`,
  );
});

test.each([
  ['of an older line', production, 'milvus-4.2.58', 'STOP: milvus-production runs milvus-4.2.58'],
  ['of a newer line', guide, 'milvus-5.0.19', 'STOP: my-release runs milvus-5.0.19'],
  ['of another chart', guide, 'mysql-4.2.0', 'STOP: my-release runs mysql-4.2.0'],
  ['with a newer patch', guide, 'milvus-4.2.25', 'newer than milvus-4.2.0'],
])('stops before the upgrade when the live release is %s', (_, topology, chart, message) => {
  const run = upgrade(topology, { chart });
  expect(run.code).toBe(1);
  expect(run.errors).toContain(message);
  expect(upgraded(run)).toBe(false);
});

test.each([
  ['another value', USER_YAML.replace('tlsMode: 1', 'tlsMode: 0')],
  ['another nesting', USER_YAML.replace('          tlsMode', '        tlsMode')],
  ['a key more', USER_YAML.replace('      common:', '      log:\n        level: debug\n      common:')],
  ['a key less', USER_YAML.replace(/\n {6}tls:[^]*tls.crt/, '')],
  ['one quoted line', 'extraConfigFiles:\n  user.yaml: "common:\\n  security:\\n    tlsMode: 1\\n"\n'],
])('stops before the upgrade when the live user.yaml is a different one: %s', (_, values) => {
  const run = upgrade(production, { chart: 'milvus-5.0.19', values });
  expect(run.code).toBe(1);
  expect(run.errors).toContain('STOP: milvus-production has a user.yaml of its own');
  expect(upgraded(run)).toBe(false);
});

test('goes on when the live user.yaml is ours from the last time, however helm indents it', () => {
  const values = `externalS3:
  enabled: true
extraConfigFiles:
  user.yaml: |
    common:
      security:
        tlsMode: 1

    tls:
      serverPemPath: /milvus/tls/tls.crt
proxy:
  replicas: 2
`;
  const run = upgrade(production, { chart: 'milvus-5.0.19', values });
  expect(run).toMatchObject({ code: 0, errors: '' });
  expect(upgraded(run)).toBe(true);
});

test('goes on when the reader has seen the difference and says so', () => {
  const values = USER_YAML.replace('tlsMode: 1', 'tlsMode: 0');
  const run = upgrade(production, { chart: 'milvus-5.0.19', values, variables: { REPLACE: 'yes' } });
  expect(run.code).toBe(0);
  expect(upgraded(run)).toBe(true);
});

test.each([
  ['proxies', production, undefined, 'proxy:\n  volumes:\n  - name: other\n'],
  ['standalone pod', tenants, 'beta', 'volumeMounts:\n- name: other\n'],
])('stops before the upgrade when the live %s has volumes of its own', (_, topology, release, values) => {
  const chart = release === undefined ? 'milvus-5.0.19' : 'milvus-4.2.58';
  const run = upgrade(topology, { chart, values, ...(release !== undefined && { release }) });
  expect(run.code).toBe(1);
  expect(run.errors).toContain('has volumes of its own');
  expect(upgraded(run)).toBe(false);
});

test('goes on when the volumes are ours from the last time', () => {
  const values =
    'proxy:\n  volumes:\n  - name: backend-tls\n    secret:\n      secretName: milvus-production-backend-tls\n';
  expect(upgrade(production, { chart: 'milvus-5.0.19', values }).code).toBe(0);
});

test.each(['v3.13.3+gc8b9489', 'v2.17.0+ga690bad', 'v3.2.0+ge11b7ce'])('stops at Helm %s', (version) => {
  const tools = snippetOf(runbookOf(guide), 'tools');
  expect(new Shell().paste([tools], { FAKE_HELM_VERSION: version }).codes).toEqual({ tools: 1 });
});

test.each(['v3.14.0+g3fc9f4b', 'v3.20.1', 'v4.1.0+g4553a0a'])('goes on with Helm %s', (version) => {
  const tools = snippetOf(runbookOf(guide), 'tools');
  expect(new Shell().paste([tools], { FAKE_HELM_VERSION: version }).codes).toEqual({ tools: 0 });
});
