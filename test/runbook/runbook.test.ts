import { runbookOf } from '../../src/runbook/runbook';
import { snippetOf, snippetsOf } from './snippets';
import { all, guide, issued, production, tenants } from './topologies';

const titlesOf = (page: string): string[] => page.split('\n').filter((line) => line.startsWith('## '));

test('has the steps of the guide in an order that works', () => {
  expect(titlesOf(runbookOf(production)).join('\n')).toMatchInlineSnapshot(`
   ## 1. Prerequisites
   ## 2. Read the installed chart
   ## 3. Plan the window: what changes for running clients
   ## 4. Create what Terraform owns
   ## 5. Certificates in Secrets
   ## 6. Upgrade Milvus
   ## 7. Change the first password
   ## 8. Apply the manifests
   ## 9. Restart the proxies once
   ## 10. Wait for the address
   ## 11. Point DNS at it
   ## 12. Wait for the certificate
   ## Connect
   ## When it does not work
   ## If you cannot run helm
   ## Replace a certificate
   ## Roll back to layer 4
   ## Tear down
  `);
});

test('leaves out the steps that an environment does not have', () => {
  expect(titlesOf(runbookOf(guide)).join('\n')).toMatchInlineSnapshot(`
   ## 1. Prerequisites
   ## 2. Read the installed chart
   ## 3. Plan the window: what changes for running clients
   ## 4. Upgrade Milvus
   ## 5. Apply the manifests
   ## 6. Restart the proxies once
   ## 7. Wait for the address
   ## 8. Point DNS at it
   ## 9. Wait for the certificate
   ## Connect
   ## When it does not work
   ## If you cannot run helm
   ## Roll back to layer 4
   ## Tear down
  `);
});

test('draws the way from the client to each pod', () => {
  expect(snippetOf(runbookOf(tenants), 'diagram').code).toMatchInlineSnapshot(`
   flowchart LR
     client(["client"]) -->|"TLS, HTTP/2"| address["address milvus-production<br/>port 443"]
     address --> proxy["target HTTPS proxy<br/>alpha-milvus-tls<br/>beta-milvus-tls<br/>SSL policy milvus-production"]
     proxy --> map["URL map<br/>Ingress milvus"]
     map -->|"alpha.example.com"| backend0["backend service<br/>BackendConfig alpha-backendconfig"]
     backend0 -->|"HTTP/2 over TLS"| neg0["NEG of the Service<br/>alpha-milvus:19530"]
     neg0 --> pod0["proxy pods<br/>release alpha"]
     backend0 -.->|"health check<br/>HTTP :9091/healthz"| pod0
     map -->|"*.beta.example.com"| backend1["backend service<br/>BackendConfig beta-backendconfig"]
     backend1 -->|"HTTP/2 over TLS"| neg1["NEG of the Service<br/>beta-milvus:19530"]
     neg1 --> pod1["standalone pod<br/>release beta"]
     backend1 -.->|"health check<br/>HTTP :9091/healthz"| pod1
  `);
});

test('says what changes for running clients', () => {
  const page = runbookOf(guide);
  const from = page.indexOf('- The Service becomes');
  expect(page.slice(from, page.indexOf('\n\nThe window lasts'))).toMatchInlineSnapshot(`
   - The Service becomes ClusterIP: a layer-4 load balancer and its address go, for good.
   - TLS (\`tlsMode: 1\`) cuts off every plaintext client as the proxies restart, those inside the
     cluster (\`my-release-milvus.default.svc:19530\`) too.
   - The chart's own Attu, which knows only http://, cannot connect any more; one of your own can.
   - Through the load balancer a call ends after 30 seconds, a gRPC stream too: Google's own limit,
     because \`timeoutSec\` is not said.
   - REST on port 19530 goes: Milvus of this chart drops it when TLS is on.
   - Milvus serves the certificate of its image, whose private key is public: between load balancer and
     pods, TLS then keeps nobody out. \`backendCertificate: secret\` does.
  `);
});

test.each([
  ['runs REST on the TLS port', tenants, 'the proxies do not start'],
  ['switches REST off', production, 'REST goes'],
  ['turns authorization on', production, 'Clients without user and password are refused'],
  ['has a network policy', tenants, 'a NetworkPolicy keeps out clients'],
])('warns clients of a release that %s', (_, topology, text) => {
  expect(runbookOf(topology).replaceAll(/\s+/g, ' ')).toContain(text);
  expect(runbookOf(guide).replaceAll(/\s+/g, ' ')).not.toContain(text);
});

test('gives every block a name of its own and a release where it repeats', () => {
  for (const topology of all) {
    const page = runbookOf(topology);
    const snippets = snippetsOf(page);
    expect(snippets).toHaveLength(page.split('\n').filter((line) => line.startsWith('```')).length / 2);
    const names = snippets.map(({ id, release = '' }) => `${id} ${release}`);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('leaves nothing to fill in but what cannot be known', () => {
  for (const topology of all) {
    const page = runbookOf(topology);
    expect(page).not.toMatch(/undefined|[^/]null|\[object|NaN|TODO|<your/);
    const open = [...page.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    expect([...new Set(open)].filter((name) => !['CLUSTER', 'ADDRESS', 'REVISION', 'NEW'].includes(name!))).toEqual([]);
  }
});

test('refers only to steps that are there', () => {
  for (const topology of all) {
    const page = runbookOf(topology);
    const last = titlesOf(page).filter((title) => /^## \d/.test(title)).length;
    const referred = [...page.matchAll(/step\s+(\d+)/g)].map(([, step]) => Number(step));
    expect(Math.max(...referred)).toBeLessThanOrEqual(last);
  }
});

test('fills paragraphs to a width that a terminal shows', () => {
  const page = runbookOf(tenants).replaceAll(/^```[^]*?^```$/gm, '');
  const long = page.split('\n').filter((line) => line.length > 100 && !line.startsWith('|'));
  expect(long).toEqual([]);
});

test('spells the annotations as the guide does', () => {
  const { code } = snippetOf(runbookOf(guide), 'annotate');
  expect(code).toMatchInlineSnapshot(`
   kubectl annotate service my-release-milvus --namespace default \\
     cloud.google.com/app-protocols='{"milvus":"HTTP2"}' \\
     cloud.google.com/backend-config='{"default": "my-release-backendconfig"}' \\
     cloud.google.com/neg='{"ingress": true}' \\
     --overwrite
  `);
});

test('quotes file names for the shell', () => {
  expect(snippetOf(runbookOf(tenants), 'helm-upgrade', 'alpha').code).toContain(
    String.raw`--values secrets/alpha\'s\ \$1.yaml `,
  );
});

test('the same topology makes the same page', () => {
  expect(runbookOf(issued)).toBe(runbookOf(structuredClone(issued)));
});
