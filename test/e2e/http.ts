import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:tls';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What is sent along: JSON makes it a POST. */
export interface Sent {
  readonly json?: unknown;
  readonly token?: string;
}

/** What a plain HTTP/1.1 client gets, such as curl; the certificate is not looked at. */
export function answerOf(
  port: number | undefined,
  host: string,
  path = '/',
  scheme = 'https',
  { json, token }: Sent = {},
): Promise<Answer> {
  const headers = {
    host,
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const method = json === undefined ? 'GET' : 'POST';
  const options = { port, path, method, host: '127.0.0.1', headers, agent: false, timeout: 40_000 } as const;
  return new Promise((resolve, reject) => {
    const received = (response: IncomingMessage): void => {
      let body = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => (body += part))
        .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    };
    const sent =
      scheme === 'https'
        ? tlsRequest({ ...options, servername: host, rejectUnauthorized: false }, received)
        : plainRequest(options, received);
    sent
      .on('error', reject)
      .on('timeout', () => sent.destroy(new Error('no answer')))
      .end(json === undefined ? undefined : JSON.stringify(json));
  });
}

/** Why TLS fails, by its code; `ok` where it does not. */
export function tlsCodeOf(port: number | undefined, servername: string, ca?: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port: port ?? 0, host: '127.0.0.1', servername, ...(ca !== undefined && { ca }) }, () => {
      socket.destroy();
      resolve('ok');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** SHA-256 of the certificate that is served. */
export function fingerprintOf(port: number | undefined, servername: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { port: port ?? 0, host: '127.0.0.1', servername, rejectUnauthorized: false, ALPNProtocols: ['h2'] },
      () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      },
    );
    socket.on('error', reject);
  });
}
