import { clientCertificateFile } from '../topology/client-certificate';
import type { LoadBalancer, Release, Topology } from '../topology/topology';
import type { Endpoint } from './endpoint';
import { bullets, list, prose, snippet } from './markdown';
import { nodeByIp, nodeByName } from './node-sdk';
import { connectionsByIp, connectionsByName, pymilvusByIp, pymilvusByName } from './pymilvus';
import { restBlocks } from './rest';
import type { Section } from './section';

export const connectSection: Section = {
  title: 'Connect',
  body: ({ topology, step }) => {
    const { releases, loadBalancer } = topology;
    const several = releases.length > 1;
    return [
      prose(
        `${loadBalancer.scheme === 'internal' ? 'From inside the network. ' : ''}By name is how clients should connect; by IP (\`ADDRESS\` of ${step('address')}) is for trying before DNS leads there. Always on port 443.`,
      ),
      bullets([
        'Every call has a `timeout`: without one, pymilvus repeats a call that ends as UNAVAILABLE 75 times, minutes of silence. `retry_times=3` in a call limits that too.',
        'Clients that send keepalive pings must leave 5 seconds or more between two.',
        ...trustTexts(loadBalancer),
        ...(releases.some(({ authorization }) => authorization === 'unmanaged')
          ? ['Does Milvus ask for a password? Add `token="user:password"`, read from where your secrets are.']
          : []),
      ]),
      ...(releases.some(({ authorization }) => authorization === true)
        ? [
            prose('For the snippets, type user and password as `root:…`; nothing is shown or kept:'),
            snippet('bash', { id: 'token' }, ['IFS= read -rs MILVUS_TOKEN && export MILVUS_TOKEN']),
          ]
        : []),
      ...releases.flatMap((release) => [...(several ? [`### ${release.name}`] : []), ...snippetsOf(topology, release)]),
    ];
  },
};

function trustTexts({ certificate }: LoadBalancer): string[] {
  if (certificate.kind === 'self-managed') {
    const given = certificate.issuer ? "A private issuer's own certificate" : 'A self-signed certificate';
    return [
      `${given} must be given to every client; where a public authority signed, leave \`server_pem_path\` and \`rootCertPath\` out.`,
    ];
  }
  if (certificate.kind === 'pre-shared' && !certificate.created) {
    return [
      `No public authority signed ${list(certificate.names)}? Then every client must be given what did: \`server_pem_path="ca.crt"\` in pymilvus, \`rootCertPath: "ca.crt"\` in \`tls\` in Node.`,
    ];
  }
  return [];
}

function snippetsOf(topology: Topology, release: Release): string[] {
  const endpoint: Endpoint = {
    host: release.clientHost,
    ...(topology.loadBalancer.certificate.kind === 'self-managed' && {
      certificateFile: clientCertificateFile(topology, release),
    }),
    token: release.authorization === true,
  };
  const mark = (id: string): { id: string; release: string } => ({ id, release: release.name });
  return [
    prose('pymilvus, by name:'),
    snippet('python', mark('pymilvus-by-name'), pymilvusByName(endpoint)),
    prose('pymilvus, by IP; `server_name` is what TLS verifies and what the load balancer routes by:'),
    snippet('python', mark('pymilvus-by-ip'), pymilvusByIp(endpoint)),
    prose("The guide's `connections.connect`, which pymilvus 3.1 drops, by name and by IP:"),
    snippet('python', mark('connections-by-name'), connectionsByName(endpoint)),
    snippet('python', mark('connections-by-ip'), connectionsByIp(endpoint)),
    prose(
      'Node (`npm install @zilliz/milvus2-sdk-node`), by name. Believe only a version that is not empty: behind the wrong host, connecting succeeds with nothing.',
    ),
    snippet('js', mark('node-by-name'), nodeByName(endpoint)),
    prose('Node, by IP; `serverName` is only what TLS verifies, the load balancer routes by `grpc.default_authority`:'),
    snippet('js', mark('node-by-ip'), nodeByIp(endpoint)),
    ...restBlocks(release, endpoint),
  ];
}
