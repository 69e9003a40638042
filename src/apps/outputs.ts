import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'cdk8s';
import { TopologyChart } from '../kubernetes/topology-chart';
import { runbookOf } from '../runbook/runbook';
import { objectsYaml } from '../source/write';
import type { Topology } from '../topology/topology';
import type { Target } from './targets';

/** Texts to write, by their path below the output folder. */
export type Files = ReadonlyMap<string, string>;

/** What environments become, but for the runbooks, which no rule looks at. */
export interface Synthesized {
  readonly files: Files;
  /** The objects in files, by their path: rules need not read the texts again. */
  readonly objects: ReadonlyMap<string, readonly unknown[]>;
}

/** Manifests and Helm values of every environment. */
export function synthesize(targets: readonly Target[]): Synthesized {
  const files = new Map<string, string>();
  const objects = new Map<string, readonly unknown[]>();
  for (const { topology, values, readValues } of targets) {
    const name = topology.environment;
    const manifest = `manifests/${name}.k8s.yaml`;
    const inIt = objectsOf(topology);
    objects.set(manifest, inIt);
    files.set(manifest, manifestText(name, inIt));
    for (const [release, text] of values) {
      const path = `helm/${name}/${release}.values.yaml`;
      files.set(path, text);
      if (readValues?.has(release)) objects.set(path, [readValues.get(release)]);
    }
  }
  return { files, objects };
}

/** A file of manifests. */
export function manifestText(environment: string, objects: readonly unknown[]): string {
  // `cdk8s synth --stdout` joins files without a separator.
  return `# milvus-l7 environment=${environment}\n---\n${objectsYaml(...objects)}`;
}

/** Manifests, Helm values and runbook of every environment, at once. */
export function textsOf(targets: readonly Target[]): Files {
  return new Map([...synthesize(targets).files, ...targets.map(runbookFileOf)]);
}

/**
 * Writes everything but Terraform's; the runbooks one after another, so that a thousand need not be held at once.
 *
 * @returns the paths below the folder
 */
export function writeOutputs(folder: string, { files }: Synthesized, targets: readonly Target[]): string[] {
  writeFiles(folder, files);
  const runbooks = targets.map((target) => {
    const [path, text] = runbookFileOf(target);
    writeFiles(folder, new Map([[path, text]]));
    return path;
  });
  return [...files.keys(), ...runbooks];
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Only in a clone of this project are its docs a file of the folder that is worked in. */
const OWN_DOCS = 'docs/troubleshooting.md';

function runbookFileOf({ topology }: Target): [path: string, text: string] {
  return [
    `runbook/${topology.environment}.md`,
    existsSync(OWN_DOCS) ? runbookOf(topology, `../../docs`) : runbookOf(topology),
  ];
}

function objectsOf(topology: Topology): unknown[] {
  // An App of its own: a chart's toJson() visits all of its App. The rules see the Helm values too, later.
  return new TopologyChart(new App(), topology.environment, topology).toJson() as unknown[];
}
