import { ask } from '../program';
import type { Asked } from './asked';
import type { Installed } from './facts';

/** Every state by its name: what --all means differs between Helm 3 and 4. */
const STATES = ['--deployed', '--failed', '--pending', '--uninstalling', '--superseded'];

/** helm, asked of one namespace of one context. */
export class Helm {
  constructor(
    private readonly namespace: string,
    private readonly context: string,
    private readonly signal: AbortSignal,
  ) {}

  async version(): Promise<Asked<string>> {
    const said = await ask('helm', ['version', '--template', '{{.Version}}'], this.signal);
    if ('failed' in said) return { notRun: said.failed };
    const version = /v?(\d+\.\d+\.\d+)/.exec(said.out)?.[1];
    return version === undefined ? { notRun: 'helm does not say its version' } : { value: version };
  }

  /** Every release of the namespace, whatever its state. */
  async list(): Promise<Asked<readonly { readonly name: string; readonly chart: string }[]>> {
    const said = await this.ask(['list', ...STATES, '--output', 'json']);
    if ('notRun' in said) return said;
    const found = parsed(said.value) as readonly { name?: unknown; chart?: unknown }[] | undefined;
    if (!Array.isArray(found)) return { notRun: 'it writes no JSON' };
    return { value: found.map(({ name, chart }) => ({ name: String(name), chart: String(chart) })) };
  }

  async installed(release: string): Promise<Asked<Installed | undefined>> {
    const filter = `^${release}$`;
    const said = await this.ask(['list', ...STATES, '--filter', filter, '--output', 'json']);
    if ('notRun' in said) return said;
    const found = parsed(said.value);
    if (!Array.isArray(found)) return { notRun: 'helm list writes no JSON' };
    const listed = found as readonly { name?: string; chart?: string; status?: string }[];
    const one = listed.find(({ name }) => name === release);
    return { value: one && { chart: String(one.chart), status: String(one.status) } };
  }

  /** YAML. */
  values(release: string): Promise<Asked<string>> {
    return this.ask(['get', 'values', release, '--output', 'yaml']);
  }

  manifest(release: string): Promise<Asked<string>> {
    return this.ask(['get', 'manifest', release]);
  }

  private async ask(args: readonly string[]): Promise<Asked<string>> {
    const said = await ask(
      'helm',
      [...args, '--namespace', this.namespace, '--kube-context', this.context],
      this.signal,
    );
    return 'failed' in said ? { notRun: said.failed } : { value: said.out };
  }
}

export function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
