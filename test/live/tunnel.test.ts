import { existsSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { dirname } from 'node:path';
import { NotForwarded } from '../../src/live/port-forward';
import { NoTunnel, throughTunnel } from '../../src/live/tunnel';
import { Authority, type Certificate } from './certificates';
import { raw, stopServers, tls } from './servers';

let authority: Authority;
let certificate: Certificate;
beforeAll(() => {
  authority = new Authority();
  certificate = authority.sign('milvus.default.svc');
});
afterAll(() => authority.remove());
afterEach(stopServers);

const to = (port: number) => () => Promise.resolve(connect(port, '127.0.0.1'));

async function codeOf(port: number, trusted = certificate.cert): Promise<string> {
  try {
    await throughTunnel(to(port), trusted, () => Promise.resolve());
  } catch (error) {
    if (error instanceof NoTunnel) return error.code;
    throw error;
  }
  return 'through';
}

test('carries what is said to the one server that has the certificate, whoever signed it', async () => {
  const echo = createTlsServer({ ...certificate, ALPNProtocols: ['h2'] }, (socket) => socket.pipe(socket));
  await new Promise<void>((listening) => echo.listen(0, '127.0.0.1', listening));
  let folder = '';
  const said = await throughTunnel(to((echo.address() as AddressInfo).port), certificate.cert, async (address) => {
    const path = address.replace('unix:', '');
    folder = dirname(path);
    const answers = [1, 2, 3].map(
      (number) =>
        new Promise((heard) => {
          const socket = connect(path, () => socket.write(`hello ${number}`));
          socket.on('data', (text: Buffer) => heard(text.toString()));
        }),
    );
    return Promise.all(answers);
  });
  expect(said).toEqual(['hello 1', 'hello 2', 'hello 3']);
  expect(existsSync(folder)).toBe(false);
  echo.close();
});

test('does not believe another certificate of the same authority and name', async () => {
  expect(await codeOf(await tls(authority.sign('milvus.default.svc')))).toBe('OTHER_CERTIFICATE');
  expect(await codeOf(await tls(certificate))).toBe('through');
});

test('believes any server where no certificate is given', async () => {
  const port = await tls(authority.selfSigned('localhost'));
  await expect(throughTunnel(to(port), undefined, () => Promise.resolve('through'))).resolves.toBe('through');
});

test.each([
  ['HTTP/1.1 only', () => tls(certificate, ['http/1.1']), /^(NO_H2|ERR_SSL\w+|ECONNRESET)$/],
  ['clear text', () => raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), /^ERR_SSL_|^EPROTO$/],
  ['nothing', () => raw((socket) => socket.destroy()), /^ECONNRESET$/],
])('tells a server that speaks %s', async (_, start, code) => {
  expect(await codeOf(await start())).toMatch(code);
});

test('tells why there is no way to the server', async () => {
  const closed = (): Promise<never> => Promise.reject(new NotForwarded('Unexpected server response: 403', 403));
  await expect(throughTunnel(closed, certificate.cert, () => Promise.resolve())).rejects.toMatchObject({ status: 403 });
});
