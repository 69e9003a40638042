import { spawn } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { type IncomingHttpHeaders, type ServerHttp2Stream, createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates';

const running = new Map<Server, Set<Socket>>();

/** Stops all that were started, connections included. */
export async function stopServers(): Promise<void> {
  for (const [server, sockets] of running) {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  running.clear();
}

/** Port of a server on this machine that does with connections what it is told, bytes and all. */
export function raw(onConnection: (socket: Socket) => void): Promise<number> {
  return listen(createServer(onConnection));
}

/** Speaks TLS and then nothing. */
export function tls(certificate: Certificate, alpn: string[] = ['h2']): Promise<number> {
  return listen(
    createTlsServer({ ...certificate, ALPNProtocols: alpn }, (socket) => socket.on('error', () => undefined)),
  );
}

/** Answers every call over HTTP/2. */
export function http2(
  certificate: Certificate,
  answer: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void,
): Promise<number> {
  const server = createSecureServer(certificate);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    answer(stream, headers);
  });
  return listen(server);
}

export function http(listener: RequestListener): Promise<number> {
  return listen(createHttpServer(listener));
}

export function https(certificate: Certificate, listener: RequestListener): Promise<number> {
  return listen(createHttpsServer(certificate, listener));
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const port = await raw(() => undefined);
  await stopServers();
  return port;
}

/**
 * A port whose queue is full: the operating system drops what comes, as a firewall does. Its server is a process of its
 * own, which is stopped before it takes a connection.
 */
export async function fullPort(): Promise<{ readonly port: number; stop(): void }> {
  const script = `const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));`;
  const child = spawn(process.execPath, ['-e', script]);
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(Number(text))),
  );
  child.kill('SIGSTOP');
  const waiting = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 200));
  return {
    port,
    stop: () => {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  running.set(server, sockets);
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  };
  server.on('connection', keep).on('secureConnection', keep);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
