import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asApplied } from '../adopt/applied';
import { type Answers, type Draft, type DraftEnvironment, draftOf } from '../adopt/draft';
import type { Running } from '../adopt/running';
import { type SplitValues, splitValues } from '../adopt/values';
import { manifestText, synthesize } from '../apps/outputs';
import { loadTargets } from '../apps/targets';
import { diff } from '../diff/diff';
import { UserError } from '../errors';
import { Helm } from '../live/preflight/helm';
import type { Cluster } from '../live/cluster';
import type { LiveObject } from '../live/resources';
import { milvusReleases, objectsIn, releaseWithValues } from '../live/running';
import type { FirstSynth } from '../report/init';
import { clusterOf, knowsCluster } from './kubeconfig';
import type { NewFile } from './new-files';

export interface InitOptions extends Answers {
  /** Names of the Helm releases. */
  readonly release: readonly string[];
  /** Whether a cluster may be asked. */
  readonly cluster: boolean;
  readonly context?: string;
}

/**
 * The releases of Milvus that an environment is to stand for, and their objects; undefined where there is nothing to
 * stand for: no cluster, or no such release.
 *
 * @throws UserError where the cluster or helm does not say, and where it is not clear which releases are meant
 */
export async function readRunning(options: InitOptions, signal: AbortSignal): Promise<Running | undefined> {
  const { cluster: isAsked, context, namespace = 'default', release: wanted } = options;
  if (!isAsked || (context === undefined && !knowsCluster())) {
    process.stderr.write(isAsked ? `${NO_CLUSTER}\n` : 'no cluster was asked\n');
    return undefined;
  }
  const { cluster, objects } = await answersOf(namespace, context);
  const helm = new Helm(namespace, cluster.context, signal);
  const there = await milvusReleases(helm);
  const names = there.map(({ name }) => name).join(', ');
  const found = wanted.length === 0 ? there : there.filter(({ name }) => wanted.includes(name));
  if (found.length === 0) {
    process.stderr.write(`no such release of Milvus in the namespace ${namespace}: the environment is a new one\n`);
    return undefined;
  }
  if (wanted.length === 0 && found.length > 1) {
    const message = `the namespace ${namespace} has several releases of Milvus: ${names}`;
    throw new UserError([{ message, cure: 'name one with --release, or each that is to share one environment' }]);
  }
  const absent = wanted.filter((name) => !found.some((one) => one.name === name));
  if (absent.length > 0) {
    const message = `the namespace ${namespace} has no release of Milvus ${absent.join(', ')}, only ${names}`;
    throw new UserError([{ message, cure: 'name only releases that are there, or only new ones' }]);
  }
  const releases = await Promise.all(found.map((one) => releaseWithValues(helm, one)));
  const known = objects.map(({ apiVersion, kind, metadata, spec }) => ({
    apiVersion: String(apiVersion),
    kind: kind ?? '',
    metadata,
    spec,
  }));
  return { namespace, releases, objects: known };
}

const NO_CLUSTER = 'no cluster was asked: KUBECONFIG is not set, and there is no ~/.kube/config';

/** @throws UserError where the cluster does not say; it is not the only way to a file */
async function answersOf(
  namespace: string,
  context: string | undefined,
): Promise<{ readonly cluster: Cluster; readonly objects: readonly LiveObject[] }> {
  try {
    const cluster = await clusterOf(namespace, context);
    return { cluster, objects: await objectsIn(cluster) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const without = 'or write the file without looking at a cluster: --no-cluster';
    throw new UserError(
      error.faults.map((fault) => ({ ...fault, cure: fault.cure ? `${fault.cure}\n${without}` : without })),
    );
  }
}

export interface Adopted {
  readonly draft: Draft;
  readonly environment: DraftEnvironment;
  readonly files: readonly NewFile[];
  /** What is no secret of the values that run, by release. */
  readonly values: ReadonlyMap<string, string>;
}

/** @throws UserError for values that no environment can stand for */
export function adopted(root: string, name: string, running: Running, options: InitOptions): Adopted {
  const draft = draftOf(running, options);
  const files: NewFile[] = [];
  const values = new Map<string, string>();
  const fileFor = (folder: string, release: string): string => {
    const file = `${folder}/${release}.yaml`;
    // Releases of two environments may have one name.
    return existsSync(join(root, file)) ? `${folder}/${name}-${release}.yaml` : file;
  };
  const splits = new Map<string, SplitValues>(running.releases.map((one) => [one.name, splitValues(name, one)]));
  const releases = draft.environment.releases.map((release) => {
    const { text, running: runs, secretText } = splits.get(release.name) ?? {};
    if (runs !== undefined) values.set(release.name, runs);
    const [file, secretFile] = [fileFor('values', release.name), fileFor('secrets', release.name)];
    if (text !== undefined) files.push({ file, text });
    if (secretText !== undefined) files.push({ file: secretFile, text: secretText, isSecret: true });
    return {
      ...release,
      ...(text !== undefined && { values: `../${file}` }),
      ...(secretText !== undefined && { secretValues: `../${secretFile}` }),
    };
  });
  return { draft, environment: { ...draft.environment, releases }, files, values };
}

/** What the next synth would change of what runs; where it cannot be told yet, why. */
export function changesOf(root: string, file: string, name: string, running: Running, found: Adopted): FirstSynth {
  const { draft, values } = found;
  try {
    const { targets } = loadTargets(root, [file]);
    const after = synthesize(targets).files;
    const objects = draft.objects.map((one) => asApplied(one, running.namespace));
    const before = new Map([[`manifests/${name}.k8s.yaml`, manifestText(name, objects)]]);
    for (const [release, text] of values) before.set(`helm/${name}/${release}.values.yaml`, text);
    return { changes: diff(before, after) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { faults: error.faults };
  }
}
