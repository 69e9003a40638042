import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import { MilvusIngressChart } from '../kubernetes/chart';
import { runbookOf } from '../runbook/runbook';
import type { Target } from './targets';

/** Texts to write, by their path below the output folder. */
export type Files = ReadonlyMap<string, string>;

/** `<env>.k8s.yaml` of every environment. */
export function manifestsOf(targets: readonly Target[]): Files {
  return new Map(
    targets.map(({ environment, topology }) => {
      const chart = new MilvusIngressChart(new App(), topology.environment, environment);
      const objects: unknown[] = chart.toJson();
      // `cdk8s synth --stdout` joins files without a separator.
      const heading = `# milvus-l7 environment=${topology.environment}\n---\n`;
      return [`${topology.environment}.k8s.yaml`, heading + Yaml.stringify(...objects)];
    }),
  );
}

/** Helm values and runbook of every environment. */
export function companionsOf(targets: readonly Target[]): Files {
  return new Map(
    targets.flatMap(({ topology, values }) => [
      ...topology.releases.map(({ name }): [string, string] => [
        `helm/${topology.environment}/${name}.values.yaml`,
        values.get(name) ?? '',
      ]),
      [`runbook/${topology.environment}.md`, runbookOf(topology)] as [string, string],
    ]),
  );
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
