import { REST_ON_TLS_REFUSED_SINCE, compareVersions } from '../milvus/chart';
import { listCallBelow, type RestCall } from '../milvus/rest';
import { GRPC_PORT } from '../milvus/service';
import type { Release, Topology } from '../topology/topology';
import { type Endpoint, endpointOf } from './endpoint';
import { list, prose, snippet } from './markdown';

/** How to call REST, where it is routed. */
export function restBlocks(topology: Topology, shown: Release): string[] {
  const routed = topology.releases.filter(({ rest }) => typeof rest === 'object');
  const called = routed.find((release) => release === shown) ?? routed[0];
  return called ? callBlocks(topology, called, routed) : [];
}

/** Why nothing answers REST, where it is not routed. */
export function withoutRestText({ releases }: Topology): string {
  const others = releases.filter(({ rest }) => typeof rest !== 'object');
  return [...new Set(others.map(unroutedText))]
    .map((text) => {
      const names = others.filter((one) => unroutedText(one) === text).map(({ name }) => name);
      return names.length === releases.length ? ` ${text}` : ` ${list(names)}: ${text}`;
    })
    .join('');
}

function unroutedText({ rest, chart }: Release): string {
  if (rest === 'off') return 'REST is switched off; nothing answers it.';
  if (rest === 'values') {
    return 'REST is not routed. The values give it a port of its own, where the load balancer does not lead; `rest: { port: …, path: … }` in the environment routes it.';
  }
  const refused = compareVersions(chart, REST_ON_TLS_REFUSED_SINCE) >= 0;
  const what = refused ? 'Milvus does not serve it there' : 'it answers 415 there';
  return `REST is not routed. The load balancer leads to port ${GRPC_PORT.number} only, and with TLS on ${what}.`;
}

function callBlocks(topology: Topology, release: Release, routed: readonly Release[]): string[] {
  const paths = routed.flatMap(({ clientHost, rest }) =>
    typeof rest === 'object' ? [`https://${clientHost}${rest.path}`] : [],
  );
  const below = `REST (curl), on 443 too: calls below ${list(paths)}, and no others, reach it.`;
  const call = typeof release.rest === 'object' ? listCallBelow(release.rest.path) : undefined;
  if (call === undefined) return [prose(below)];
  return [
    prose(
      `${below} Not the HTTP status but \`code\` in the answer says whether a call worked: 0 or 200. By IP, \`--resolve "${release.clientHost}:443:$ADDRESS"\` more.`,
    ),
    snippet('bash', { id: 'rest-by-name' }, callLines(endpointOf(topology, release), call)),
  ];
}

/** The token goes in by standard input: what stands in a command line, every user of the machine can read. */
function callLines({ host, certificateFile, token }: Endpoint, { path, body }: RestCall): string[] {
  const options = [
    ...(certificateFile === undefined ? [] : [`--cacert "${certificateFile}"`]),
    ...(token ? ['--header @-'] : []),
    ...(body === undefined ? [] : [`--header 'Content-Type: application/json' --data '${body}'`]),
  ];
  const input = token ? ' <<<"Authorization: Bearer ${MILVUS_TOKEN:?}"' : '';
  return [
    'curl --silent --show-error --fail --max-time 10 \\',
    ...(options.length === 0 ? [] : [`  ${options.join(' ')} \\`]),
    `  https://${host}${path}${input}`,
  ];
}
