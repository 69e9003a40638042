import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import type { Environment } from '../config/environment';
import { MilvusIngressChart } from '../kubernetes/chart';
import { runbookOf } from '../runbook/runbook';
import type { Target } from './targets';

/** Texts to write, by their path below the output folder. */
export type Files = ReadonlyMap<string, string>;

/** Manifests, Helm values and runbook of every environment. */
export function textsOf(targets: readonly Target[]): Files {
  return new Map(
    targets.flatMap(({ environment, topology, values }): [string, string][] => {
      const name = topology.environment;
      return [
        [`manifests/${name}.k8s.yaml`, manifestOf(name, environment)],
        ...[...values].map(([release, text]): [string, string] => [`helm/${name}/${release}.values.yaml`, text]),
        [`runbook/${name}.md`, runbookOf(topology)],
      ];
    }),
  );
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function manifestOf(name: string, environment: Environment): string {
  // An App of its own: a chart's toJson() visits all of its App.
  const objects: unknown[] = new MilvusIngressChart(new App(), name, environment).toJson();
  // `cdk8s synth --stdout` joins files without a separator.
  return `# milvus-l7 environment=${name}\n---\n${Yaml.stringify(...objects)}`;
}
