import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import type { Environment } from '../config/environment';
import { MilvusIngressChart } from '../kubernetes/chart';
import { runbookOf } from '../runbook/runbook';
import type { Target } from './targets';

/** Texts to write, by their path below the output folder. */
export type Files = ReadonlyMap<string, string>;

/** What environments become. */
export interface Synthesized {
  readonly files: Files;
  /** The objects in files, by their path: rules need not read the texts again. */
  readonly objects: ReadonlyMap<string, readonly unknown[]>;
}

/** Manifests, Helm values and runbook of every environment. */
export function synthesize(targets: readonly Target[]): Synthesized {
  const files = new Map<string, string>();
  const objects = new Map<string, readonly unknown[]>();
  for (const { environment, topology, values, readValues } of targets) {
    const name = topology.environment;
    const manifest = `manifests/${name}.k8s.yaml`;
    const inIt = objectsOf(name, environment);
    objects.set(manifest, inIt);
    // `cdk8s synth --stdout` joins files without a separator.
    files.set(manifest, `# milvus-l7 environment=${name}\n---\n${Yaml.stringify(...inIt)}`);
    for (const [release, text] of values) {
      const path = `helm/${name}/${release}.values.yaml`;
      files.set(path, text);
      if (readValues?.has(release)) objects.set(path, [readValues.get(release)]);
    }
    files.set(`runbook/${name}.md`, runbookOf(topology));
  }
  return { files, objects };
}

export function textsOf(targets: readonly Target[]): Files {
  return synthesize(targets).files;
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function objectsOf(name: string, environment: Environment): unknown[] {
  // An App of its own: a chart's toJson() visits all of its App.
  return new MilvusIngressChart(new App(), name, environment).toJson() as unknown[];
}
