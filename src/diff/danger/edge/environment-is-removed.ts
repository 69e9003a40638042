import { PAGES } from '../../../rules/pages';
import type { Changes } from '../../changes';
import type { Danger } from '../../danger';
import type { Environment } from '../../dist';
import { TERRAFORM_STACK, environmentArtifact } from '../../artifact';
import { code, listed } from '../../words';

/** Told once for all that is in it. */
export const environmentIsRemoved: Danger = {
  id: 'environment-is-removed',
  why: 'removing files deletes nothing in Google Cloud and Kubernetes: the load balancer goes on serving and costing, and what its Terraform made is looked after by nobody',
  cure: 'Take it down first, by the last section of its runbook as it is now; then remove its file.',
  see: PAGES.ingress,
  *check(changes) {
    for (const environment of changes.removed) {
      const on = environmentArtifact(environment.name);
      const hosts = hostsOf(environment);
      const other = heirOf(environment, changes);
      if (other === undefined) {
        const serving =
          hosts.length === 0 ? '' : `, with the host${hosts.length === 1 ? '' : 's'} ${listed(hosts.map(code))}`;
        yield { on, message: `the environment ${code(environment.name)} is removed${serving}` };
        continue;
      }
      const stacks = environment.artifacts.filter(({ kind }) => kind === TERRAFORM_STACK).map(({ name }) => code(name));
      const message = `the environment ${code(environment.name)} is renamed to ${code(other.name)}`;
      yield { on, message, ...(stacks.length > 0 ? stateIsLeft(stacks) : filesMove) };
    }
  },
};

function stateIsLeft(stacks: readonly string[]) {
  return {
    why: `a stack of another name begins with an empty state: Terraform makes everything of ${listed(stacks)} again, and fails on names that are taken`,
    cure: 'Keep the name of the file; else move the state before anybody applies: terraform state pull in the old stack, terraform state push in the new one.',
  };
}

const filesMove = {
  why: 'whatever applies its files by their names finds none: a tool that prunes deletes the load balancer',
  cure: 'Keep the name of the file; else change what applies it in the same step, with pruning off.',
};

/** A new environment that serves the same hosts. */
function heirOf(environment: Environment, { added }: Changes): Environment | undefined {
  const hosts = hostsOf(environment).join();
  return added.find((other) => hosts !== '' && hostsOf(other).join() === hosts);
}

function hostsOf({ objects }: Environment): string[] {
  return [...new Set(objects.ingresses.flatMap(({ routes }) => routes.flatMap(({ host }) => host ?? [])))].sort();
}
