import { App } from 'cdktf';
import type { Environment } from '../config/environment';
import { MilvusGcpStack } from './stack';

/** Writes `stacks/<stack>/cdk.tf.json` below a folder whose parent exists. */
export function writeStacks(outdir: string, environments: ReadonlyMap<string, Environment>): void {
  const app = new App({ outdir });
  for (const [stackName, environment] of environments) new MilvusGcpStack(app, stackName, environment);
  app.synth();
}
