import { restBlocks } from '../../src/runbook/rest';
import { runbookOf } from '../../src/runbook/runbook';
import { topologyOf } from '../../src/topology/topology-of';
import { Shell } from './shell';
import { snippetOf, snippetsOf } from './snippets';

const topologyWith = (release: object) =>
  topologyOf('prod', {
    project: 'my-project',
    releases: [{ name: 'my-release', host: 'my-release.milvus.io', ...release }],
  });
const pageWith = (release: object): string => runbookOf(topologyWith(release));
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** What the section says to a client with a certificate of its own and a token. */
function blocksWith(rest: object, token = true): string {
  const [release] = topologyWith({ rest }).releases;
  const endpoint = { host: 'my-release.milvus.io', certificateFile: 'secrets/prod/tls.crt', token };
  return restBlocks(release!, endpoint).join('\n\n');
}

test('calls REST by name, with the certificate to trust, and the token where nobody sees it', () => {
  expect(snippetOf(blocksWith({}), 'rest-by-name').code).toMatchInlineSnapshot(`
   curl --silent --show-error --fail --max-time 10 \\
     --cacert "secrets/prod/tls.crt" \\
     --header @- \\
     --header 'Content-Type: application/json' --data '{}' \\
     https://my-release.milvus.io/v2/vectordb/collections/list <<<"Authorization: Bearer \${MILVUS_TOKEN:?}"
  `);
});

test('calls REST by IP, without a token where Milvus asks for none', () => {
  expect(snippetOf(blocksWith({ path: '/v1/vector' }, false), 'rest-by-ip').code).toMatchInlineSnapshot(`
   curl --silent --show-error --fail --max-time 10 \\
     --resolve "my-release.milvus.io:443:\${ADDRESS:?}" \\
     --cacert "secrets/prod/tls.crt" \\
     https://my-release.milvus.io/v1/vector/collections
  `);
});

test('both calls work as they are copied, and the token is in no command line', () => {
  const { codes, calls } = new Shell().paste(snippetsOf(blocksWith({})), {
    ADDRESS: '203.0.113.7',
    MILVUS_TOKEN: 'root:secret',
  });
  expect(codes).toEqual({ 'rest-by-name': 0, 'rest-by-ip': 0 });
  expect(calls.join('\n')).toMatchInlineSnapshot(`
   curl --silent --show-error --fail --max-time 10 --cacert secrets/prod/tls.crt --header @- --header <Content-Type: application/json> --data {} https://my-release.milvus.io/v2/vectordb/collections/list
   curl --silent --show-error --fail --max-time 10 --resolve my-release.milvus.io:443:203.0.113.7 --cacert secrets/prod/tls.crt --header @- --header <Content-Type: application/json> --data {} https://my-release.milvus.io/v2/vectordb/collections/list
  `);
});

test.each([
  ['/v2', 'https://my-release.milvus.io/v2/vectordb/collections/list'],
  ['/v2/vectordb/collections/list', 'https://my-release.milvus.io/v2/vectordb/collections/list'],
  ['/v1', 'https://my-release.milvus.io/v1/vector/collections'],
])('shows for the path %s the call %s', (path, url) => {
  expect(snippetOf(blocksWith({ path }), 'rest-by-name').code).toContain(` ${url} `);
});

test.each(['/v2/vectordb/entities', '/v2/vector', '/api'])('shows no call for %s, below which no list lies', (path) => {
  expect(snippetsOf(blocksWith({ path }))).toEqual([]);
  expect(blocksWith({ path })).toContain(`https://my-release.milvus.io${path}`);
});

test('says that REST is off, or not routed', () => {
  expect(pageWith({})).toContain('REST (curl): switched off in this release; nothing answers it.');
  expect(flat(pageWith({ rest: 'unmanaged' }))).toContain('with TLS on Milvus does not serve it there.');
  expect(flat(pageWith({ rest: 'unmanaged', chart: '4.2.25' }))).toContain('with TLS on it answers 415 there.');
});

test('tells running clients where REST goes', () => {
  expect(flat(pageWith({ rest: { port: 8081 } }))).toContain(
    '`my-release`: REST leaves port 19530. It is at `https://my-release.milvus.io/v2/vectordb`, and inside the cluster at `https://my-release-milvus-rest.default.svc:8081`.',
  );
});

test('draws the way of REST to the same pods', () => {
  const { code } = snippetOf(pageWith({ rest: {} }), 'diagram');
  expect(code.slice(code.indexOf('map -->|"my-release.milvus.io/v2'))).toMatchInlineSnapshot(`
   map -->|"my-release.milvus.io/v2/vectordb"| rest0["backend service<br/>BackendConfig my-release-rest-backendconfig"]
     rest0 -->|"HTTP/1.1 over TLS"| restneg0["NEG of the Service<br/>my-release-milvus-rest:8080"]
     restneg0 --> pod0
     rest0 -.->|"health check<br/>HTTP :9091/healthz"| pod0
  `);
});

test('says of a 415 which paths lead to REST', () => {
  expect(pageWith({ rest: {} })).toContain('only calls below `/v2/vectordb` reach REST');
  expect(pageWith({})).toContain('gRPC clients only');
});

test('waits for the groups of both Services before it restarts the proxies', () => {
  const { codes, calls } = new Shell().paste([snippetOf(pageWith({ rest: {} }), 'restart')]);
  expect(codes).toEqual({ restart: 0 });
  expect(calls.map((call) => call.split(' ').slice(0, 4).join(' '))).toEqual([
    'kubectl get service my-release-milvus',
    'kubectl get service my-release-milvus-rest',
    'kubectl rollout restart deployment',
    'kubectl rollout status deployment',
  ]);
});

test('makes a certificate for both Services', () => {
  expect(snippetOf(pageWith({ rest: {} }), 'backend-certificate').code).toContain(
    'DNS:my-release-milvus,DNS:my-release-milvus-rest.default.svc,',
  );
});
