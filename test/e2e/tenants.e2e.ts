import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connects } from './connects';
import { answerOf, fingerprintOf } from './http';
import { Site } from './site';

describe('two releases behind one load balancer', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('test/e2e/fixtures/tenants.yaml');
    await site.install();
    await site.balance();
  });
  afterAll(() => site.stop());

  connects(() => site, 'alpha');
  connects(() => site, 'beta');

  test('each host reaches a Milvus of its own', async () => {
    const make = 'client.create_collection("ours", dimension=4, timeout=30)\nclient.close()';
    const list = 'print(client.list_collections(timeout=30))\nclient.close()';
    const run = async (release: string, lines: string): Promise<string> =>
      (
        await site.clients.run('pymilvus-3.0', 'pymilvus-by-name', release, (code) =>
          code.replace('client.close()', lines),
        )
      ).out;
    await run('alpha', make);
    expect(await run('alpha', list)).toBe("v2.3.5-lite\n['ours']\n");
    expect(await run('beta', list)).toBe('v2.3.5-lite\n[]\n');
  });

  test.each([
    ['alpha.example.com', 'alpha-milvus-tls'],
    ['any.beta.example.com', 'beta-milvus-tls'],
  ])('%s is served with the certificate in the Secret %s', async (host, secret) => {
    const { fingerprint256 } = new X509Certificate(readFileSync(site.secret(secret).crt));
    expect(await fingerprintOf(site.port('443'), host)).toBe(fingerprint256);
  });

  test('a name that is no host of the Ingress gets 404', async () => {
    expect((await answerOf(site.port('443'), 'gamma.example.com')).status).toBe(404);
  });

  test('port 80 is closed', () => {
    expect(Object.keys(site.loadBalancer?.ports ?? {})).toEqual(['443']);
  });
});
