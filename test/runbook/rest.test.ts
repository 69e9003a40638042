import { runbookOf } from '../../src/runbook/runbook';
import { topologyOf } from '../../src/topology/topology-of';
import { snippetOf, snippetsOf } from './snippets';

const topologyWith = (release: object, more: object = {}) =>
  topologyOf('prod', {
    project: 'my-project',
    releases: [{ name: 'my-release', host: 'my-release.milvus.io', ...release }],
    ...more,
  });
const pageWith = (release: object, more?: object): string => runbookOf(topologyWith(release, more));
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
const callOf = (release: object, more?: object): string => snippetOf(pageWith(release, more), 'rest-by-name').code;

test('calls REST by name, with the certificate to trust, and the token where nobody sees it', () => {
  expect(callOf({ rest: {} }, { certificate: 'self-managed' })).toMatchInlineSnapshot(`
   curl --silent --show-error --fail --max-time 10 \\
     --cacert "secrets/prod/my-release-milvus-tls.crt" --header @- --header 'Content-Type: application/json' --data '{}' \\
     https://my-release.milvus.io/v2/vectordb/collections/list <<<"Authorization: Bearer \${MILVUS_TOKEN:?}"
  `);
});

test('calls REST without a token where Milvus asks for none, and says how by IP', () => {
  expect(callOf({ rest: { path: '/v1/vector' }, authorization: false })).toMatchInlineSnapshot(`
   curl --silent --show-error --fail --max-time 10 \\
     https://my-release.milvus.io/v1/vector/collections
  `);
  expect(flat(pageWith({ rest: {} }))).toContain('By IP, `--resolve "my-release.milvus.io:443:$ADDRESS"` more.');
});

test.each([
  ['/v2', 'https://my-release.milvus.io/v2/vectordb/collections/list'],
  ['/v2/vectordb/collections/list', 'https://my-release.milvus.io/v2/vectordb/collections/list'],
  ['/v1', 'https://my-release.milvus.io/v1/vector/collections'],
])('shows for the path %s the call %s', (path, url) => {
  expect(callOf({ rest: { path } })).toContain(` ${url} `);
});

test.each(['/v2/vectordb/entities', '/v2/vector', '/api'])('shows no call for %s, below which no list lies', (path) => {
  expect(snippetsOf(pageWith({ rest: { path } })).map(({ id }) => id)).not.toContain('rest-by-name');
  expect(pageWith({ rest: { path } })).toContain(`https://my-release.milvus.io${path}`);
});

test('says that REST is off, or not routed', () => {
  expect(flat(pageWith({}))).toContain('REST is switched off; nothing answers it.');
  expect(flat(pageWith({ rest: 'unmanaged' }))).toContain('with TLS on Milvus does not serve it there.');
  expect(flat(pageWith({ rest: 'unmanaged', chart: '4.2.25' }))).toContain('with TLS on it answers 415 there.');
});

test('tells running clients where REST goes', () => {
  expect(flat(pageWith({ rest: { port: 8081 } }))).toContain(
    '`my-release`: REST moves to `https://my-release.milvus.io/v2/vectordb`, inside the cluster to `https://my-release-milvus-rest.default.svc:8081`.',
  );
});

test('draws the way of REST to the same pods', () => {
  expect(/^ {2}lb.*rest0.*$/m.exec(pageWith({ rest: {} }))?.[0]).toMatchInlineSnapshot(
    `"  lb -->|"my-release.milvus.io/v2/vectordb"| rest0["BackendConfig my-release-rest-backendconfig<br/>health check :9091/healthz"] -->|"HTTP/1.1 over TLS"| restneg0["NEG of my-release-milvus-rest:8080"] --> pod0"`,
  );
});
