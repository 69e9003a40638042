import { createContext, Script } from 'node:vm';
import { runbookOf } from '../../src/runbook/runbook';
import type { Topology } from '../../src/topology/topology';
import { sectionOf, snippetOf } from './snippets';
import { guide, production, selfManaged, tenants } from './topologies';

const codeOf = (topology: Topology, id: string): string => snippetOf(runbookOf(topology), id).code;

test('connects by name, with nothing to trust but what everybody trusts', () => {
  expect(codeOf(guide, 'pymilvus-by-name')).toMatchInlineSnapshot(`
   import os
   from pymilvus import MilvusClient
   client = MilvusClient(
       uri="https://my-release.milvus.io:443",
       # by IP: uri=f"https://{os.environ['ADDRESS']}:443", server_name="my-release.milvus.io",
       timeout=10,
   )
   print(client.get_server_version(timeout=10))
   client.close()
  `);
});

test('connects by IP with the name that TLS and the route need, the certificate, and a time limit', () => {
  expect(codeOf(tenants, 'pymilvus-by-ip')).toMatchInlineSnapshot(`
   import os
   from pymilvus import MilvusClient
   client = MilvusClient(
       uri=f"https://{os.environ['ADDRESS']}:443", server_name="alpha.example.com",
       server_pem_path="secrets/tenants/alpha-milvus-tls.crt",
       token=os.environ["MILVUS_TOKEN"],
       timeout=10,
   )
   print(client.get_server_version(timeout=10))
   client.close()
  `);
});

test("shows the guide's connection by name", () => {
  expect(codeOf(selfManaged, 'connections-by-name')).toMatchInlineSnapshot(`
   # As the page has it, which pymilvus 3.1 drops.
   import os
   from pymilvus import connections, utility
   connections.connect(
       host="my-release.milvus.io", port="443", secure=True,
       # by IP: host=os.environ["ADDRESS"], port="443", secure=True, server_name="my-release.milvus.io",
       server_pem_path="secrets/guide-self-managed/my-release-milvus-tls.crt",
       timeout=10,
   )
   print(utility.get_server_version(timeout=10))
  `);
});

test("shows the guide's connection by IP", () => {
  expect(codeOf(guide, 'connections-by-ip')).toMatchInlineSnapshot(`
   # As the page has it, which pymilvus 3.1 drops.
   import os
   from pymilvus import connections, utility
   connections.connect(
       host=os.environ["ADDRESS"], port="443", secure=True, server_name="my-release.milvus.io",
       timeout=10,
   )
   print(utility.get_server_version(timeout=10))
  `);
});

test('connects Node by IP', () => {
  expect(codeOf(tenants, 'node-by-ip')).toMatchInlineSnapshot(`
   // Behind the wrong host, connecting succeeds with an empty version.
   const { MilvusClient } = require("@zilliz/milvus2-sdk-node");
   async function main() {
     const client = new MilvusClient({
       address: \`\${process.env.ADDRESS}:443\`, channelOptions: { "grpc.default_authority": "alpha.example.com" },
       tls: { serverName: "alpha.example.com", rootCertPath: "secrets/tenants/alpha-milvus-tls.crt" },
       token: process.env.MILVUS_TOKEN,
       ssl: true, timeout: 10_000, maxRetries: 3,
     });
     await client.connectPromise;
     const { version } = await client.getVersion();
     await client.closeConnection();
     if (!version) throw new Error("no version: what answered is not Milvus");
     console.log(version);
   }
   main().catch((error) => { console.error(error); process.exitCode = 1; });
  `);
});

test('types no password into a snippet', () => {
  expect(codeOf(production, 'pymilvus-by-name')).toContain('token=os.environ["MILVUS_TOKEN"]');
  expect(codeOf(production, 'node-by-name')).toContain('token: process.env.MILVUS_TOKEN');
  expect(codeOf(guide, 'node-by-name')).not.toContain('token');
});

/** Runs a Node snippet with an SDK that answers with such a version. */
async function runNode(
  code: string,
  version: string,
): Promise<{ options: unknown; printed: unknown[]; exit: unknown }> {
  const printed: unknown[] = [];
  const made: unknown[] = [];
  class MilvusClient {
    readonly connectPromise = Promise.resolve();
    constructor(options: unknown) {
      made.push(options);
    }
    getVersion = (): Promise<object> => Promise.resolve(version === '' ? {} : { version });
    closeConnection = (): Promise<void> => Promise.resolve();
  }
  const faked = { env: { ADDRESS: '203.0.113.7', MILVUS_TOKEN: 'root:secret' }, exitCode: 0 };
  new Script(code).runInContext(
    createContext({
      require: () => ({ MilvusClient }),
      process: faked,
      console: { log: (text: unknown) => printed.push(text), error: (error: Error) => printed.push(error.message) },
      Error,
    }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  return { options: made[0], printed, exit: faked.exitCode };
}

test('believes a version in Node', async () => {
  const run = await runNode(codeOf(tenants, 'node-by-ip'), '2.6.15');
  expect(run).toEqual({
    options: {
      address: '203.0.113.7:443',
      ssl: true,
      tls: { serverName: 'alpha.example.com', rootCertPath: 'secrets/tenants/alpha-milvus-tls.crt' },
      channelOptions: { 'grpc.default_authority': 'alpha.example.com' },
      token: 'root:secret',
      timeout: 10_000,
      maxRetries: 3,
    },
    printed: ['2.6.15'],
    exit: 0,
  });
});

test.each(['node-by-name', 'node-by-ip'])('does not believe an empty version in Node, %s', async (id) => {
  const run = await runNode(codeOf(guide, id), '');
  expect(run.printed).toEqual(['no version: what answered is not Milvus']);
  expect(run.exit).toBe(1);
});

test('says that REST is off, or not routed', () => {
  expect(runbookOf(production).replaceAll('\n', ' ')).toContain('REST is switched off; nothing answers it.');
  expect(runbookOf(guide).replaceAll('\n', ' ')).toContain('with TLS on it answers 415 there.');
});

test('tells the other releases of several apart by a table', () => {
  const section = sectionOf(runbookOf(tenants), 'Connect');
  expect(section.slice(section.indexOf('Filled in'), section.indexOf('<!--'))).toMatchInlineSnapshot(`
   Filled in for \`alpha\`; another release has another host, and what else the table says:

   | release | host | certificate file | \`token\` |
   | --- | --- | --- | --- |
   | alpha | \`alpha.example.com\` | secrets/tenants/alpha-milvus-tls.crt | yes |
   | beta | \`beta.beta.example.com\` | secrets/tenants/beta-milvus-tls.crt | no |

  `);
});
