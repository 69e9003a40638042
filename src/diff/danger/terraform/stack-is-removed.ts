import type { Danger } from '../../danger';
import { TERRAFORM_STACK } from '../../artifact';
import { code } from '../../words';

export const stackIsRemoved: Danger = {
  id: 'stack-is-removed',
  why: 'its resources stay in Google Cloud and in the state, and nobody looks after them; a tool that destroys stacks without files destroys what the load balancer stands on',
  cure: 'Destroy what is wanted no more while its files are there; what shall stay, take out of the state: terraform state rm.',
  see: 'https://developer.hashicorp.com/terraform/cli/commands/state/rm',
  *check({ kept }) {
    for (const { changes } of kept) {
      for (const change of changes) {
        if (change.what !== 'removed' || change.before.kind !== TERRAFORM_STACK) continue;
        yield { on: change.before, message: `the Terraform stack ${code(change.before.name)} is removed` };
      }
    }
  },
};
