import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { freePorts, until } from './ports';
import { type Running, start } from './processes';
import { newFolder, replaced } from './work';

/** What collectors read of a PodMonitoring. */
export interface PodMonitoring {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly endpoints: readonly {
      readonly port: string;
      readonly metricRelabeling?: readonly { sourceLabels: string[]; regex: string; action: string }[];
    }[];
    readonly targetLabels?: { readonly fromPod?: readonly { readonly from: string }[] };
  };
}

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A real Prometheus that reads one pod as a PodMonitoring says. */
export class Prometheus {
  private constructor(
    private readonly url: string,
    private readonly running: Running,
  ) {}

  /** @param labels - Google's own place of the pod's series, and labels of the pod */
  static async start(
    { metadata, spec }: PodMonitoring,
    port: number,
    labels: Readonly<Record<string, string>>,
  ): Promise<Prometheus> {
    const folder = newFolder('prometheus');
    const [own = 0] = await freePorts(1);
    const [endpoint] = spec.endpoints;
    const fromPod = (spec.targetLabels?.fromPod ?? []).map(({ from }) => from);
    const place = Object.entries(labels).filter(([label]) => PLACE.includes(label) || fromPod.includes(label));
    const scrape = {
      job_name: metadata.name,
      static_configs: [
        { targets: [`127.0.0.1:${port}`], labels: { namespace: metadata.namespace, ...Object.fromEntries(place) } },
      ],
      metric_relabel_configs: (endpoint?.metricRelabeling ?? []).map(({ sourceLabels, regex, action }) => ({
        source_labels: sourceLabels,
        regex,
        action,
      })),
    };
    const config = { global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: [scrape] };
    writeFileSync(join(folder, 'prometheus.yml'), stringify(config));
    const args = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${own}`,
    ];
    const running = start('prometheus', args, { cwd: folder }, join(folder, 'prometheus.log'));
    const prometheus = new Prometheus(`http://127.0.0.1:${own}`, running);
    replaced(`the collectors of the PodMonitoring ${metadata.name}`, `a Prometheus that reads 127.0.0.1:${port}`);
    await until(`Prometheus, ${folder}/prometheus.log`, 30, async () => {
      const answer = await fetch(`${prometheus.url}/-/ready`).catch(() => undefined);
      return answer?.ok === true ? true : undefined;
    });
    return prometheus;
  }

  /** @throws where Prometheus does not take the query */
  async query(query: string): Promise<Sample[]> {
    const answer = await fetch(`${this.url}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data, error } = (await answer.json()) as { data?: { result: RawSample[] }; error?: string };
    if (data === undefined) throw new Error(`${error ?? 'no answer'}: ${query}`);
    return data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  async stop(): Promise<void> {
    await this.running.stop();
  }
}

interface RawSample {
  readonly metric: Record<string, string>;
  readonly value: readonly [time: number, value: string];
}

/** What Google writes on every series. */
const PLACE = ['project_id', 'cluster', 'location', 'pod'];
