import { REST_ON_TLS_REFUSED_SINCE, compareVersions } from '../milvus/chart';
import { listCallBelow, type RestCall } from '../milvus/rest';
import { GRPC_PORT } from '../milvus/service';
import type { Release, Rest } from '../topology/topology';
import type { Endpoint } from './endpoint';
import { prose, snippet } from './markdown';

/** How to call REST, or why nothing answers it. */
export function restBlocks({ name, rest, chart }: Release, endpoint: Endpoint): string[] {
  if (rest === 'off') return [prose('REST (curl): switched off in this release; nothing answers it.')];
  if (rest === 'values') {
    return [
      prose(
        'REST (curl): not routed. The values give it a port of its own, where the load balancer does not lead; `rest: { port: …, path: … }` in the environment routes it.',
      ),
    ];
  }
  if (rest === 'unmanaged') {
    const refused = compareVersions(chart, REST_ON_TLS_REFUSED_SINCE) >= 0;
    const what = refused ? 'Milvus does not serve it there' : 'it answers 415 there';
    return [
      prose(
        `REST (curl): not routed. The load balancer leads to port ${GRPC_PORT.number} only, and with TLS on ${what}.`,
      ),
    ];
  }
  return callBlocks(name, rest, endpoint);
}

function callBlocks(release: string, { path }: Rest, endpoint: Endpoint): string[] {
  const below = `REST (curl), on 443 too: calls below \`https://${endpoint.host}${path}\`, and no others, reach it.`;
  const call = listCallBelow(path);
  if (call === undefined) return [prose(below)];
  const lines = (place: readonly string[]): string[] => callLines(endpoint, call, place);
  return [
    prose(`${below} Not the HTTP status but \`code\` in the answer says whether a call worked: 0 or 200. By name:`),
    snippet('bash', { id: 'rest-by-name', release }, lines([])),
    prose('By IP; `--resolve` makes curl ask for the name at the address:'),
    snippet('bash', { id: 'rest-by-ip', release }, lines([`--resolve "${endpoint.host}:443:\${ADDRESS:?}"`])),
  ];
}

/** The token goes in by standard input: what stands in a command line, every user of the machine can read. */
function callLines(
  { host, certificateFile, token }: Endpoint,
  { path, body }: RestCall,
  place: readonly string[],
): string[] {
  const options = [
    '--silent --show-error --fail --max-time 10',
    ...place,
    ...(certificateFile === undefined ? [] : [`--cacert "${certificateFile}"`]),
    ...(token ? ['--header @-'] : []),
    ...(body === undefined ? [] : [`--header 'Content-Type: application/json' --data '${body}'`]),
  ];
  const input = token ? ' <<<"Authorization: Bearer ${MILVUS_TOKEN:?}"' : '';
  return [
    ...options.map((option, index) => `${index === 0 ? 'curl' : ' '} ${option} \\`),
    `  https://${host}${path}${input}`,
  ];
}
