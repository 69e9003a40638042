import { secretsByHand } from '../topology/certificate-secrets';
import { certificateNameOf } from '../topology/client-certificate';
import { dnsNamesOf } from '../topology/dns-names';
import type { Release, Topology } from '../topology/topology';
import type { Cluster } from './cluster';
import { podsOf } from './pods';
import { type Asked, asked } from './preflight/asked';
import type { Facts, GkeCluster, ReleaseFacts, Right, SecretAnswer } from './preflight/facts';
import { askForGateway } from './preflight/gateway';
import { Gcloud } from './preflight/gcloud';
import { Helm } from './preflight/helm';
import { type Resolver, recordsOf } from './preflight/host-records';
import { issuersOf, namedInGoogleCloudOf } from './preflight/named';
import { rightsFor, rightsOf } from './preflight/rights';
import { ask } from './program';
import { EVENTS, INGRESSES, type LiveObject, RESOURCES, SECRETS, SERVICES, roleName } from './resources';

/** What is asked with, and for what. */
export interface Questions {
  readonly cluster: Cluster;
  readonly resolver: Resolver;
  /** Kinds of the objects that are to be applied. */
  readonly kinds: readonly string[];
  /** Rights that commands of ours need. */
  readonly rights: readonly Right[];
  readonly signal: AbortSignal;
}

/** Asks the cluster, helm, gcloud and DNS, and changes nothing. */
export async function askEverything(topology: Topology, questions: Questions): Promise<Facts> {
  const { cluster, resolver, kinds, rights, signal } = questions;
  const { context, server } = cluster;
  const helm = new Helm(topology.namespace, context, signal);
  const gcloud = new Gcloud(topology.project, signal);
  const ingress = asked(() => cluster.find(INGRESSES, topology.loadBalancer.name));
  const ofCloud = askGoogleCloud(topology, context, gcloud);
  const [inCluster, releases, cloud, gateway] = await Promise.all([
    Promise.all([
      namespaceIsThere(cluster),
      listed(cluster, '/api/v1/nodes?limit=100'),
      rightsOf(cluster, rightsFor(kinds, rights)),
      servedKinds(cluster, kinds),
      hasGateWebhook(cluster),
      issuersOf(topology, cluster),
      ingress,
      asked(() =>
        cluster.list(EVENTS, {
          fieldSelector: `involvedObject.kind=Ingress,involvedObject.name=${topology.loadBalancer.name}`,
        }),
      ),
      Promise.all(topology.releases.map(({ clientHost }) => recordsOf(clientHost, resolver))),
      secretsOf(topology, cluster),
    ]),
    Promise.all(topology.releases.map(async (one) => [one.name, await releaseOf(one, cluster, helm)] as const)),
    ofCloud,
    askForGateway(topology, cluster),
  ]);
  const [helmVersion, kubectl, terraform, yq] = await Promise.all([
    helm.version(),
    versionOf('kubectl', ['version', '--client', '--output', 'json'], /"gitVersion": *"v([\d.]+)/, signal),
    versionOf('terraform', ['version', '-json'], /"terraform_version": *"([\d.]+)/, signal),
    versionOf('yq', ['--version'], /\bv?(\d+\.\d+\.\d+)/, signal),
  ]);
  const [there, nodes, allowed, served, gate, issuers, live, events, dns, secrets] = inCluster;
  return {
    context,
    server,
    namespaceIsThere: there,
    nodes,
    versions: { helm: helmVersion, kubectl, terraform, yq },
    rights: allowed,
    served,
    gke: cloud.gke,
    ...(cloud.proxyOnly && { proxyOnly: cloud.proxyOnly }),
    hasGateWebhook: gate,
    named: [...cloud.named, ...issuers],
    ingress: live,
    ...(gateway && { gateway }),
    events,
    releases: new Map(releases),
    dns,
    secrets,
  };
}

async function askGoogleCloud(
  topology: Topology,
  context: string,
  gcloud: Gcloud,
): Promise<Pick<Facts, 'gke' | 'proxyOnly' | 'named'>> {
  const [, project, location, name] = /^gke_([^_]+)_([^_]+)_(.+)$/.exec(context) ?? [];
  const { cluster, network, loadBalancer, region } = topology;
  const place = cluster ?? (name && location && project ? { name, location, project } : undefined);
  const gke: Asked<GkeCluster> = place
    ? found(
        await gcloud.describe(
          ['container', 'clusters', 'describe', place.name, '--location', place.location],
          place.project,
        ),
        place.name,
      )
    : { notRun: "the environment names no cluster, and the context is not one of gcloud's" };
  const asksForSubnet = loadBalancer.scheme !== 'external' && network?.created === undefined;
  const subnets = ['compute', 'networks', 'subnets', 'list', '--regions', region];
  const filter = ['--filter', 'purpose=REGIONAL_MANAGED_PROXY AND role=ACTIVE'];
  return {
    gke,
    ...(asksForSubnet && {
      proxyOnly: await gcloud.list([...subnets, ...filter], network && projectOf(network.network)),
    }),
    named: await namedInGoogleCloudOf(topology, gcloud),
  };
}

/** A path names the project of a shared VPC. */
function projectOf(network: string): string | undefined {
  return /projects\/([^/]+)\//.exec(network)?.[1];
}

function found<T>(answer: Asked<T | undefined>, name: string): Asked<T> {
  if ('notRun' in answer) return answer;
  return answer.value === undefined ? { notRun: `gcloud finds no cluster ${name}` } : { value: answer.value };
}

async function namespaceIsThere(cluster: Cluster): Promise<Asked<boolean>> {
  const answer = await asked(() => cluster.hasNamespace());
  if ('notRun' in answer) return answer;
  return answer.value === undefined ? { notRun: 'you may not get namespaces' } : { value: answer.value };
}

/** Of the whole cluster. */
async function listed(cluster: Cluster, path: string): Promise<Asked<readonly LiveObject[]>> {
  const answer = await asked(() => cluster.ask('GET', path));
  if ('notRun' in answer) return answer;
  const { status, body } = answer.value;
  if (status === 200) return { value: (body as { items?: LiveObject[] }).items ?? [] };
  const what = path.replace(/\?.*/, '').split('/').at(-1) ?? path;
  return { notRun: status === 403 ? `you may not list ${what}` : `HTTP ${status} for ${what}` };
}

/** Which of the kinds the API server knows. */
async function servedKinds(cluster: Cluster, kinds: readonly string[]): Promise<Asked<readonly string[]>> {
  const versions = new Set(
    RESOURCES.filter(({ kind, from }) => from && kinds.includes(kind)).map(({ apiVersion }) => apiVersion),
  );
  return asked(async () => {
    const lists = await Promise.all(
      [...versions].map(async (apiVersion) => {
        const { body } = await cluster.ask('GET', `/apis/${apiVersion}`);
        const { resources = [] } = (body ?? {}) as { resources?: readonly { name: string }[] };
        return resources.map(({ name }) => roleName({ apiVersion, kind: '', plural: name }));
      }),
    );
    return lists.flat();
  });
}

/** What gives pods the readiness gate of the load balancer. */
async function hasGateWebhook(cluster: Cluster): Promise<Asked<boolean>> {
  const answer = await listed(cluster, '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations');
  if ('notRun' in answer) return answer;
  return { value: answer.value.some(({ metadata }) => metadata.name.startsWith('pod-ready.')) };
}

async function releaseOf(release: Release, cluster: Cluster, helm: Helm): Promise<ReleaseFacts> {
  const installed = await helm.installed(release.name);
  const isThere = 'value' in installed && installed.value !== undefined;
  const nothing: Asked<string> = 'notRun' in installed ? installed : { value: '' };
  const [values, manifest, service, pods, autoscalers] = await Promise.all([
    isThere ? helm.values(release.name) : nothing,
    isThere ? helm.manifest(release.name) : nothing,
    asked(() => cluster.find(SERVICES, release.serviceName)),
    asked(() => podsOf(cluster, release)),
    listed(cluster, `/apis/autoscaling/v2/namespaces/${cluster.namespace}/horizontalpodautoscalers`),
  ]);
  return { installed, values, manifest, service, pods, autoscalers };
}

/** Every Secret with a certificate, whoever fills it. */
function secretsOf(topology: Topology, cluster: Cluster): Promise<SecretAnswer[]> {
  const { loadBalancer, releases, namespace } = topology;
  const byHand = secretsByHand(topology).map(({ secretName, dnsNames, side }) => ({ secretName, dnsNames, side }));
  const { certificate } = loadBalancer;
  const issued = releases.flatMap((release) => {
    const { backendCertificate: backend, host } = release;
    const clients = certificate.kind === 'self-managed' ? certificate.issuer : undefined;
    return [
      ...(typeof backend === 'object' && backend.issuer
        ? [
            {
              secretName: backend.secretName,
              dnsNames: dnsNamesOf(release, namespace),
              side: 'backend' as const,
              issuer: backend.issuer.name,
            },
          ]
        : []),
      ...(clients
        ? [
            {
              secretName: certificateNameOf(loadBalancer, release),
              dnsNames: [host],
              side: 'frontend' as const,
              issuer: clients.name,
            },
          ]
        : []),
    ];
  });
  return Promise.all(
    [...byHand, ...issued].map(async (one) => ({
      ...one,
      found: await asked(() => cluster.find(SECRETS, one.secretName)),
    })),
  );
}

async function versionOf(
  program: string,
  args: readonly string[],
  pattern: RegExp,
  signal: AbortSignal,
): Promise<Asked<string>> {
  const said = await ask(program, args, signal);
  if ('failed' in said) return { notRun: said.failed };
  const version = pattern.exec(said.out)?.[1];
  return version === undefined ? { notRun: `${program} does not say its version` } : { value: version };
}
