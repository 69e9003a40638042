import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as tlsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { KubeConfig, PortForward, Watch } from '@kubernetes/client-node';
import { UserError } from '../errors';
import { codeOf } from './error-codes';
import { forwardPort } from './port-forward';
import { Refused, SIGN_IN } from './refused';
import { type LiveObject, type Resource, pathOf } from './resources';

/** How long the API server may take for one answer, in milliseconds. */
export const REQUEST_LIMIT = { milliseconds: 10_000 };

/** Seconds after which a watch is opened anew, so that a dead one is noticed. */
const WATCH_SECONDS = 240;

type Method = 'GET' | 'POST' | 'PUT';

/** What somebody's KUBECONFIG leads to, read by the client's own rules. */
export class Cluster {
  readonly server: string;
  readonly context: string;

  constructor(
    private readonly config: Pick<KubeConfig, 'getCurrentCluster' | 'getCurrentContext' | 'applyToHTTPSOptions'>,
    private readonly watcher: Pick<Watch, 'watch'>,
    private readonly forwarder: Pick<PortForward, 'portForward'>,
    readonly namespace: string,
  ) {
    this.server = config.getCurrentCluster()?.server ?? '';
    this.context = config.getCurrentContext();
  }

  /**
   * Objects of a kind.
   *
   * @throws Refused where the API server says no, UserError where it cannot be reached
   */
  async list(resource: Resource, query: Readonly<Record<string, string>> = {}): Promise<LiveObject[]> {
    const path = `${pathOf(resource, this.namespace)}?${new URLSearchParams(query).toString()}`;
    const { status, body } = await this.ask('GET', path);
    if (status !== 200) throw new Refused(status, resource, 'list');
    const { items } = body as { items?: readonly LiveObject[] | null };
    // Items of a list do not say again what they are.
    const { apiVersion, kind } = resource;
    return (items ?? []).map((item) => ({ ...item, apiVersion, kind }));
  }

  /**
   * One object; undefined where there is none.
   *
   * @throws Refused where the API server says no, UserError where it cannot be reached
   */
  async find(resource: Resource, name: string): Promise<LiveObject | undefined> {
    const { status, body } = await this.ask('GET', `${pathOf(resource, this.namespace)}/${name}`);
    if (status === 404) return undefined;
    if (status !== 200) throw new Refused(status, resource, 'get');
    return body as LiveObject;
  }

  /** Whether the namespace is there, and not on its way out; undefined where that may not be asked. */
  async hasNamespace(): Promise<boolean | undefined> {
    const { status, body } = await this.ask('GET', `/api/v1/namespaces/${this.namespace}`);
    if (status === 404) return false;
    if (status !== 200) return undefined;
    return (body as LiveObject).status?.['phase'] !== 'Terminating';
  }

  /**
   * Says when something of a kind changes, until it ends.
   *
   * @returns ends the watch
   */
  async watch(resource: Resource, onChange: () => void, onEnd: () => void): Promise<() => void> {
    const query = { timeoutSeconds: WATCH_SECONDS };
    const controller = await this.watcher.watch(pathOf(resource, this.namespace), query, onChange, onEnd);
    return () => controller.abort();
  }

  /**
   * A connection to a port of a pod, through the API server.
   *
   * @throws NotForwarded where it cannot be opened
   */
  forward(pod: string, port: number): Promise<Duplex> {
    return forwardPort(this.forwarder, this.namespace, pod, port);
  }

  /**
   * What the API server answers; a body only where it did what was asked.
   *
   * @throws UserError where it cannot be reached
   */
  async ask(method: Method, path: string, object?: object): Promise<{ status: number; body: unknown }> {
    const headers = { accept: 'application/json', ...(object && { 'content-type': 'application/json' }) };
    const options: RequestOptions = { method, headers };
    try {
      await this.config.applyToHTTPSOptions(options);
    } catch (error) {
      throw this.unreachable(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), NOT_LET_IN);
    }
    const url = new URL(this.server + path);
    const { status, text } = await this.send(url, options, object && JSON.stringify(object));
    try {
      return { status, body: status === 200 || status === 201 ? (JSON.parse(text) as unknown) : undefined };
    } catch {
      throw this.unreachable('what answers is no Kubernetes API server: it sends no JSON', LOOK);
    }
  }

  private send(url: URL, options: RequestOptions, body?: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const send = url.protocol === 'http:' ? plainRequest : tlsRequest;
      const fail = (code: string): void => {
        clearTimeout(timer);
        sent.destroy();
        reject(this.unreachable(code, LOOK));
      };
      const sent = send(url, options, (response) => {
        let text = '';
        response
          .setEncoding('utf8')
          .on('data', (part: string) => (text += part))
          .on('error', (error) => fail(codeOf(error)))
          .on('end', () => {
            clearTimeout(timer);
            resolve({ status: response.statusCode ?? 0, text });
          });
      });
      const timer = setTimeout(
        () => fail(`no answer in ${REQUEST_LIMIT.milliseconds / 1000} s`),
        REQUEST_LIMIT.milliseconds,
      );
      sent.on('error', (error) => fail(codeOf(error))).end(body);
    });
  }

  private unreachable(code: string, cure: string): UserError {
    return new UserError([
      { message: `the API server ${this.server} of the context ${this.context} cannot be asked: ${code}`, cure },
    ]);
  }
}

const NOT_LET_IN = `${SIGN_IN}; or mend the context, as kubectl config view shows it`;
const LOOK = 'check the context (kubectl config current-context), the network and VPN, and whether the cluster runs';
