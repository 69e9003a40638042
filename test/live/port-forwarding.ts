import type { IncomingMessage, Server } from 'node:http';
import { type Socket, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

/** Ports of this machine, by `pod:port`; a text is what the node says instead. */
export type ForwardedPorts = Readonly<Record<string, number | string>>;

/**
 * Forwards ports as an API server does over a web socket, in the protocol `v4.channel.k8s.io`: the first byte of a message
 * is its channel, 0 for data and 1 for errors, and each channel begins with the number of the port.
 *
 * @param ports - asked for each connection
 * @param allowed - the status of whoever may not
 */
export function forwardPorts(server: Server, ports: () => ForwardedPorts, refusal: () => number | undefined): void {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v4.channel.k8s.io' });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [, pod = ''] = /\/pods\/([^/]+)\/portforward\?ports=\d+$/.exec(request.url ?? '') ?? [];
    const port = Number(request.url?.split('ports=')[1]);
    const status = refusal() ?? (pod === '' ? 404 : undefined);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const send = (channel: number, data: Buffer): void => client.send(Buffer.concat([Buffer.from([channel]), data]));
      const number = Buffer.from([port & 0xff, port >> 8]);
      for (const channel of [0, 1]) send(channel, number);
      const local = ports()[`${pod}:${port}`] ?? 'no such port';
      if (typeof local === 'string') {
        send(1, Buffer.from(local));
        return;
      }
      const end: Socket = connect(local, '127.0.0.1');
      client.on('message', (data: Buffer) => end.write(data.subarray(1)));
      client.on('close', () => end.destroy());
      end.on('data', (data) => send(0, data));
      end.on('close', () => client.close());
      end.on('error', () => client.close());
    });
  });
}
