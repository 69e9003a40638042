import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { TERRAFORM_STACK } from '../../artifact';
import { code } from '../../words';

const PROJECT = ['provider', 'google', 0, 'project'] as const;

export const projectChanges: Danger = {
  id: 'project-changes',
  why: 'Terraform leaves what is in its state in the old project, and makes what is new or named after the project in the other one: grants, workload identity and bucket move, network, cluster and address stay',
  cure: 'Make a second environment for the other project, with a state of its own, and move to it.',
  see: 'https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/guides/provider_reference',
  *check(changes) {
    for (const { before, after } of pairsOf(changes, TERRAFORM_STACK)) {
      const [from, to] = [valueAt(before.value, PROJECT), valueAt(after.value, PROJECT)];
      if (from === undefined || to === undefined || from === to) continue;
      yield { on: after, message: `the project changes from ${code(from)} to ${code(to)}` };
    }
  },
};
