import { isZone } from '../gke/cluster';
import type { Topology } from '../topology/topology';
import { prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded } from './shell';

/** A cluster that Terraform makes is there only now. */
export const clusterStep: Step = {
  id: 'cluster',
  title: 'Point kubectl and helm at the cluster',
  needed: ({ cluster }) => cluster?.created !== undefined,
  body: ({ topology }) => [
    prose(
      `The cluster \`${topology.cluster?.name ?? ''}\` is up once Terraform has ended. Again in every new terminal:`,
    ),
    ...credentialsBlock(topology, topology.cluster?.name ?? ''),
  ],
};

/** The project, and the cluster as far as it is there before Terraform runs. */
export function findClusterBlocks(topology: Topology): string[] {
  const { project, region, zone, cluster } = topology;
  const setProject = `gcloud config set project ${project}`;
  if (cluster?.created) {
    return [prose('Choose the project; the cluster is made below:'), snippet('bash', { id: 'project' }, [setProject])];
  }
  if (cluster) {
    return [
      prose(`Choose the project, and point kubectl and helm at the cluster \`${cluster.name}\`:`),
      snippet('bash', { id: 'project' }, [setProject]),
      ...credentialsBlock(topology, cluster.name),
    ];
  }
  const location = locationFlag(zone ?? region);
  return [
    prose(`Choose the project and find the cluster in \`${zone ?? region}\`:`),
    snippet('bash', { id: 'cluster' }, [
      setProject,
      `CLUSTER=$(gcloud container clusters list --project ${project} ${location} --format='value(name)')`,
      'echo "$CLUSTER"',
    ]),
    prose(
      'It must print one name. Where it prints several, set the right one by hand, `CLUSTER=` and the name. Then point kubectl and helm at it:',
    ),
    ...credentialsBlock(topology, '"${CLUSTER:?}"'),
  ];
}

function credentialsBlock({ project, region, zone, namespace, cluster }: Topology, name: string): string[] {
  const location = locationFlag(cluster?.location ?? zone ?? region);
  return [
    snippet(
      'bash',
      { id: 'credentials' },
      guarded([
        `gcloud container clusters get-credentials ${name} ${location} --project ${cluster?.project ?? project}`,
        'kubectl config current-context',
        namespace === 'default'
          ? 'kubectl get namespace default'
          : `kubectl get namespace ${namespace} || kubectl create namespace ${namespace}`,
      ]),
    ),
  ];
}

function locationFlag(location: string): string {
  return isZone(location) ? `--zone ${location}` : `--region ${location}`;
}
