import { App, GcsBackend, LocalBackend, type TerraformStack } from 'cdktf';
import { levelsToState } from '../topology/state-file';
import type { Terraform } from '../topology/topology';

/** Key of the App's context that says where its output ends up, where that is not its `outdir`. */
export const FINAL_OUTDIR = 'milvus-gke-l7/outdir';

/** Declares where a stack's state is kept: without it cdktf writes an absolute path, which differs from machine to machine. */
export function declareState(stack: TerraformStack, name: string, state: Terraform['state']): void {
  if (state === 'local') {
    const outdir: unknown = stack.node.tryGetContext(FINAL_OUTDIR) ?? App.of(stack).outdir;
    new LocalBackend(stack, { path: `${'../'.repeat(levelsToState(String(outdir)))}terraform.${name}.tfstate` });
    return;
  }
  new GcsBackend(stack, { bucket: state.gcs.bucket, prefix: `${state.gcs.prefix}/${name}` });
}
