import { connects } from './connects';
import { type Answer, answerOf } from './http';
import { snippetFor } from './release-snippets';
import { Site } from './site';

const FIRST_PASSWORD = 'root:Milvus';

describe('REST on a port of its own', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('test/e2e/fixtures/rest.yaml');
    await site.install();
    await site.balance();
    site.clients.token = FIRST_PASSWORD;
  });
  afterAll(() => site.stop());

  connects(() => site, 'open');
  connects(() => site, 'locked');

  const call = (release: string, token = FIRST_PASSWORD, change = (code: string): string => code) =>
    site.paste(change(snippetFor(site.runbook, 'rest-by-name', release)), {
      ...site.clients.variables(),
      MILVUS_TOKEN: token,
    });
  /** What the runbook says of a call by IP. */
  const byIp =
    (release: string) =>
    (code: string): string =>
      code.replace('curl ', `curl --resolve "${release}.example.com:443:$ADDRESS" `);

  test.each(['open', 'locked'])(
    "the runbook's calls list the collections of %s, by name and by IP",
    async (release) => {
      for (const change of [undefined, byIp(release)]) {
        const { exit, out, errors } = await call(release, undefined, change);
        expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
        expect(JSON.parse(out)).toEqual({ code: 200, data: [] });
      }
    },
  );

  test('a wrong password lists nothing', async () => {
    const { exit, out } = await call('locked', 'root:wrong-password');
    expect({ exit, out }).toEqual({ exit: 22, out: '' }); // curl's for an HTTP error
  });

  test('no password lists nothing', async () => {
    const { status, body } = await answerOf(site.port('443'), 'locked.example.com', '/v1/vector/collections');
    expect({ status, body }).toMatchInlineSnapshot(`
     {
       "body": "{"code":1800,"message":"user hasn't authenticated"}",
       "status": 401,
     }
    `);
  });

  test('creates, inserts, searches and drops, and gRPC sees what it made', async () => {
    const post = async (path: string, json: unknown): Promise<unknown> =>
      contentOf(await answerOf(site.port('443'), 'open.example.com', `/v1/vector${path}`, 'https', { json }));
    const data = Array.from({ length: 10 }, (_, number) => ({ number, vector: [number, 0, 0, 1] }));

    expect(await post('/collections/create', { collectionName: 'rest', dimension: 4 })).toMatchObject({ code: 200 });
    expect(await post('/insert', { collectionName: 'rest', data })).toMatchObject({ data: { insertCount: 10 } });
    const seen = await site.clients.goOn('pymilvus-3.0', SHOW, 'open');
    expect(seen.out.trim().split('\n').at(-1)).toBe("['rest']");
    await expect(found(post)).resolves.toMatchObject({ code: 200, data: [{ number: 7 }] });
    expect(await post('/collections/drop', { collectionName: 'rest' })).toMatchObject({ code: 200 });
  });

  test.each(['/v1/vectors', '/v1', '/v2/vectordb/collections/list', '/'])(
    '%s is not below the path: it goes to the port of gRPC, which answers 415',
    async (path) => expect((await answerOf(site.port('443'), 'open.example.com', path)).status).toBe(415),
  );

  test('the path of the second version, sent to the REST port of 2.3.5, is not found there', async () => {
    const { status } = await answerOf(
      site.milvus.get('open')?.ports[8080],
      'localhost',
      '/v2/vectordb/collections/list',
    );
    expect(status).toBe(404);
  });
});

const SHOW = '\nprint(client.list_collections(timeout=30))\n';

const contentOf = ({ body }: Answer): unknown => JSON.parse(body);

/** Milvus gives the rows ids of its own. They are found only once Milvus has caught up with them; REST of 2.3.5 cannot ask for that. */
async function found(call: (path: string, json: unknown) => Promise<unknown>): Promise<unknown> {
  const search = { collectionName: 'rest', vector: [7, 0, 0, 1], limit: 1, outputFields: ['number'] };
  for (let attempt = 1; ; attempt++) {
    const answer = await call('/search', search);
    if (attempt === 20 || JSON.stringify(answer).includes('"number":7')) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
