import { GcsBackend, LocalBackend, type TerraformStack } from 'cdktf';
import type { Terraform } from '../topology/topology';

/**
 * Declares where a stack's state is kept: without it cdktf writes an absolute path, which differs from machine to machine.
 *
 * Terraform runs in `<out>/terraform/stacks/<stack>`, so the local path leads four folders up, beside `<out>`.
 */
export function declareState(stack: TerraformStack, name: string, state: Terraform['state']): void {
  if (state === 'local') {
    new LocalBackend(stack, { path: `../../../../terraform.${name}.tfstate` });
    return;
  }
  new GcsBackend(stack, { bucket: state.gcs.bucket, prefix: `${state.gcs.prefix}/${name}` });
}
