import { secretsByHand } from '../../src/topology/certificate-secrets';
import { CLIENTS, VERSION, codesOf } from './clients';
import { connects } from './connects';
import { answerOf, fingerprintOf } from './http';
import { changed } from './objects';
import { PodApi } from './pod-api';
import { SLOW_SEARCH } from './programs';
import { PYMILVUS } from './python';
import { Site } from './site';

const RELEASE = 'milvus-production';
/** As long as it may be. */
const PASSWORD = 'p'.repeat(72);

describe('environments/production.yaml', () => {
  let site: Site;
  let api: PodApi;
  beforeAll(async () => {
    site = await Site.of('environments/production.yaml');
    await site.install();
    api = await PodApi.of(site);
  });
  afterAll(async () => {
    await site.stop();
    await api.stop();
  });

  describe('the first password', () => {
    test('is not replaced by one of 5 characters', async () => {
      const { exit, out } = await api.password('short');
      expect(exit).not.toBe(0);
      expect(out).not.toContain('is changed');
    });

    test('is changed by milvus-l7 password, past the load balancer', async () => {
      const { exit, out } = await api.password(PASSWORD);
      expect(exit).toBe(0);
      expect(out).toContain('the password of root is changed');
    });

    test('gets nobody in any more, so that nothing is changed when it is run again', async () => {
      const { exit, errors } = await api.password('another password');
      expect(exit).toBe(1);
      expect(errors).toContain('root:Milvus does not get in');
    });
  });

  describe('behind the load balancer', () => {
    beforeAll(() => site.balance());
    beforeEach(() => (site.clients.token = `root:${PASSWORD}`));

    connects(() => site, RELEASE);

    test.each([
      ['the first password', 'root:Milvus'],
      ['a wrong password', 'root:wrong-password'],
    ])('%s is refused as UNAUTHENTICATED', async (_, token) => {
      site.clients.token = token;
      const outcomes = await site.clients.all(CLIENTS, RELEASE);
      expect(codesOf(outcomes)).toEqual(CLIENTS.map(() => 'UNAUTHENTICATED'));
    });

    test('no password at all is refused as UNAUTHENTICATED', async () => {
      const outcomes = await site.clients.all(CLIENTS, RELEASE, withoutToken);
      expect(codesOf(outcomes)).toEqual(CLIENTS.map(() => 'UNAUTHENTICATED'));
    });

    test('port 80 redirects to 443 and serves nothing', async () => {
      const { status, headers } = await answerOf(site.port('80'), 'milvus.example.com', '/x', 'http');
      expect({ status, location: headers.location }).toEqual({ status: 301, location: 'https://milvus.example.com/x' });
    });

    test('a search that takes six seconds is answered', async () => {
      const outcomes = await Promise.all(PYMILVUS.map((client) => site.clients.goOn(client, SLOW_SEARCH)));
      expect(outcomes.map(({ out }) => out.split('\n').at(-2))).toEqual(PYMILVUS.map(() => 'answered slowly'));
    });

    test('a header that the BackendConfig adds reaches Milvus, which believes it', async () => {
      const token = Buffer.from(`root:${PASSWORD}`).toString('base64');
      const customRequestHeaders = { headers: [`authorization:${token}`] };
      await site.balance({
        objects: changed('BackendConfig', (one) => ({ ...one, spec: { ...one.spec, customRequestHeaders } })),
      });
      const outcomes = await site.clients.all(CLIENTS, RELEASE, withoutToken);
      await site.balance();
      expect(outcomes.map(({ out }) => out.trim())).toEqual(CLIENTS.map(() => VERSION));
    });

    test('a replaced backend certificate is served once Milvus has started again, and nobody notices', async () => {
      const served = (): Promise<string> => fingerprintOf(site.milvus.get(RELEASE)?.ports[19530], 'localhost');
      const before = await served();
      const [secret] = secretsByHand(site.topology);
      await site.makeSecret(secret!);
      expect(await served()).toBe(before);
      await site.milvus.get(RELEASE)?.stop();
      await site.milvus.get(RELEASE)?.startAgain();
      expect(await served()).not.toBe(before);
      expect((await site.clients.run('pymilvus-3.0', 'pymilvus-by-name')).out).toBe(`${VERSION}\n`);
    });
  });
});

function withoutToken(code: string): string {
  return code.replace(/^ *token[=:].*\n/m, '');
}
