import { App } from 'cdktf';
import type { Environment } from '../config/environment';
import { MilvusReleaseStack } from './release-stack';
import { MilvusGcpStack } from './stack';
import { FINAL_OUTDIR } from './state';

/** What the stacks of one environment are made from. */
export interface StackSource {
  /** The environment's name. */
  readonly name: string;
  readonly environment: Environment;
  /** The values file of each release, by its name. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether there is something for the stack of the environment's name to create. */
  readonly creates: boolean;
  /** Whether there is a second stack, which runs the releases. */
  readonly releases: boolean;
}

/**
 * Writes `stacks/<stack>/cdk.tf.json` below a folder whose parent exists.
 *
 * @param destination - where the folder's content ends up, which decides where a local state is
 */
export function writeStacks(outdir: string, sources: readonly StackSource[], destination = outdir): void {
  const app = new App({ outdir, context: { [FINAL_OUTDIR]: destination } });
  for (const { name, environment, values, creates, releases } of sources) {
    const infrastructure = creates ? new MilvusGcpStack(app, name, environment, { values }) : undefined;
    if (releases) new MilvusReleaseStack(app, name, environment, { values, ...(infrastructure && { infrastructure }) });
  }
  app.synth();
}
