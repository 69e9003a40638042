import { GRPC_PORT, HEALTH } from '../milvus/service';
import { milvusName } from '../milvus/version';
import { certificateNameOf } from '../topology/client-certificate';
import type { LoadBalancer, Release, Topology } from '../topology/topology';
import { certificateNamesOf } from './frontend';
import { placeOf } from './gcloud';
import { bullets, prose, snippet, table } from './markdown';
import { stepOfCluster } from './order';
import type { Page } from './section';

export function headingOf(page: Page): readonly string[] {
  const { topology } = page;
  const { environment, project, namespace, loadBalancer, releases } = topology;
  return [
    `# Runbook: ${environment}`,
    prose(
      `Puts Milvus on GKE, project \`${project}\`, namespace \`${namespace}\`, behind the ${KIND_TEXT[loadBalancer.scheme]}Layer-7 load balancer of the Ingress \`${loadBalancer.name}\`${insideText(topology)}. ${HTTP_TEXT[loadBalancer.http]} Written by \`milvus-l7 synth\`: change the environment \`${environment}\`, not this page.`,
    ),
    table(
      ['release', 'clients connect to', 'chart', 'Service', 'certificate'],
      releases.map((release) => [
        release.name,
        `\`https://${release.host}:443\``,
        `${release.chart}${milvusText(release)}, ${release.mode}`,
        release.serviceName,
        certificateText(loadBalancer, release),
      ]),
    ),
    snippet('mermaid', { id: 'diagram' }, diagramOf(topology)),
    prose('How to use this page:'),
    bullets([
      'Work from top to bottom, with bash, in the folder that holds `dist/`, and stay in one terminal: some blocks set a variable that later ones read.',
      '`STOP:` means do not go on. It ends the block, not your terminal; what to do stands below the block. Every block may be run again.',
      `A new terminal, or another cluster in between? Repeat ${stepOfCluster(page)} first: it points kubectl and helm at the right cluster.`,
    ]),
  ];
}

const KIND_TEXT = { external: '', internal: 'internal ' } as const;

const HTTP_TEXT = {
  redirect: 'Port 80 only redirects to 443.',
  closed: 'Port 80 is closed.',
  open: 'Port 80 is open and serves the same in clear text: clients must always use 443.',
} as const;

function insideText({ loadBalancer, network, project, region }: Topology): string {
  if (loadBalancer.scheme !== 'internal' || network === undefined) return '';
  return `, for clients in the VPC network \`${placeOf(network.network, project).name}\` and the region \`${region}\``;
}

function certificateText(loadBalancer: LoadBalancer, release: Release): string {
  const { certificate } = loadBalancer;
  if (certificate.kind === 'pre-shared') {
    return `${certificate.created ? release.certificateName : certificate.names.join(' or ')}, pre-shared`;
  }
  const name = certificateNameOf(loadBalancer, release);
  if (certificate.kind === 'self-managed' && certificate.issuer) {
    const { kind, name: issuer } = certificate.issuer;
    return `${name}, of the ${kind} ${issuer}`;
  }
  return `${name}, ${certificate.kind}`;
}

function milvusText({ milvus }: Release): string {
  return milvus.line === undefined ? '' : ` (${milvusName(milvus)})`;
}

function diagramOf(topology: Topology): string[] {
  const { loadBalancer, releases } = topology;
  const { name, address, sslPolicy, securityPolicy } = loadBalancer;
  const proxy = [...certificateNamesOf(topology), ...policyLine('SSL policy', sslPolicy)];
  const backend = policyLine('Cloud Armor', securityPolicy);
  const which = address.kind === 'ephemeral' ? 'ephemeral address' : `address ${address.name}`;
  return [
    'flowchart LR',
    `  client(["client"]) -->|"TLS, HTTP/2"| address["${which}<br/>port 443"]`,
    `  address --> proxy["target HTTPS proxy<br/>${proxy.join('<br/>')}"]`,
    `  proxy --> map["URL map<br/>Ingress ${name}"]`,
    ...releases.flatMap((release, index) => branchOf(release, index, backend)),
    ...releases.flatMap((release, index) => restBranchOf(release, index, backend)),
  ];
}

function policyLine(what: string, policy: 'off' | { readonly name: string } | undefined): string[] {
  return typeof policy === 'object' ? [`${what} ${policy.name}`] : [];
}

function branchOf(
  { name, host, serviceName, backendConfigName, mode }: Release,
  index: number,
  policy: readonly string[],
): string[] {
  const [backend, neg, pod] = [`backend${index}`, `neg${index}`, `pod${index}`];
  const settings = [`BackendConfig ${backendConfigName}`, ...policy].join('<br/>');
  return [
    `  map -->|"${host}"| ${backend}["backend service<br/>${settings}"]`,
    `  ${backend} -->|"HTTP/2 over TLS"| ${neg}["NEG of the Service<br/>${serviceName}:${GRPC_PORT.number}"]`,
    `  ${neg} --> ${pod}["${mode === 'cluster' ? 'proxy pods' : 'standalone pod'}<br/>release ${name}"]`,
    `  ${backend} -.->|"health check<br/>HTTP :${HEALTH.port}${HEALTH.requestPath}"| ${pod}`,
  ];
}

/** REST's way to the same pods. */
function restBranchOf({ host, rest }: Release, index: number, policy: readonly string[]): string[] {
  if (typeof rest !== 'object') return [];
  const settings = [`BackendConfig ${rest.backendConfigName}`, ...policy].join('<br/>');
  const [backend, neg, pod] = [`rest${index}`, `restneg${index}`, `pod${index}`];
  return [
    `  map -->|"${host}${rest.path}"| ${backend}["backend service<br/>${settings}"]`,
    `  ${backend} -->|"HTTP/1.1 over TLS"| ${neg}["NEG of the Service<br/>${rest.serviceName}:${rest.port}"]`,
    `  ${neg} --> ${pod}`,
    `  ${backend} -.->|"health check<br/>HTTP :${HEALTH.port}${HEALTH.requestPath}"| ${pod}`,
  ];
}
