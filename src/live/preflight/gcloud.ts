import { ask } from '../program';
import type { Asked } from './asked';
import { parsed } from './helm';

/** gcloud, asked of one project. */
export class Gcloud {
  /** Why the first question had no answer: the others would have none either. */
  private silent: string | undefined;

  constructor(
    private readonly project: string,
    private readonly signal: AbortSignal,
  ) {}

  /** One resource; undefined where there is none. */
  async describe(args: readonly string[], project = this.project): Promise<Asked<Resource | undefined>> {
    const said = await this.ask(args, project);
    if ('value' in said) return { value: said.value as Resource };
    return /not found|NOT_FOUND|code=404|HTTPError 404|was not found/i.test(said.notRun) ? { value: undefined } : said;
  }

  async list(args: readonly string[], project = this.project): Promise<Asked<readonly Resource[]>> {
    const said = await this.ask(args, project);
    if ('notRun' in said) return said;
    return Array.isArray(said.value) ? { value: said.value as Resource[] } : { notRun: 'gcloud writes no list' };
  }

  private async ask(args: readonly string[], project: string): Promise<Asked<unknown>> {
    if (this.silent !== undefined) return { notRun: this.silent };
    const said = await ask('gcloud', [...args, '--project', project, '--format', 'json', '--quiet'], this.signal);
    if ('failed' in said) {
      if (said.missing || /credential|auth login|active account|reauth/i.test(said.failed)) this.silent = said.failed;
      return { notRun: said.failed };
    }
    const value = parsed(said.out);
    return value === undefined ? { notRun: 'gcloud writes no JSON' } : { value };
  }
}

export type Resource = Readonly<Record<string, unknown>>;
