import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as tlsRequest } from 'node:https';
import type { KubeConfig, Watch } from '@kubernetes/client-node';
import { type Fault, UserError } from '../../errors';
import { codeOf } from '../error-codes';
import { type LiveObject, type Resource, pathOf, roleName } from './resources';

/** How long the API server may take for one answer, in milliseconds. */
export const REQUEST_LIMIT = { milliseconds: 10_000 };

/** Seconds after which a watch is opened anew, so that a dead one is noticed. */
const WATCH_SECONDS = 240;

/** What somebody's KUBECONFIG leads to, read by the client's own rules. */
export class Cluster {
  readonly server: string;
  readonly context: string;

  constructor(
    private readonly config: KubeConfig,
    private readonly watcher: Watch,
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
    const { status, body } = await this.get(path);
    if (status !== 200) throw new Refused(status, resource);
    const { items } = body as { items?: readonly LiveObject[] | null };
    // Items of a list do not say again what they are.
    const { apiVersion, kind } = resource;
    return (items ?? []).map((item) => ({ ...item, apiVersion, kind }));
  }

  /** Whether the namespace is there, and not on its way out; undefined where that may not be asked. */
  async hasNamespace(): Promise<boolean | undefined> {
    const { status, body } = await this.get(`/api/v1/namespaces/${this.namespace}`);
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

  private async get(path: string): Promise<{ status: number; body: unknown }> {
    const options: RequestOptions = { headers: { accept: 'application/json' } };
    try {
      await this.config.applyToHTTPSOptions(options);
    } catch (error) {
      throw this.unreachable(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), SIGN_IN);
    }
    const url = new URL(this.server + path);
    const { status, text } = await this.send(url, options);
    try {
      return { status, body: status === 200 ? (JSON.parse(text) as unknown) : undefined };
    } catch {
      throw this.unreachable('what answers is no Kubernetes API server: it sends no JSON', LOOK);
    }
  }

  private send(url: URL, options: RequestOptions): Promise<{ status: number; text: string }> {
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
      sent.on('error', (error) => fail(codeOf(error))).end();
    });
  }

  private unreachable(code: string, cure: string): UserError {
    return new UserError([
      { message: `the API server ${this.server} of the context ${this.context} cannot be asked: ${code}`, cure },
    ]);
  }
}

const LOOK = 'check the context (kubectl config current-context), the network and VPN, and whether the cluster runs';
const SIGN_IN = 'sign in anew, e.g. gcloud auth login';

/** What the API server refuses for one kind: the others are asked first, so that all is told at once. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly resource: Resource,
  ) {
    super(`HTTP ${status} for ${resource.plural}`);
  }
}

/** One fault for everything that was refused for the same reason. */
export function faultsOf(all: readonly Refused[], { namespace, context }: Cluster): Fault[] {
  // They were asked for at once: which answer comes first is chance.
  const refused = [...all].sort((a, b) => (roleName(a.resource) < roleName(b.resource) ? -1 : 1));
  const of = (status: number): Refused[] => refused.filter((one) => one.status === status);
  const names = (list: readonly Refused[]): string => list.map(({ resource }) => roleName(resource)).join(', ');
  const others = refused.filter(({ status }) => ![401, 403, 404].includes(status));
  return [
    ...(of(401).length > 0
      ? [{ message: `the API server does not know you (context ${context})`, cure: SIGN_IN }]
      : []),
    ...(of(403).length > 0
      ? [
          {
            message: `you may not list ${names(of(403))} in the namespace ${namespace} (context ${context})`,
            cure: 'ask for the role in docs/status.md: get, list and watch',
          },
        ]
      : []),
    ...of(404).map(({ resource }) => ({
      message: `the cluster of the context ${context} knows no ${resource.kind} (${roleName(resource)})`,
      cure: CRD_CURES[resource.from ?? 'GKE'],
    })),
    ...others.map(({ status, resource }) => ({
      message: `the API server answers HTTP ${status} for ${roleName(resource)}`,
      cure: 'try again; if it lasts, look at the cluster',
    })),
  ];
}

const CRD_CURES = {
  GKE: 'is it a GKE cluster, with its HTTP load balancing add-on on?',
  'cert-manager': 'install cert-manager, which fills the Secrets of the environment',
} as const;
