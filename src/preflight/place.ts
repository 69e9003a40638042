import type { Facts, GkeCluster } from '../live/preflight/facts';
import { compareVersions } from '../milvus/chart';
import { appliedEarly } from '../topology/applied-early';
import type { Topology } from '../topology/topology';
import { type Finding, Findings } from './finding';

/** The oldest that has `--reset-then-reuse-values`, and what the steps need. */
const OLDEST = { helm: '3.14.0', kubectl: '1.25.0', terraform: '1.5.0', yq: '4.0.0' } as const;

/** Whether everything that follows goes to the right place, and may. */
export function placeFindings(topology: Topology, facts: Facts): Finding[] {
  const findings = new Findings('place');
  projectAndRegion(findings, topology, facts);
  clusterName(findings, topology, facts);
  findings.of('namespace', facts.namespaceIsThere, (there) => {
    if (there) findings.ok(`namespace ${topology.namespace}`);
    else {
      const cure = `is it another cluster? Else kubectl create namespace ${topology.namespace}`;
      findings.stop(`the namespace ${topology.namespace} is not there, or is being deleted`, cure);
    }
  });
  versions(findings, topology, facts);
  findings.of('your rights', facts.rights, (rights) => {
    const missing = rights.filter(({ allowed }) => !allowed);
    if (missing.length === 0) findings.ok(`you may do what follows: ${rights.length} rights asked for`);
    else {
      const names = missing.map(({ verb, group, resource }) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`);
      findings.stop(
        `you may not ${names.join(', ')}`,
        'ask whoever keeps the cluster for these rights in the namespace',
      );
    }
  });
  return findings.all;
}

/** Of the machines themselves, wherever a kubeconfig says it leads. */
function projectAndRegion(findings: Findings, { project, region, cluster }: Topology, { nodes, context }: Facts): void {
  const wanted = cluster?.project ?? project;
  const byContext = /^gke_([^_]+)_([^_]+)_/.exec(context)?.slice(1) as [string, string] | undefined;
  const byNodes = 'value' in nodes ? nodes.value.flatMap(({ spec }) => machineOf(spec?.['providerID'])) : [];
  const places = byNodes.length > 0 ? byNodes : byContext ? [{ project: byContext[0], location: byContext[1] }] : [];
  if (places.length === 0) {
    const why =
      'notRun' in nodes
        ? nodes.notRun
        : nodes.value.length === 0
          ? 'there are no nodes'
          : 'its nodes are not of Google';
    findings.notRun('project and region', `${why}, and the context does not name them`);
    return;
  }
  const found = [...new Set(places.map((place) => `${place.project} in ${regionOf(place.location)}`))];
  const expected = `${wanted} in ${cluster ? regionOf(cluster.location) : region}`;
  if (found.length === 1 && found[0] === expected) findings.ok(`project ${expected}`);
  else findings.stop(`the cluster is of ${found.join(', ')}; the environment of ${expected}`, ANOTHER);
}

const ANOTHER = 'another --context, or another environment';

function machineOf(id: unknown): { project: string; location: string }[] {
  const [, project, location] = /^gce:\/\/([^/]+)\/([^/]+)\//.exec(String(id)) ?? [];
  return project && location ? [{ project, location }] : [];
}

/** `us-west1` of `us-west1-a`, and of itself. */
function regionOf(location: string): string {
  return location.replace(/-[a-z]$/, '');
}

function clusterName(findings: Findings, { cluster }: Topology, { context, server, gke }: Facts): void {
  if (!cluster) return;
  const { name, location } = cluster;
  const byContext = /^gke_[^_]+_([^_]+)_(.+)$/.exec(context);
  const known = 'value' in gke ? endpointsOf(gke.value) : [];
  if (known.includes(new URL(server).hostname)) findings.ok(`cluster ${name}, by its endpoint`);
  else if (byContext && (byContext[1] !== location || byContext[2] !== name)) {
    findings.stop(
      `the context leads to the cluster ${String(byContext[2])} in ${String(byContext[1])}; the environment to ${name} in ${location}`,
      ANOTHER,
    );
  } else if (byContext) findings.ok(`cluster ${name}, by the name of the context`);
  else {
    const why = 'notRun' in gke ? gke.notRun : `${server} is no endpoint of ${name}`;
    findings.notRun(`whether it is the cluster ${name}`, `${why}, and the context does not name it`);
  }
}

function endpointsOf({
  endpoint,
  privateClusterConfig,
  controlPlaneEndpointsConfig,
}: GkeCluster): (string | undefined)[] {
  const { privateEndpoint, publicEndpoint } = privateClusterConfig ?? {};
  return [endpoint, privateEndpoint, publicEndpoint, controlPlaneEndpointsConfig?.dnsEndpointConfig?.endpoint];
}

function versions(findings: Findings, topology: Topology, { versions: found }: Facts): void {
  const { stackName, releaseStack } = topology.terraform;
  const needed: readonly (keyof typeof OLDEST)[] = [
    'helm',
    'kubectl',
    ...(stackName === undefined && !releaseStack ? [] : ['terraform' as const]),
    ...(appliedEarly(topology).length === 0 ? [] : ['yq' as const]),
  ];
  for (const program of needed) {
    findings.of(program, found[program], (version) => {
      const oldest = OLDEST[program];
      if (compareVersions(version, oldest) >= 0) findings.ok(`${program} ${version}`);
      else findings.stop(`${program} is ${version}`, `install ${oldest} or later`);
    });
  }
}
