import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { stringify } from 'yaml';
import { Cluster } from '../../src/live/cluster';
import { type ForwardedPorts, forwardPorts } from './port-forwarding';

/** What a fake API server says to a path, query included, and to what it is sent; undefined: an empty list. */
export type Answer = (path: string, sent: Sent) => { status?: number; body?: unknown; hang?: boolean } | undefined;

export interface Sent {
  readonly method: string;
  /** What stood in the body; undefined where there was none. */
  readonly object?: Readonly<Record<string, unknown>>;
}

/** A Kubernetes API server that holds what a test gives it, and can be told to misbehave. */
export class ApiServer {
  answer: Answer = () => undefined;
  /** Watches that are open, by the plural of what they watch. */
  readonly watches = new Map<string, Set<ServerResponse>>();
  /** Ports of pods, and the status of whoever may not reach them. */
  ports: ForwardedPorts = {};
  forwardingRefused: number | undefined;
  readonly asked: string[] = [];
  /** What was to be made or changed. */
  readonly changes: (Sent & { readonly path: string })[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ApiServer> {
    const server = createServer();
    const api = new ApiServer(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void api.handle(request, response));
    forwardPorts(
      server,
      () => api.ports,
      () => api.forwardingRefused,
    );
    server.on('connection', (socket) => api.sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A kubeconfig that leads here. */
  kubeconfig(server = this.url): string {
    return stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'here',
      // The client speaks plain HTTP only so.
      clusters: [{ name: 'here', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'me', user: { token: 'my-secret-token' } }],
      contexts: ['here', 'there'].map((name) => ({ name, context: { cluster: 'here', user: 'me' } })),
    });
  }

  /** The same as the command line makes of that, for where its client cannot be loaded. */
  cluster(namespace: string): Cluster {
    const config = {
      getCurrentCluster: () => ({ name: 'here', server: this.url, skipTLSVerify: true }),
      getCurrentContext: () => 'here',
      applyToHTTPSOptions: () => Promise.resolve(),
    };
    const nobody = (): Promise<never> => Promise.reject(new Error('nobody does that here'));
    return new Cluster(config, { watch: nobody }, { portForward: nobody }, namespace);
  }

  /** Tells whoever watches a kind that something changed. */
  tell(plural: string): void {
    for (const response of this.watches.get(plural) ?? [])
      response.write(`${JSON.stringify({ type: 'MODIFIED', object: {} })}\n`);
  }

  /** Cuts every watch. */
  dropWatches(): number {
    const open = [...this.watches.values()].flatMap((responses) => [...responses]);
    for (const response of open) response.destroy();
    return open.length;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method = 'GET' } = request;
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += String(part);
    const sent = { method, ...(text !== '' && { object: JSON.parse(text) }) };
    this.asked.push(url);
    if (method !== 'GET') this.changes.push({ path: url, ...sent });
    const { pathname, searchParams } = new URL(url, this.url);
    const { status = 200, body = { items: [] }, hang = false } = this.answer(url, sent) ?? {};
    if (hang) return;
    if (searchParams.get('watch') === 'true' && status === 200) {
      const plural = pathname.slice(pathname.lastIndexOf('/') + 1);
      const open = this.watches.get(plural) ?? new Set();
      this.watches.set(plural, open.add(response));
      response.on('close', () => open.delete(response));
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}
