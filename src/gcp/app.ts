import { App } from 'cdktf';
import type { Environment } from '../config/environment';
import { MilvusGcpStack } from './stack';

/** Writes `stacks/<stack>/cdk.tf.json` below the folder, for environments that have something to create. */
export function writeStacks(outdir: string, environments: ReadonlyMap<string, Environment>): void {
  const app = new App({ outdir });
  for (const [stackName, environment] of environments) new MilvusGcpStack(app, stackName, environment);
  app.synth();
}
