import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { UserError, describeFault } from '../errors';
import { type Reviewed, readStatus } from '../live/status';
import type { Check, Status } from '../live/status/check-result';
import { type DistObject, resourcesFor } from '../live/status/read';
import { PODS } from '../live/resources';
import { looks } from '../live/status/watch';
import { changeText, duration, statusJson, statusText } from '../report/status';
import type { Topology } from '../topology/topology';
import { clusterOf } from './kubeconfig';
import { looksOf } from './looks';
import { environmentNamed } from './one-environment';
import { untilSignal } from './signals';

export interface StatusOptions {
  /** Of the kubeconfig; left out: the current one. */
  readonly context?: string;
  readonly watch?: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  readonly format: 'pretty' | 'json';
}

/**
 * Says how far an environment is, and with `watch` what changes until all is ready.
 *
 * @returns the exit code: 0 ready, 1 not
 */
export async function status(root: string, named: string, options: StatusOptions): Promise<number> {
  const { context, watch, timeout, format } = options;
  const { topology } = environmentNamed(root, named);
  const reviewed = reviewedIn(root, topology);
  const cluster = await clusterOf(topology.namespace, context);
  const read = (): Promise<Status> => readStatus(cluster, topology, reviewed);
  if (!watch) {
    const now = await read();
    process.stdout.write(format === 'json' ? statusJson(now) : statusText(now, looksOf()));
    return now.ready ? 0 : 1;
  }
  return untilSignal(undefined, async (signal) => {
    const ended = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const resources = [...resourcesFor(reviewed.objects), PODS];
    const watcher: Parameters<typeof looks>[1] = (...args) => cluster.watch(...args);
    const teller = new Teller(format);
    for await (const look of looks(read, watcher, resources, ended)) {
      if ('fault' in look) teller.tellFault(look.fault);
      else if (teller.tell(look.status)) return 0;
    }
    if (!signal.aborted) process.stderr.write(`not ready after ${duration(timeout)}\n`);
    return 1;
  });
}

/** Tells the first status whole, then only what changes. */
class Teller {
  private readonly started = Date.now();
  private readonly since = new Map<string, { check: Check; at: number }>();
  private lastFault = '';
  private last = '';

  constructor(private readonly format: StatusOptions['format']) {}

  /** Whether all is ready. */
  tell(status: Status): boolean {
    const now = Date.now();
    const first = this.since.size === 0;
    this.lastFault = '';
    if (this.format === 'json') this.tellJson(status);
    else if (first) process.stdout.write(statusText(status, looksOf()));
    for (const check of status.checks) {
      const key = `${check.subject} ${check.release ?? ''}`;
      const before = this.since.get(key);
      if (before?.check.state === check.state) continue;
      this.since.set(key, { check, at: now });
      if (!before || this.format === 'json') continue;
      const change = { check, before: before.check.state, elapsed: now - this.started, lasted: now - before.at };
      process.stdout.write(changeText(change, looksOf()));
    }
    if (status.ready && !first && this.format === 'pretty') {
      process.stdout.write(`${duration(now - this.started).padStart(8)}  ready\n`);
    }
    return status.ready;
  }

  /** Once, until it is another one or over. */
  tellFault({ faults }: UserError): void {
    const text = faults.map(describeFault).join('\n');
    if (text !== this.lastFault) process.stderr.write(`${text}\ntrying again\n`);
    this.lastFault = text;
  }

  private tellJson(status: Status): void {
    const text = statusJson(status);
    if (text !== this.last) process.stdout.write(text);
    this.last = text;
  }
}

/** @throws UserError where an environment was not synthesized */
function reviewedIn(root: string, { environment, releases }: Topology): Reviewed {
  const text = (path: string): string => {
    const file = `dist/${path}`;
    if (existsSync(join(root, file))) return readFileSync(join(root, file), 'utf8');
    throw new UserError([{ at: { file }, message: 'no such file', cure: 'milvus-l7 synth writes it' }]);
  };
  const documents = parseAllDocuments(text(`manifests/${environment}.k8s.yaml`));
  const objects = documents.flatMap((document) => (document.toJS() as DistObject | null) ?? []);
  const annotations = releases.map(({ name }): [string, Readonly<Record<string, string>>] => {
    const values = parse(text(`helm/${environment}/${name}.values.yaml`)) as Values | null;
    return [name, values?.service?.annotations ?? {}];
  });
  return { objects, serviceAnnotations: new Map(annotations) };
}

interface Values {
  readonly service?: { readonly annotations?: Readonly<Record<string, string>> };
}
