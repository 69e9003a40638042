import type { LoadBalancer, Release, Topology } from '../topology/topology';
import { endpointOf } from './endpoint';
import { list, prose, snippet, table } from './markdown';
import { nodeSnippet } from './node-sdk';
import { connectionsSnippet, pymilvusSnippet } from './pymilvus';
import { restBlocks, withoutRestText } from './rest';
import type { Section } from './section';

export const connectSection: Section = {
  title: 'Connect',
  body: ({ topology }) => {
    const shown = shownIn(topology);
    const endpoint = endpointOf(topology, shown);
    return [
      prose(
        `${topology.loadBalancer.scheme === 'internal' ? FROM_INSIDE : FROM_ANYWHERE} Give every call a \`timeout\`, because pymilvus repeats an UNAVAILABLE 75 times (\`retry_times\` limits that too), and keepalive pings 5 seconds or more.${trustText(topology.loadBalancer)}${tokenText(topology)}${withoutRestText(topology)}`,
      ),
      ...hostBlocks(topology, shown),
      snippet('python', { id: 'pymilvus-by-name' }, pymilvusSnippet(endpoint)),
      snippet('python', { id: 'connections-by-name' }, connectionsSnippet(endpoint)),
      snippet('js', { id: 'node-by-name' }, nodeSnippet(endpoint)),
      ...restBlocks(topology, shown),
    ];
  },
};

const FROM_ANYWHERE = 'Always on port 443, with TLS, and by name; by IP only to try it.';
const FROM_INSIDE = 'From inside the network, always on port 443, with TLS, and by name; by IP only to try it.';

/** The release that the snippets are filled in for: one that asks for a password, where there is one. */
function shownIn({ releases }: Topology): Release {
  const shown = releases.find(({ authorization }) => authorization === true) ?? releases[0];
  if (!shown) throw new Error('an environment has at least one release');
  return shown;
}

function hostBlocks(topology: Topology, shown: Release): string[] {
  if (topology.releases.length === 1) return [];
  const rows = topology.releases.map((release) => {
    const { host, certificateFile = '–', token } = endpointOf(topology, release);
    return [release.name, `\`${host}\``, certificateFile, token ? 'yes' : 'no'];
  });
  return [
    prose(`Filled in for \`${shown.name}\`; another release has another host, and what else the table says:`),
    table(['release', 'host', 'certificate file', '`token`'], rows),
  ];
}

function tokenText({ releases }: Topology): string {
  if (releases.every(({ authorization }) => authorization !== 'unmanaged')) return '';
  return ' Does Milvus ask for a password? Add `token="user:password"`, read from where your secrets are.';
}

function trustText({ certificate }: LoadBalancer): string {
  if (certificate.kind === 'self-managed') {
    const given = certificate.issuer ? "A private issuer's own certificate" : 'A self-signed certificate';
    return ` ${given} must be given to every client; where a public authority signed, leave \`server_pem_path\` and \`rootCertPath\` out.`;
  }
  if (certificate.kind === 'pre-shared' && !certificate.created) {
    return ` No public authority signed ${list(certificate.names)}? Then clients must be given what did: \`server_pem_path="ca.crt"\` in pymilvus, \`rootCertPath: "ca.crt"\` in \`tls\` in Node.`;
  }
  return '';
}
