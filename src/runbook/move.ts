import { type Api, FRONT_KIND } from '../gke/load-balancer-classes';
import type { Release, Topology } from '../topology/topology';
import { addressCommand } from './dns';
import { stackFolder } from './files';
import { FRONT_RESOURCE } from './frontend';
import { capital, commands, list, prose } from './markdown';
import type { Page, Section, StepId } from './section';

/** From one API to the other and back, while both serve. */
export const moveSection: Section = {
  title: 'Move',
  needed: ({ loadBalancer }) => loadBalancer.also !== undefined,
  body: (page) => {
    const { api, also } = page.topology.loadBalancer;
    return also === undefined
      ? []
      : [
          prose(shortText(page, api, also)),
          ...tryBlocks(page, also),
          ...swapBlocks(page, api, also),
          ...dropBlocks(page, api, also),
        ];
  },
};

/** What of the page it takes where one of the two serves already. */
function shortText({ topology, step }: Page, api: Api, also: Api): string {
  const { stackName, dnsZone } = topology.terraform;
  const ids: readonly StepId[] = [
    'preflight',
    ...(stackName === undefined ? [] : (['terraform'] as const)),
    ...(also === 'ingress' ? (['helm'] as const) : []),
    'apply',
  ];
  return `Until now the ${FRONT_KIND[api]} serves alone? ${capital(ids.map(step).join(', '))} put the ${FRONT_KIND[also]} beside it, without a window. \`api\` and \`also\` are swapped just now? Then ${step(dnsZone ? 'terraform' : 'dns')} is all there is to do: it leads DNS to the ${FRONT_KIND[api]}.`;
}

function tryBlocks({ topology }: Page, also: Api): string[] {
  return [
    prose(
      `The ${FRONT_KIND[also]} is up beside the ${FRONT_KIND[topology.loadBalancer.api]}, and DNS does not lead to it. Once \`milvus-l7 status\` says that all is ready, try it by its address: nothing of what clients see changes.${certificateText(topology, also)}`,
    ),
    commands([
      `OTHER=$(${addressCommand(topology, also)}) && export OTHER && echo "$OTHER"`,
      `npx milvus-l7 verify ${topology.environment} --address "\${OTHER:?}"`,
    ]),
  ];
}

/** What an Ingress cannot show before DNS leads to it. */
function certificateText({ loadBalancer }: Topology, also: Api): string {
  if (also !== 'ingress' || loadBalancer.certificate.kind !== 'google-managed') return '';
  return ' The certificate that Google manages for an Ingress is issued and renewed only while DNS leads there: with one that has run out `verify` fails at TLS.';
}

function swapBlocks({ topology }: Page, api: Api, also: Api): string[] {
  const { terraform, releases, environment } = topology;
  const hosts = list(releases.map(({ host }) => host));
  const lead =
    terraform.dnsZone && terraform.stackName !== undefined
      ? `\`terraform -chdir=${stackFolder(terraform.stackName)} apply\` makes the A records of ${hosts} lead to \`$OTHER\``
      : `Lead the A records of ${hosts} to \`$OTHER\` by hand`;
  return [
    prose(
      `**The swap:** write \`api: ${also}\` and \`also: ${api}\`, and synthesize: no object changes. ${lead}. Clients follow as their records run out, within five minutes at TTL 300; calls that run end where they began. The way back is the same swap again.${untilText(topology)}`,
    ),
    commands([`npx milvus-l7 verify ${environment}`, ...expiryLines(topology)]),
  ];
}

/** Until when the way back leads somewhere. */
function untilText({ loadBalancer }: Topology): string {
  if (loadBalancer.certificate.kind !== 'google-managed') return ' It is open as long as both are there.';
  return " To the Ingress it is open until the Ingress' certificate runs out, which Google cannot renew while DNS leads elsewhere; the second line says when.";
}

function expiryLines({ loadBalancer, releases, namespace }: Topology): string[] {
  if (loadBalancer.certificate.kind !== 'google-managed') return [];
  const names = releases.map(({ certificateName }) => certificateName).join(' ');
  return [
    `kubectl get managedcertificates.networking.gke.io ${names} --namespace ${namespace} --output custom-columns=NAME:.metadata.name,UNTIL:.status.expireTime`,
  ];
}

/** Ends it either way: the one that `also` names goes. */
function dropBlocks({ topology, step }: Page, api: Api, also: Api): string[] {
  const { namespace, loadBalancer, terraform } = topology;
  const { name } = loadBalancer;
  const address = loadBalancer[also]?.address;
  const ends =
    address?.kind === 'reserved' && terraform.stackName !== undefined
      ? ` \`terraform -chdir=${stackFolder(terraform.stackName)} apply\` comes last: the address \`${address.name}\` goes for good.`
      : '';
  return [
    prose(
      `**The end**, with the ${FRONT_KIND[api]} alone: take \`also\` out and synthesize. What is no longer in the manifests stays in the cluster until it is deleted, the ${FRONT_KIND[also]} first, because its load balancer is taken apart only while what it names is there. Then repeat ${step('helm')} and ${step('apply')}.${ends}`,
    ),
    commands([
      `kubectl delete ${FRONT_RESOURCE[also]} ${name} --namespace ${namespace} --ignore-not-found --timeout 20m`,
      `kubectl delete ${objectsOf(topology, also).join(' ')} --namespace ${namespace} --ignore-not-found`,
    ]),
  ];
}

/** What was made for one API's load balancer alone, as kubectl names it. */
function objectsOf({ loadBalancer, releases }: Topology, api: Api): string[] {
  const { ingress, gateway, certificate } = loadBalancer;
  if (api === 'gateway') {
    return [
      ...named('httproute', [gateway?.redirectRouteName, ...releases.map((one) => one.gateway?.routeName)]),
      ...named('gcpgatewaypolicy', [gateway?.policyName]),
      ...releases.flatMap((release) => gatewayBackendsOf(release)),
    ];
  }
  const managed = certificate.kind === 'google-managed' ? releases.map(({ certificateName }) => certificateName) : [];
  return [
    ...named('frontendconfig', [ingress?.frontendConfigName]),
    ...named('managedcertificate.networking.gke.io', managed),
    ...releases.flatMap(({ backendConfigName, rest }) => {
      const ofRest = typeof rest === 'object' ? rest.ingress : undefined;
      return [
        ...named('backendconfig', [backendConfigName, ofRest?.backendConfigName]),
        ...named('service', [ofRest?.serviceName]),
      ];
    }),
  ];
}

function gatewayBackendsOf({ gateway, rest }: Release): string[] {
  const backends = [gateway, ...(typeof rest === 'object' ? [rest.gateway] : [])].filter((one) => one !== undefined);
  return backends.flatMap((one) => [
    ...named('gcpbackendpolicy', [one.backendPolicyName]),
    ...named('healthcheckpolicy', [one.healthCheckPolicyName]),
    ...named('service', [one.serviceName]),
  ]);
}

function named(kind: string, names: readonly (string | undefined)[]): string[] {
  return names.flatMap((name) => (name === undefined ? [] : [`${kind}/${name}`]));
}
