import { type Api, FRONT_KIND } from '../gke/load-balancer-classes';
import { GRPC_PORT, HEALTH } from '../milvus/service';
import { milvusName } from '../milvus/version';
import { type LoadBalancedService, grpcServiceOf, restServiceOf } from '../topology/backends';
import { certificateNameOf } from '../topology/client-certificate';
import type { LoadBalancer, Release, Topology } from '../topology/topology';
import { certificateNamesOf, isOfOneRegion } from './frontend';
import { placeOf } from './place';
import { prose, table } from './markdown';
import type { Page } from './section';

export function headingOf({ topology, docs, step }: Page): readonly string[] {
  const { environment, project, namespace, loadBalancer, releases } = topology;
  return [
    `# Runbook: ${environment}`,
    prose(
      `Puts Milvus on GKE, project \`${project}\`, namespace \`${namespace}\`, behind the ${KIND_TEXT[loadBalancer.scheme]}Layer-7 load balancer of the ${FRONT_KIND[loadBalancer.api]} \`${loadBalancer.name}\`${insideText(topology)}.${movingText(topology)} ${HTTP_TEXT[loadBalancer.http]} Written by \`milvus-l7 synth\`.`,
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
    ['```mermaid', ...diagramOf(topology), '```'].join('\n'),
    prose(
      `Work from top to bottom, in the folder that holds \`dist/\` and in one terminal, because lines set variables for later ones. All may be run again; in a new terminal, repeat ${step(topology.cluster?.created ? 'cluster' : 'tools')} first. **Trouble?** \`npx milvus-l7 status ${environment}\` says what the controllers wait for, \`npx milvus-l7 verify ${environment}\` where a client's way ends; more in [troubleshooting](${docs}/troubleshooting.md).`,
    ),
  ];
}

const KIND_TEXT = { external: '', internal: 'internal ', regional: 'regional ' } as const;

const HTTP_TEXT = {
  redirect: 'Port 80 only redirects to 443.',
  closed: 'Port 80 is closed.',
  open: 'Port 80 is open and serves the same in clear text: clients must always use 443.',
} as const;

function insideText({ loadBalancer, network, project, region }: Topology): string {
  if (loadBalancer.scheme !== 'internal' || network === undefined) return '';
  const inRegion = isOfOneRegion(loadBalancer) ? ` and the region \`${region}\`` : '';
  return `, for clients in the VPC network \`${placeOf(network.network, project).name}\`${inRegion}`;
}

function movingText({ loadBalancer: { also, name } }: Topology): string {
  if (also === undefined) return '';
  return ` Beside it the ${FRONT_KIND[also]} \`${name}\` serves the same on an address of its own, see *Move*.`;
}

function certificateText(loadBalancer: LoadBalancer, release: Release): string {
  const { certificate } = loadBalancer;
  if (certificate.kind === 'pre-shared') {
    return `${certificate.created ? release.certificateName : certificate.names.join(' or ')}, pre-shared`;
  }
  const managed = loadBalancer.api === 'gateway' ? release.gateway?.certificate?.name : undefined;
  const name = managed ?? certificateNameOf(loadBalancer, release);
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
  const { name, api, address, sslPolicy, securityPolicy } = loadBalancer;
  const proxy = [...certificateNamesOf(topology), ...policyLine('SSL policy', sslPolicy), `${FRONT_KIND[api]} ${name}`];
  const backend = policyLine('Cloud Armor', securityPolicy);
  const which = address.kind === 'ephemeral' ? 'ephemeral address' : `address ${address.name}`;
  return [
    'flowchart LR',
    `  client(["client"]) -->|"TLS, HTTP/2"| lb["${which}:443<br/>${proxy.join('<br/>')}"]`,
    ...releases.flatMap((release, index) => branchOf(loadBalancer.api, release, index, backend)),
    ...releases.flatMap((release, index) => restBranchOf(loadBalancer.api, release, index, backend)),
  ];
}

function policyLine(what: string, policy: 'off' | { readonly name: string } | undefined): string[] {
  return typeof policy === 'object' ? [`${what} ${policy.name}`] : [];
}

function branchOf(api: Api, release: Release, index: number, policy: readonly string[]): string[] {
  const { name, host, mode } = release;
  const service = grpcServiceOf(release, api);
  if (!service) return [];
  const pods = `${mode === 'cluster' ? 'proxy pods' : 'standalone pod'}<br/>release ${name}`;
  return [
    `  lb -->|"${host}"| backend${index}["${settingsText(service, policy)}"] -->|"HTTP/2 over TLS"| neg${index}["NEG of ${service.serviceName}:${GRPC_PORT.number}"] --> pod${index}["${pods}"]`,
  ];
}

/** REST's way to the same pods. */
function restBranchOf(api: Api, release: Release, index: number, policy: readonly string[]): string[] {
  const { host, rest } = release;
  const service = restServiceOf(release, api);
  if (typeof rest !== 'object' || !service) return [];
  return [
    `  lb -->|"${host}${rest.path}"| rest${index}["${settingsText(service, policy)}"] -->|"HTTP/1.1 over TLS"| restneg${index}["NEG of ${service.serviceName}:${rest.port}"] --> pod${index}`,
  ];
}

function settingsText({ settingsKind, settingsName }: LoadBalancedService, policy: readonly string[]): string {
  return [`${settingsKind} ${settingsName}`, ...policy, HEALTH_TEXT].join('<br/>');
}

const HEALTH_TEXT = `health check :${HEALTH.port}${HEALTH.requestPath}`;
