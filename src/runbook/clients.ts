import { REST_ON_TLS_REFUSED_SINCE, compareVersions } from '../milvus/chart';
import { FIRST_USER, GRPC_PORT, serviceDnsNamesOf } from '../milvus/service';
import type { Release, Topology } from '../topology/topology';
import { isIssuedByGoogle, timeoutOf } from './frontend';
import { placeOf } from './gcloud';
import { bullets, capital, prose } from './markdown';
import { securityPolicyText, sslPolicyText } from './policies';
import type { Page, Step } from './section';

export const clientsStep: Step = {
  id: 'clients',
  title: 'Plan the window: what changes for running clients',
  body: (page) => [
    prose(
      `Nothing has changed so far. A release that is not installed yet has no clients: go on with the next step. For one that runs, ${page.step('helm')} changes this at once:`,
    ),
    bullets([
      ...changesOfConnection(page),
      ...changesAtTheEdge(page.topology),
      ...changesOfRest(page.topology),
      ...changesOfPods(page),
    ]),
    prose(windowText(page)),
    bullets([
      'Give the teams their new connection, from *Connect* below, before the window. Old connections cannot work after it, new ones not before.',
      'A day before, lower the TTL of DNS records that exist already to 300 seconds.',
      'No window possible? Add a second release with a name and a host of its own, copy the data with milvus-backup, move the clients one by one, and retire the old release when it is idle.',
    ]),
  ],
};

function changesOfConnection({ topology, step }: Page): string[] {
  const { releases, namespace, loadBalancer } = topology;
  const inside = releases.map(({ serviceName }) => {
    const [host = serviceName] = serviceDnsNamesOf(serviceName, namespace);
    return `\`${host}:${GRPC_PORT.number}\``;
  });
  return [
    'The Service becomes ClusterIP: a layer-4 load balancer and its address go, for good.',
    `TLS (\`tlsMode: 1\`) cuts off every plaintext client as the proxies restart, those inside the cluster (${inside.join(', ')}) too.`,
    "The chart's own Attu, which knows only http://, cannot connect any more; one of your own can.",
    ...about(
      releases,
      ({ authorization }) => authorization === true,
      () =>
        `Clients without user and password are refused. Where that is new, \`${FIRST_USER.name}\` has a password that is public knowledge until ${step('password')} changes it.`,
    ),
    ...(loadBalancer.http === 'open' ? [] : ['Nobody is served in clear text on port 80.']),
  ];
}

function changesAtTheEdge({ loadBalancer, network, project, region }: Topology): string[] {
  const { scheme, sslPolicy, securityPolicy } = loadBalancer;
  const { seconds, said } = timeoutOf(loadBalancer);
  return [
    ...(scheme === 'internal' && network
      ? [
          `Only clients in the network \`${placeOf(network.network, project).name}\` and the region \`${region}\` reach it.`,
        ]
      : []),
    ...(typeof sslPolicy === 'object' ? [`${capital(sslPolicyText(sslPolicy))}.`] : []),
    ...(typeof securityPolicy === 'object' ? [`${capital(securityPolicyText(securityPolicy))}.`] : []),
    `Through the load balancer a call ends after ${seconds} seconds, a gRPC stream too${said ? '' : ": Google's own limit, because `timeoutSec` is not said"}.`,
  ];
}

function changesOfRest({ releases, namespace }: Topology): string[] {
  const refusesRest = ({ chart }: Release): boolean => compareVersions(chart, REST_ON_TLS_REFUSED_SINCE) >= 0;
  return [
    ...releases.flatMap((release) => restMove(release, namespace)),
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
function restMove({ name, clientHost, rest }: Release, namespace: string): string[] {
  if (typeof rest !== 'object') return [];
  const [inside = rest.serviceName] = serviceDnsNamesOf(rest.serviceName, namespace);
  return [
    `\`${name}\`: REST leaves port ${GRPC_PORT.number}. It is at \`https://${clientHost}${rest.path}\`, and inside the cluster at \`https://${inside}:${rest.port}\`.`,
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

function windowText({ topology: { loadBalancer }, step }: Page): string {
  const google = isIssuedByGoogle(loadBalancer);
  const certificate = google
    ? ', and 15 to 90 minutes until Google has issued the certificate, which it does only once DNS points at the address'
    : '';
  return `The window lasts from ${step('helm')} to ${step(google ? 'active' : 'dns')}: some 10 minutes for Helm, 10 for the load balancer, the time your DNS takes${certificate}. To plan it:`;
}

function proxyCountText({ proxyReplicas, proxyAutoscale }: Release): string[] {
  if (proxyReplicas === 'unmanaged') return [];
  return [proxyAutoscale ? `${proxyReplicas} to ${proxyAutoscale.maxReplicas}, by their CPU` : String(proxyReplicas)];
}
