import { commands, prose } from './markdown';
import type { Section } from './section';

export const rollBackSection: Section = {
  title: 'Roll back to layer 4',
  body: ({ topology: { namespace, loadBalancer, releases, terraform } }) => {
    const [only] = releases.length === 1 ? releases : [];
    const name = only?.name ?? '"${RELEASE:?set it to a release}"';
    const revision = '`REVISION=` to the last one before this page, of the same line of the chart.';
    const variables = only ? `Set ${revision}` : `Set \`RELEASE=\`, and ${revision}`;
    return [
      prose(
        `For a release that ran behind a layer-4 load balancer before: brings back its plaintext and passwords, keeps the data. ${variables} Prints none: another namespace. Then point DNS at the address that the Service has again, and tear down \`${loadBalancer.name}\`.${terraform.releaseStack ? ` Do not apply \`${terraform.releaseStack.name}\` after it: Terraform would upgrade once more.` : ''}`,
      ),
      commands([
        `helm history ${name} --namespace ${namespace}`,
        `helm rollback ${name} "\${REVISION:?set it to a revision of the history}" --namespace ${namespace} --wait --timeout 20m`,
        `kubectl get services --namespace ${namespace}`,
      ]),
    ];
  },
};
