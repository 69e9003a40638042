import { CLUSTER_NAME } from '../gke/cluster';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { ACCOUNT_ID, BUCKET_NAME } from '../gke/storage';
import type { Name } from './name';
import type { Topology } from './topology';

/** Names of networks, clusters, buckets and service accounts, and of the stacks that make them. */
export function infrastructureNamesOf(topology: Topology): Name[] {
  return [
    ...stackNamesOf(topology),
    ...networkNamesOf(topology),
    ...clusterNamesOf(topology),
    ...storageNamesOf(topology),
  ];
}

/** A stack is a folder, and a state, whatever its project. */
function stackNamesOf({ terraform: { stackName, releaseStack } }: Topology): Name[] {
  const here = { kind: 'Terraform stack', scope: 'the output folder', rule: RFC1123_SUBDOMAIN };
  const changedBy = "the environment's name";
  return [
    ...(stackName === undefined ? [] : [{ ...here, name: stackName, path: [], changedBy }]),
    ...(releaseStack ? [{ ...here, name: releaseStack.name, path: ['gcp', 'helmRelease'], changedBy }] : []),
  ];
}

function networkNamesOf({ network, project, region }: Topology): Name[] {
  if (!network) return [];
  const global = { scope: `project ${project}`, rule: RFC1035_LABEL };
  const { healthCheckRule, created } = network;
  if (healthCheckRule) {
    const of = { path: ['loadBalancer', 'name'], changedBy: 'loadBalancer.name' };
    return [
      {
        ...global,
        kind: 'firewall rule',
        name: healthCheckRule.name,
        ...of,
        scope: `project ${healthCheckRule.project}`,
      },
    ];
  }
  if (!created) return [];
  const ofNetwork = { path: ['gcp', 'network', 'create', 'name'], changedBy: 'gcp.network.create.name' };
  const ofLoadBalancer = { path: ['loadBalancer', 'name'], changedBy: 'loadBalancer.name' };
  const regional = { ...global, scope: `region ${region} of project ${project}`, ...ofLoadBalancer };
  const { names, mode } = created;
  return [
    { ...global, ...ofNetwork, kind: 'network', name: network.network },
    { ...global, ...ofNetwork, kind: 'firewall rule', name: names.allowInternal },
    { ...global, ...ofNetwork, kind: 'firewall rule', name: names.allowSsh },
    { ...regional, kind: 'router', name: names.router },
    ...(network.proxyOnlyRange === undefined ? [] : [{ ...regional, kind: 'subnetwork', name: names.proxyOnly }]),
    ...(mode === 'auto' ? [] : [subnetworkName(network.subnetwork, regional.scope)]),
  ];
}

function subnetworkName(name: string, scope: string): Name {
  return {
    kind: 'subnetwork',
    name,
    scope,
    rule: RFC1035_LABEL,
    path: ['gcp', 'network', 'create', 'subnetwork', 'name'],
    changedBy: 'gcp.network.create.subnetwork.name',
  };
}

function clusterNamesOf({ cluster, project }: Topology): Name[] {
  if (!cluster?.created) return [];
  const { name, location, created } = cluster;
  const path = ['gcp', 'cluster', 'create'];
  const inLocation = { scope: `${location} of project ${project}`, rule: CLUSTER_NAME };
  const { nodePool } = created;
  return [
    { ...inLocation, kind: 'cluster', name, path: [...path, 'name'], changedBy: 'gcp.cluster.create.name' },
    {
      ...inLocation,
      scope: `cluster ${name} in ${inLocation.scope}`,
      kind: 'node pool',
      name: nodePool.name,
      path: [...path, 'nodePool', 'name'],
      changedBy: 'gcp.cluster.create.nodePool.name',
    },
    {
      kind: 'Google service account',
      name: nodePool.accountId,
      scope: `project ${project}`,
      rule: ACCOUNT_ID,
      path: [...path, 'nodePool', 'accountId'],
      changedBy: 'gcp.cluster.create.nodePool.accountId',
    },
  ];
}

function storageNamesOf({ storage, project, namespace }: Topology): Name[] {
  if (!storage) return [];
  const path = ['gcp', 'storage', 'create'];
  const ofAccount = { path: [...path, 'accountId'], changedBy: 'gcp.storage.create.accountId, one for all releases' };
  return [
    {
      kind: 'bucket',
      name: storage.bucketName,
      scope: 'all of Google Cloud',
      rule: BUCKET_NAME,
      path: [...path, 'name'],
      changedBy: 'gcp.storage.create.name',
    },
    ...storage.accounts.flatMap(({ name }): Name[] => [
      {
        kind: 'Google service account',
        name,
        scope: `project ${project}`,
        rule: ACCOUNT_ID,
        ...ofAccount,
      },
      {
        kind: 'ServiceAccount',
        name,
        scope: `namespace ${namespace} of project ${project}`,
        rule: RFC1123_SUBDOMAIN,
        ...ofAccount,
      },
    ]),
  ];
}
