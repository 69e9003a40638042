import type { Topology } from '../../topology/topology';
import type { Cluster } from '../cluster';
import { asked } from './asked';
import type { Asked } from './asked';
import type { Named, NamedAnswer } from './facts';
import type { Gcloud, Resource } from './gcloud';

/** Something in Google Cloud that others made, and how gcloud is asked for it. */
interface NamedResource extends Named {
  readonly args: readonly string[];
  /** Where it is not that of the environment. */
  readonly project?: string | undefined;
}

/** What the environment names in Google Cloud and nobody here makes. */
export function namedInGoogleCloud(topology: Topology): NamedResource[] {
  const { loadBalancer, terraform, region, network } = topology;
  const { ingress, gateway, sslPolicy, securityPolicy, certificate, scheme } = loadBalancer;
  const place = scheme === 'external' ? ['--global'] : ['--region', region];
  const addresses = [ingress?.address, gateway?.address];
  const one = (kind: string, collection: string, name: string, more: readonly string[] = []): NamedResource => ({
    kind,
    name,
    args: ['compute', collection, 'describe', name, ...more],
  });
  return [
    ...addresses.flatMap((address) =>
      address?.kind === 'existing' ? [one('static address', 'addresses', address.name, place)] : [],
    ),
    ...(typeof sslPolicy === 'object' && sslPolicy.kind === 'existing'
      ? [one('SSL policy', 'ssl-policies', sslPolicy.name, place)]
      : []),
    ...(typeof securityPolicy === 'object' && securityPolicy.kind === 'existing'
      ? [one('security policy', 'security-policies', securityPolicy.name, scheme === 'external' ? [] : place)]
      : []),
    ...(certificate.kind === 'pre-shared' && !certificate.created
      ? certificate.names.map((name) => one('SSL certificate', 'ssl-certificates', name, place))
      : []),
    ...(network && network.created === undefined ? [subnetOf(network.subnetwork, region)] : []),
    ...(terraform.dnsZone?.kind === 'existing'
      ? [
          {
            kind: 'managed zone',
            name: terraform.dnsZone.name,
            args: ['dns', 'managed-zones', 'describe', terraform.dnsZone.name],
          },
        ]
      : []),
  ];
}

/** A path names the project of a shared VPC. */
function subnetOf(subnetwork: string, region: string): NamedResource {
  const name = subnetwork.slice(subnetwork.lastIndexOf('/') + 1);
  const [, project] = /projects\/([^/]+)\//.exec(subnetwork) ?? [];
  const args = ['compute', 'networks', 'subnets', 'describe', name, '--region', region];
  return { kind: 'subnet', name, args, project };
}

export async function namedInGoogleCloudOf(topology: Topology, gcloud: Gcloud): Promise<NamedAnswer[]> {
  const answers: NamedAnswer[] = [];
  // One after another: gcloud takes a processor for itself.
  for (const { kind, name, args, project } of namedInGoogleCloud(topology)) {
    answers.push({ kind, name, found: await gcloud.describe(args, project) });
  }
  return answers;
}

/** Issuers of cert-manager that are to fill Secrets. */
export async function issuersOf(
  { loadBalancer, releases, namespace }: Topology,
  cluster: Cluster,
): Promise<NamedAnswer[]> {
  const { certificate } = loadBalancer;
  const issuers = [
    ...(certificate.kind === 'self-managed' && certificate.issuer ? [certificate.issuer] : []),
    ...releases.flatMap(({ backendCertificate: backend }) =>
      typeof backend === 'object' && backend.issuer ? [backend.issuer] : [],
    ),
  ];
  const distinct = new Map(issuers.map((issuer) => [`${issuer.kind} ${issuer.name}`, issuer]));
  return Promise.all(
    [...distinct.values()].map(async ({ kind, name }) => {
      const base = '/apis/cert-manager.io/v1';
      const path =
        kind === 'Issuer' ? `${base}/namespaces/${namespace}/issuers/${name}` : `${base}/clusterissuers/${name}`;
      return { kind, name, found: await objectAt(cluster, path) };
    }),
  );
}

async function objectAt(cluster: Cluster, path: string): Promise<Asked<Resource | undefined>> {
  const answer = await asked(() => cluster.ask('GET', path));
  if ('notRun' in answer) return answer;
  const { status, body } = answer.value;
  if (status === 404) return { value: undefined };
  return status === 200 ? { value: body as Resource } : { notRun: `HTTP ${status} from the API server` };
}
