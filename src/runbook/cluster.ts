import { SWITCHED_ON, isZone } from '../gke/cluster';
import { appliedEarly } from '../topology/applied-early';
import type { Topology } from '../topology/topology';
import { needsTerraform } from './files';
import { isOfOneRegion } from './frontend';
import { commands, prose } from './markdown';
import { placeOf } from './place';
import type { Step } from './section';

export const toolsStep: Step = {
  id: 'tools',
  title: 'Tools and cluster',
  body: ({ topology }) => [
    prose(
      `${placeText(topology)} with ${toolsText(topology)}, signed in by ${signInText(topology)}.${foundText(topology)}`,
    ),
    ...(topology.cluster?.created ? [] : [...credentialsBlocks(topology), ...gatewayClassBlocks(topology)]),
  ],
};

/** A cluster that Terraform makes is there only now. */
export const clusterStep: Step = {
  id: 'cluster',
  title: 'Point kubectl and helm at the cluster',
  needed: ({ cluster }) => cluster?.created !== undefined,
  body: ({ topology }) => credentialsBlocks(topology),
};

function placeText({ loadBalancer, network, project, region }: Topology): string {
  if (loadBalancer.scheme !== 'internal' || network === undefined) return 'Here or in Cloud Shell,';
  const inRegion = isOfOneRegion(loadBalancer) ? ` and the region \`${region}\`` : '';
  return `On a machine inside the VPC network \`${placeOf(network.network, project).name}\`${inRegion}, or in there by VPN, because nobody else reaches an internal load balancer,`;
}

function signInText(topology: Topology): string {
  return needsTerraform(topology)
    ? '`gcloud auth login` and `gcloud auth application-default login`'
    : '`gcloud auth login`';
}

function toolsText(topology: Topology): string {
  const tools = [
    'Node 20.19 and this package (`npm ci`, then `npx milvus-l7 --version`)',
    'gcloud with gke-gcloud-auth-plugin',
    'kubectl',
    'Helm 3.14 or later (older ones lose values)',
    ...(needsTerraform(topology) ? ['terraform'] : []),
    ...(appliedEarly(topology).length > 0 ? ['[yq](https://github.com/mikefarah/yq) 4'] : []),
    ...(topology.releases.some(({ rest }) => typeof rest === 'object') ? ['curl'] : []),
    ...(topology.cluster?.created ? [] : ['milvus-backup where Milvus runs already']),
  ];
  return `${tools.slice(0, -1).join(', ')}, and ${tools.at(-1) ?? ''}`;
}

function credentialsBlocks(topology: Topology): string[] {
  const { project, region, zone, namespace, cluster } = topology;
  const find = `CLUSTER=$(gcloud container clusters list --project ${project} --filter 'location:${zone ?? region}*' --format 'value(name)') && echo "$CLUSTER"`;
  const make =
    namespace === 'default' ? [] : [`kubectl get namespace ${namespace} || kubectl create namespace ${namespace}`];
  return [
    commands([
      ...(cluster ? [] : [find]),
      `gcloud container clusters get-credentials ${clusterText(topology)}`,
      ...make,
    ]),
  ];
}

/** A cluster has no Gateway API unless it was asked for, or is an Autopilot one. */
function gatewayClassBlocks(topology: Topology): string[] {
  const { gateway } = topology.loadBalancer;
  if (!gateway) return [];
  return [
    prose(
      `The cluster must have the Gateway API. No such class? \`gcloud container clusters update ${clusterText(topology)} ${SWITCHED_ON.gatewayApi}\`, and some minutes later:`,
    ),
    commands([`kubectl get gatewayclass ${gateway.className}`]),
  ];
}

/** Its name, as the first line has found it where the environment has none, and its place. */
function clusterText({ project, region, zone, cluster }: Topology): string {
  const name = cluster?.name ?? '"${CLUSTER:?is empty}"';
  return `${name} ${locationFlag(cluster?.location ?? zone ?? region)} --project ${cluster?.project ?? project}`;
}

/** Where nobody says which cluster it is, it is looked for. */
function foundText({ cluster }: Topology): string {
  if (cluster) return '';
  return ' The first line prints none: the cluster is in another project or region, or you may not list it. Several: set `CLUSTER=` by hand.';
}

function locationFlag(location: string): string {
  return isZone(location) ? `--zone ${location}` : `--region ${location}`;
}
