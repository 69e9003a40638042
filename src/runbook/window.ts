import { REST_ON_TLS_REFUSED_SINCE, compareVersions } from '../milvus/chart';
import { FIRST_USER, GRPC_PORT, serviceDnsNamesOf } from '../milvus/service';
import { restServiceOf } from '../topology/backends';
import type { Release, Topology } from '../topology/topology';
import { isIssuedAfterDns, isOfOneRegion, timeoutOf } from './frontend';
import { bullets, commands, prose } from './markdown';
import { placeOf } from './place';
import type { Page, Step } from './section';

/** A cluster that is made here has nobody to cut off and nothing to lose. */
export const windowStep: Step = {
  id: 'window',
  title: 'Back up, and plan the window',
  needed: ({ cluster }) => cluster?.created === undefined,
  body: (page) => [
    prose(
      `Nothing runs yet? Go on. Else back up with milvus-backup (github.com/zilliztech/milvus-backup)${page.topology.releases.length > 1 ? ', each release' : ''}; \`configs/backup.yaml\` names Milvus and the bucket, another one where this prints none.`,
    ),
    commands([`milvus-backup create --name ${backupName(page.topology)} && milvus-backup list`]),
    prose(windowText(page)),
    bullets([
      ...changesOfConnection(page),
      ...changesAtTheEdge(page.topology),
      ...changesOfRest(page.topology),
      ...changesOfPods(page),
    ]),
  ],
};

/** Letters, digits and underscores are what milvus-backup takes. */
const backupName = ({ environment }: Topology): string => `before_${environment.replaceAll('-', '_')}`;

function windowText({ topology: { loadBalancer }, step }: Page): string {
  const google = isIssuedAfterDns(loadBalancer);
  const certificate = google ? ', and then 15 to 90 minutes for the certificate' : '';
  return `The window lasts from ${step('helm')} to ${step('verify')}: 10 minutes for Helm, 10 for the load balancer, your DNS${certificate}. A day before, lower the records' TTL to 300 and give the teams *Connect*. No window? Make a second release with its own host and copy the data by milvus-backup. Clients will see:`;
}

function changesOfConnection({ topology, step }: Page): string[] {
  const { releases, namespace } = topology;
  const inside = releases.map(({ serviceName }) => {
    const [host = serviceName] = serviceDnsNamesOf(serviceName, namespace);
    return `\`${host}:${GRPC_PORT.number}\``;
  });
  return [
    'The Service becomes ClusterIP: a layer-4 load balancer and its address go, for good.',
    `Plaintext clients are cut off, in the cluster (${inside.join(', ')}) and the chart's own Attu too.`,
    ...about(
      releases,
      ({ authorization }) => authorization === true,
      () =>
        `Clients without user and password are refused; a new \`${FIRST_USER.name}\` gets its password in ${step('password')}.`,
    ),
  ];
}

function changesAtTheEdge({ loadBalancer, network, project, region }: Topology): string[] {
  const { scheme, sslPolicy, securityPolicy } = loadBalancer;
  const { seconds, said } = timeoutOf(loadBalancer);
  return [
    ...(scheme === 'internal' && network
      ? [
          `Only clients in the network \`${placeOf(network.network, project).name}\`${isOfOneRegion(loadBalancer) ? ` and the region \`${region}\`` : ''} reach it.`,
        ]
      : []),
    ...[sslPolicy, securityPolicy].flatMap((policy) =>
      typeof policy === 'object' && policy.kind === 'existing'
        ? [`\`${policy.name}\` decides who is let in, and how.`]
        : [],
    ),
    `A call ends after ${seconds} seconds, a gRPC stream too${said ? '' : ": Google's own limit, because `timeoutSec` is not said"}.`,
  ];
}

function changesOfRest(topology: Topology): string[] {
  const { releases } = topology;
  const refusesRest = ({ chart }: Release): boolean => compareVersions(chart, REST_ON_TLS_REFUSED_SINCE) >= 0;
  return [
    ...releases.flatMap((release) => restMove(release, topology)),
    ...about(
      releases,
      ({ rest }) => rest === 'off',
      () => `REST goes: it cannot share port ${GRPC_PORT.number} with TLS and is switched off.`,
    ),
    ...about(
      releases,
      ({ rest }) => rest === 'values',
      () => 'REST stays on the port that the values give it, with TLS; the load balancer does not lead there.',
    ),
    ...about(
      releases,
      (release) => release.rest === 'unmanaged' && !refusesRest(release),
      () => `REST on port ${GRPC_PORT.number} goes: Milvus of this chart drops it when TLS is on.`,
    ),
    ...about(
      releases,
      (release) => release.rest === 'unmanaged' && refusesRest(release),
      () =>
        `REST cannot share port ${GRPC_PORT.number} with TLS: unless user.yaml gives it a port of its own (\`proxy.http.port\`) or switches it off (\`proxy.http.enabled: false\`), the proxies do not start.`,
    ),
  ];
}

/** Where REST clients, inside the cluster and outside, go from now on. */
function restMove(release: Release, { namespace, loadBalancer }: Topology): string[] {
  const { name, clientHost, rest } = release;
  const serviceName = restServiceOf(release, loadBalancer.api)?.serviceName;
  if (typeof rest !== 'object' || serviceName === undefined) return [];
  const [inside = serviceName] = serviceDnsNamesOf(serviceName, namespace);
  return [
    `\`${name}\`: REST moves to \`https://${clientHost}${rest.path}\`, inside the cluster to \`https://${inside}:${rest.port}\`.`,
  ];
}

function changesOfPods({ topology: { releases }, step }: Page): string[] {
  const counts = new Set(releases.flatMap(proxyCountText));
  return [
    ...about(
      releases,
      ({ backendCertificate }) => backendCertificate === 'image',
      () =>
        'Milvus serves the certificate of its image, whose private key is public: between load balancer and pods, TLS then keeps nobody out. `backendCertificate: secret` does.',
    ),
    ...about(
      releases,
      ({ proxyReplicas }) => proxyReplicas !== 'unmanaged',
      () => `The number of proxies becomes ${[...counts].join(' or ')}.`,
    ),
    ...about(
      releases,
      ({ mode }) => mode === 'standalone',
      () => `The one pod restarts, here and again in ${step('restart')}: a minute or so without service each time.`,
    ),
    ...about(
      releases,
      ({ networkPolicy }) => networkPolicy !== undefined,
      () => `From ${step('apply')} on, a NetworkPolicy keeps out clients in other namespaces of the cluster.`,
    ),
  ];
}

/** The text, if it is true of any release; it names them unless it is true of all. */
function about(
  releases: readonly Release[],
  matches: (release: Release) => boolean,
  text: () => string,
): readonly string[] {
  const found = releases.filter(matches);
  if (found.length === 0) return [];
  const names = found.map(({ name }) => `\`${name}\``).join(', ');
  return [found.length === releases.length ? text() : `${names}: ${text()}`];
}

function proxyCountText({ proxyReplicas, proxyAutoscale }: Release): string[] {
  if (proxyReplicas === 'unmanaged') return [];
  return [proxyAutoscale ? `${proxyReplicas} to ${proxyAutoscale.maxReplicas}, by their CPU` : String(proxyReplicas)];
}
