import { LIMITS } from '../../../src/live/verify/limits';
import { restStage } from '../../../src/live/verify/rest';
import { Authority, type Certificate } from '../certificates';
import { https, raw, stopServers } from '../servers';

const HOST = 'milvus.example.com';

let authority: Authority;
let certificate: Certificate;
beforeAll(() => {
  authority = new Authority();
  certificate = authority.sign(HOST);
});
afterAll(() => authority.remove());
afterEach(async () => {
  jest.restoreAllMocks();
  await stopServers();
});

const way = (port: number) => ({ host: HOST, address: '127.0.0.1', port, authorities: [authority.certificate] });
const answers = (status: number, body: string): Promise<number> =>
  https(certificate, (_, response) => response.writeHead(status).end(body));

test.each([
  ['version 2', 200, '{"code":0,"data":[]}', undefined],
  ['version 1', 200, '{"code":200,"data":[]}', undefined],
  ['a default backend', 404, '<html>', 'HTTP 404'],
  ['the port of gRPC', 415, '', 'HTTP 415'],
  ['no backend', 503, 'no healthy upstream', 'HTTP 503'],
  ['something else', 200, '<html>', 'NO_REST'],
  ['a failure of its own', 200, '{"code":65535,"message":"…"}', 'REST 65535'],
  ['a refusal', 401, '{"code":1800,"message":"…"}', 'REST 1800'],
])('believes what answers: %s', async (_, status, body, code) => {
  const { outcome, codes } = await restStage(way(await answers(status, body)), '/v2/vectordb', 'root:secret');
  expect({ outcome, codes }).toEqual(
    code === undefined ? { outcome: 'ok', codes: [] } : { outcome: 'failed', codes: [code] },
  );
});

test('a refusal is an answer of Milvus where nobody gave a password', async () => {
  const port = await answers(401, '{"code":1800,"message":"…"}');
  expect(await restStage(way(port), '/v2/vectordb', undefined)).toMatchObject({ outcome: 'ok', notes: ['NO_TOKEN'] });
});

test('sends what the API wants, and the token in a header', async () => {
  const asked: unknown[] = [];
  const port = await https(certificate, ({ method, url, headers }, response) => {
    asked.push([method, url, headers.host, headers.authorization]);
    response.end('{"code":0}');
  });
  await restStage(way(port), '/v2/vectordb', 'root:secret');
  await restStage(way(port), '/v1/vector', undefined);
  expect(asked).toEqual([
    ['POST', '/v2/vectordb/collections/list', HOST, 'Bearer root:secret'],
    ['GET', '/v1/vector/collections', HOST, undefined],
  ]);
});

test('says what it cannot ask', async () => {
  expect(await restStage(way(1), undefined, undefined)).toMatchObject({ outcome: 'not-applicable' });
  expect(await restStage(way(1), '/v2/vectordb/entities', undefined)).toMatchObject({ outcome: 'not-run' });
});

test('waits for a silent server only so long', async () => {
  jest.replaceProperty(LIMITS, 'rest', 100 as never);
  const port = await raw(() => undefined);
  expect((await restStage(way(port), '/v2/vectordb', undefined)).codes).toEqual(['ETIMEDOUT']);
});
