import { createServer, type Server } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';

/**
 * Stands in for DNS and for the address: clients are told of an HTTPS proxy by the variable that all of them know, ask it
 * for NAME:443, and get the load balancer's port of this machine. So the runbook's snippets run as they are written; TLS
 * goes through from end to end, with the client's own server name.
 */
export class Tunnel {
  /** Of this machine, by what clients ask for. */
  ports: Readonly<Record<string, number>> = {};
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Tunnel> {
    const tunnel = new Tunnel(createServer());
    tunnel.server.on('connect', ({ url = '' }, client: Socket) => {
      const port = tunnel.ports[url.slice(url.lastIndexOf(':') + 1)];
      if (port === undefined) return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      const end = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(end).pipe(client);
      });
      tunnel.sockets.add(client).add(end);
      end.on('error', () => client.destroy());
      client.on('error', () => end.destroy());
    });
    await new Promise<void>((resolve) => tunnel.server.listen(0, '127.0.0.1', resolve));
    return tunnel;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
