import type { ITerraformDependable } from 'cdktf';

/** What every construct here is given. */
export interface OrderedProps {
  /** @default - nothing must be there before */
  readonly dependsOn?: ITerraformDependable[];
}
