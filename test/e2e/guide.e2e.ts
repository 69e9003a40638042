import { CLIENTS, VERSION } from './clients';
import { connects } from './connects';
import { answerOf } from './http';
import { Site } from './site';

describe.each(['environments/guide.yaml', 'examples/guide-self-managed.yaml'])('%s', (file) => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of(file);
    await site.install();
    await site.balance();
  });
  afterAll(() => site.stop());

  connects(() => site, 'my-release');

  test('port 80 serves the same in clear text', async () => {
    const port = site.port('80');
    expect((await answerOf(port, 'my-release.milvus.io', '/', 'http')).status).toBe(415);
    expect((await answerOf(port, 'elsewhere.milvus.io', '/', 'http')).status).toBe(404);
  });

  test('REST on the port of gRPC gets 415 since TLS is on', async () => {
    const path = '/v1/vector/collections';
    expect((await answerOf(site.port('443'), 'my-release.milvus.io', path)).status).toBe(415);
  });

  test('the clients do the same without the proxy that stands in for DNS', async () => {
    const direct = (code: string): string => code.replace(':443', `:${site.port('443') ?? 0}`);
    const outcomes = await Promise.all(
      CLIENTS.map((client) =>
        site.clients.direct().run(client, client === 'node' ? 'node-by-ip' : 'pymilvus-by-ip', undefined, direct),
      ),
    );
    expect(outcomes.map(({ out }) => out)).toEqual(CLIENTS.map(() => `${VERSION}\n`));
  });
});
