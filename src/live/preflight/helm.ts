import { ask } from '../program';
import type { Asked } from './asked';
import type { Installed } from './facts';

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

  async installed(release: string): Promise<Asked<Installed | undefined>> {
    const filter = `^${release}$`;
    // Every state by its name: what --all means differs between Helm 3 and 4.
    const states = ['--deployed', '--failed', '--pending', '--uninstalling', '--superseded'];
    const said = await this.ask(['list', ...states, '--filter', filter, '--output', 'json']);
    if ('notRun' in said) return said;
    const found = parsed(said.value) as readonly { name?: string; chart?: string; status?: string }[] | undefined;
    if (!Array.isArray(found)) return { notRun: 'helm list writes no JSON' };
    const one = found.find(({ name }) => name === release);
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
