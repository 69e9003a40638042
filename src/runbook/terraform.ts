import type { Topology } from '../topology/topology';
import { stackFolder } from './files';
import { prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, indented } from './shell';

export const terraformStep: Step = {
  id: 'terraform',
  title: 'Create what Terraform owns',
  needed: ({ terraform }) => terraform.stackName !== undefined,
  body: ({ topology }) => {
    const { loadBalancer, terraform } = topology;
    const { stackName = '' } = terraform;
    const folder = stackFolder(stackName);
    const address =
      loadBalancer.address.kind === 'reserved' ? ` and makes the static address \`${loadBalancer.address.name}\`` : '';
    return [
      prose(`The stack \`${stackName}\` enables the Google APIs that are needed${address}. ${stateText(topology)}`),
      ...stateBucket(topology),
      prose('Either with cdktf, which synthesizes the stack again and asks before it changes anything:'),
      snippet('bash', { id: 'cdktf-deploy' }, [`npx --yes cdktf-cli@0.21.0 deploy ${stackName}`]),
      prose('or with Terraform alone, from the JSON as it was reviewed; after cdktf it finds nothing left to do:'),
      snippet('bash', { id: 'terraform-plan' }, [`terraform -chdir=${folder} init && terraform -chdir=${folder} plan`]),
      snippet('bash', { id: 'terraform-apply' }, [`terraform -chdir=${folder} apply`]),
    ];
  },
};

function stateText({ terraform: { state, stackName } }: Topology): string {
  if (state === 'local') {
    return `Its state is the file \`terraform.${stackName ?? ''}.tfstate\` in this folder, which git ignores: keep it, Terraform knows what it made only from there. A team keeps it in a bucket (\`gcp.state.gcs\`).`;
  }
  return `Its state is in \`gs://${state.gcs.bucket}/${state.gcs.prefix}\`.`;
}

function stateBucket({ project, region, terraform: { state } }: Topology): string[] {
  if (state === 'local') return [];
  const { bucket } = state.gcs;
  return [
    prose('The bucket must be there before; old versions of the state are kept in it:'),
    snippet(
      'bash',
      { id: 'state-bucket' },
      guarded([
        `if ! gcloud storage buckets describe gs://${bucket} --format='value(name)'; then`,
        ...indented([
          `gcloud storage buckets create gs://${bucket} --project ${project} --location ${region} \\`,
          '  --uniform-bucket-level-access --public-access-prevention',
          `gcloud storage buckets update gs://${bucket} --versioning`,
        ]),
        'fi',
      ]),
    ),
  ];
}
