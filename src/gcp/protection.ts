import type { TerraformResourceLifecycle } from 'cdktf';

/**
 * What makes `terraform plan` refuse whatever would destroy or replace a resource, before anything is touched. An API's
 * own protection says no only when its turn has come, and what went before it is gone by then.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
 */
export function keptIf(
  isProtected: boolean,
  more: TerraformResourceLifecycle = {},
): { readonly lifecycle?: TerraformResourceLifecycle } {
  const lifecycle = { ...(isProtected && { preventDestroy: true }), ...more };
  return Object.keys(lifecycle).length === 0 ? {} : { lifecycle };
}
