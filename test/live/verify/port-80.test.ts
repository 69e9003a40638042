import { LIMITS } from '../../../src/live/verify/limits';
import { port80Stage } from '../../../src/live/verify/port-80';
import { closedPort, http, raw, stopServers } from '../servers';

afterEach(async () => {
  jest.restoreAllMocks();
  await stopServers();
});

const redirects = (): Promise<number> =>
  http((request, response) => {
    response.writeHead(301, { location: `https://${request.headers.host ?? ''}/` }).end();
  });
const answers = (status: number) => (): Promise<number> => http((_, response) => response.writeHead(status).end());

test.each<[string, () => Promise<number>, 'redirect' | 'closed' | 'open', string | undefined]>([
  ['a redirect', redirects, 'redirect', undefined],
  ['a redirect', redirects, 'closed', 'redirect'],
  ['a redirect', redirects, 'open', 'redirect'],
  ['nothing', closedPort, 'closed', undefined],
  ['nothing', closedPort, 'redirect', 'ECONNREFUSED'],
  ['nothing', closedPort, 'open', 'ECONNREFUSED'],
  ['Milvus in clear text', answers(415), 'open', undefined],
  ['Milvus in clear text', answers(415), 'closed', 'open'],
  ['Milvus in clear text', answers(415), 'redirect', 'open'],
  ['a default backend', answers(404), 'open', 'HTTP 404'],
  ['no backend', answers(503), 'redirect', 'HTTP 503'],
])('%s, where it should be %s', async (_, serve, expected, code) => {
  const { outcome, codes } = await port80Stage(
    { host: 'a.example', address: '127.0.0.1', port: await serve() },
    expected,
  );
  expect({ outcome, codes }).toEqual(
    code === undefined ? { outcome: 'ok', codes: [] } : { outcome: 'failed', codes: [code] },
  );
});

test('asks for the host, at the address', async () => {
  const port = await redirects();
  const { seen } = await port80Stage({ host: 'milvus.example.com', address: '127.0.0.1', port }, 'redirect');
  expect(seen).toEqual({ status: 301, location: 'https://milvus.example.com/' });
});

test('waits for a silent server only so long', async () => {
  jest.replaceProperty(LIMITS, 'port80', 100 as never);
  const port = await raw(() => undefined);
  const { codes } = await port80Stage({ host: 'a.example', address: '127.0.0.1', port }, 'open');
  expect(codes).toEqual(['ETIMEDOUT']);
});
