import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { type TLSSocket, connect } from 'node:tls';
import { TIMED_OUT, codeOf } from './error-codes';
import { NotForwarded } from './port-forward';

/** How long the other side may take to shake hands, in milliseconds. */
const HANDSHAKE_LIMIT = 10_000;

/** Why there is no way through: a code of Node, of OpenSSL or of ours (`OTHER_CERTIFICATE`, `NO_H2`). */
export class NoTunnel extends Error {
  constructor(
    readonly code: string,
    /** Of HTTP, where the API server refused. */
    readonly status?: number,
  ) {
    super(code);
  }
}

/**
 * Lets a client call a server through a way that only this process has: the client speaks clear text to a socket in a
 * folder of its own, from where on it is TLS with exactly one certificate, whatever names or authorities stand in it.
 *
 * @param open - opens the way to the server, once for each connection
 * @param certificate - in PEM, what the server must show; undefined: whatever it shows
 * @param use - is given the client's address
 * @throws NoTunnel where the server cannot be reached, or is another one
 */
export async function throughTunnel<T>(
  open: () => Promise<Duplex>,
  certificate: string | undefined,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const trusted = certificate === undefined ? undefined : new X509Certificate(certificate);
  const sockets = new Set<Duplex>();
  // The first connection is made before any client is: what is wrong with the way is told by itself.
  const ready = [await secured(open, trusted)];
  const folder = mkdtempSync(join(tmpdir(), 'milvus-l7-')); // mode 0700
  const server = createServer((client) => {
    const first = ready.pop();
    const way = first ? Promise.resolve(first) : secured(open, trusted);
    void way.then(
      (secure) => connectBoth(client, secure, sockets),
      () => client.destroy(),
    );
  });
  try {
    await listening(server, join(folder, 's'));
    return await use(`unix:${join(folder, 's')}`);
  } finally {
    for (const socket of [...ready, ...sockets]) socket.destroy();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function connectBoth(client: Socket, secure: TLSSocket, sockets: Set<Duplex>): void {
  for (const [from, to] of [
    [client, secure],
    [secure, client],
  ] as const) {
    sockets.add(from);
    from.on('error', () => to.destroy()).on('close', () => to.destroy());
    from.pipe(to);
  }
}

/** A server proves in the handshake that it has the key of the certificate it shows. */
async function secured(open: () => Promise<Duplex>, trusted: X509Certificate | undefined): Promise<TLSSocket> {
  const socket = await opened(open);
  if (socket.destroyed) throw new NoTunnel(codeOfEnd(socket.errored));
  return new Promise((resolve, reject) => {
    // Its certificate is compared as a whole, below: nobody has to have signed it.
    const secure = connect({ socket, ALPNProtocols: ['h2'], rejectUnauthorized: false });
    const fail = (code: string): void => {
      clearTimeout(timer);
      secure.destroy();
      socket.destroy();
      reject(new NoTunnel(code));
    };
    const timer = setTimeout(() => fail(TIMED_OUT), HANDSHAKE_LIMIT);
    const failed = (error: unknown): void => fail(codeOfEnd(error));
    socket.on('error', failed);
    const closed = (): void => fail('ECONNRESET');
    secure
      .on('error', failed)
      .on('close', closed)
      .on('secureConnect', () => {
        const shown = secure.getPeerX509Certificate();
        if (trusted && !shown?.raw.equals(trusted.raw)) fail('OTHER_CERTIFICATE');
        else if (secure.alpnProtocol !== 'h2') fail('NO_H2');
        else {
          clearTimeout(timer);
          secure.off('close', closed);
          resolve(secure);
        }
      });
  });
}

function codeOfEnd(error: unknown): string {
  if (error === null) return 'ECONNRESET';
  return error instanceof NotForwarded ? error.code : codeOf(error);
}

async function opened(open: () => Promise<Duplex>): Promise<Duplex> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof NotForwarded) throw new NoTunnel(error.code, error.status);
    throw error;
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(path, resolve);
  });
}
