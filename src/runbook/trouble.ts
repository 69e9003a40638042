import { HEALTH } from '../milvus/service';
import type { LoadBalancer, Release, Topology } from '../topology/topology';
import { isIssuedByGoogle, timeoutOf } from './frontend';
import { placeOf } from './gcloud';
import { list, prose, snippet, table } from './markdown';
import type { Section } from './section';

export const troubleSection: Section = {
  title: 'When it does not work',
  body: ({ topology }) => [
    prose(
      `Where milvus-l7 is installed, \`npx milvus-l7 status ${topology.environment}\` says what is not ready, and \`npx milvus-l7 verify ${topology.environment}\` goes a client's way and says where it ends. By hand:`,
    ),
    prose(
      "First what the controller says (its events) and whether the backends are healthy (the annotation `ingress.kubernetes.io/backends`), then the load balancer's HTTP status: 415 is Milvus itself, which has no answer for curl, so that all the way to it works.",
    ),
    snippet('bash', { id: 'look' }, lookLines(topology)),
    prose(
      `A healthy backend proves little: the check of ${HEALTH.port}${HEALTH.requestPath} is plaintext and green even when every call fails. Go by gRPC code and HTTP status, never by the text, which differs from proxy to proxy.`,
    ),
    table(['what the client or the Ingress shows', 'cause', 'cure'], rowsOf(topology)),
  ],
};

function lookLines({ namespace, loadBalancer, releases }: Topology): string[] {
  return [
    `kubectl describe ingress ${loadBalancer.name} --namespace ${namespace}`,
    ...releases.map(
      ({ clientHost }) =>
        `curl --insecure --silent --output /dev/null --write-out '%{http_code}\\n' --resolve "${clientHost}:443:\${ADDRESS:?}" https://${clientHost}/`,
    ),
  ];
}

function rowsOf(topology: Topology): string[][] {
  const { loadBalancer, releases } = topology;
  const backendConfigs = list(releases.map(({ backendConfigName }) => backendConfigName));
  return [
    [
      'UNAVAILABLE, HTTP 502, backend healthy',
      'Milvus speaks plaintext: `tlsMode` is 0, or another Helm run has reset it',
      'upgrade as above; `helm get values` shows what is live',
    ],
    [
      'UNAVAILABLE, HTTP 502 or 503, backend unhealthy',
      `nothing answers on ${HEALTH.port}${HEALTH.requestPath}, the firewall drops it, or ${backendConfigs} is not bound`,
      "are the proxies ready? Does the Service carry the annotations? In a shared VPC the firewall rule belongs into the host project: the Ingress' events show the command",
    ],
    timeoutRow(loadBalancer),
    ...policyRows(loadBalancer),
    ...networkRows(topology),
    [
      'UNIMPLEMENTED, HTTP 404, or an empty version in Node',
      'the name called is not a host of the Ingress',
      `connect by name, or set \`server_name\` (pymilvus) or \`grpc.default_authority\` (Node)`,
    ],
    certificateRow(loadBalancer),
    ['host name does not match the certificate', 'connected by IP', 'set `server_name`, or `tls.serverName` in Node'],
    ['WRONG_VERSION_NUMBER', 'TLS to port 80 or to a plaintext port', 'port 443'],
    [
      'missing ALPN',
      'something between client and load balancer ends TLS without HTTP/2',
      'connect past it, or let it pass HTTP/2',
    ],
    [
      'UNAUTHENTICATED; in pymilvus 3 "Fail connecting to server", at once',
      'no user and password, or the wrong ones',
      'pass `token`',
    ],
    ['RESOURCE_EXHAUSTED, larger than max 67108864', 'a message of more than 64 MiB', 'smaller batches'],
    ['HTTP 415', 'REST was sent to the gRPC port', restCure(releases)],
    [
      'Ingress without an address, an event says error',
      'the controller syncs all or nothing: one missing Secret, Service or BackendConfig stops the whole Ingress',
      'make what the event names; the controller tries again by itself',
    ],
    [
      'helm: another operation is in progress',
      'an earlier helm was interrupted',
      '`helm history`, then `helm rollback` to the last revision that was deployed',
    ],
    [
      'helm: conflict with kubectl-annotate',
      "Helm 4, and annotations that somebody set by hand in another spelling than the guide's",
      'annotate as below, which spells them alike, then upgrade',
    ],
  ];
}

function timeoutRow(loadBalancer: LoadBalancer): string[] {
  const { seconds, said } = timeoutOf(loadBalancer);
  const whose = said
    ? "that the BackendConfig's `timeoutSec` gives it"
    : 'that Google gives it where no `timeoutSec` is said';
  return [
    `UNAVAILABLE after exactly ${seconds} s, or after minutes of silence`,
    `the call takes longer than the ${seconds} s ${whose}; pymilvus repeats it 75 times`,
    'raise `loadBalancer.backend.timeoutSec` (at most 86400), synthesize, apply; give calls `timeout` and `retry_times`',
  ];
}

function policyRows({ sslPolicy, securityPolicy, certificate }: LoadBalancer): string[][] {
  const rows: string[][] = [];
  if (typeof securityPolicy === 'object') {
    const { name } = securityPolicy;
    const ours = securityPolicy.kind === 'created';
    if (!ours || securityPolicy.allow !== undefined) {
      rows.push([
        'PERMISSION_DENIED, HTTP 403',
        `Cloud Armor: the address that the client calls from, after its NAT, is not let in by \`${name}\``,
        ours
          ? 'add its range to `loadBalancer.securityPolicy.allow`, synthesize, apply Terraform'
          : `whoever keeps \`${name}\` adds its range`,
      ]);
    }
    if (!ours || securityPolicy.requestsPerMinute !== undefined) {
      const now =
        ours && securityPolicy.requestsPerMinute !== undefined ? `, now ${securityPolicy.requestsPerMinute}` : '';
      rows.push([
        'UNAVAILABLE in bursts, HTTP 429',
        `the rate limit of \`${name}\`, which counts all clients behind one IP together; pymilvus repeats a refused call 75 times, and each counts`,
        `raise ${ours ? `\`requestsPerMinute\`${now}, synthesize, apply Terraform` : 'it there'}; lower \`retry_times\` in the clients`,
      ]);
    }
  }
  if (typeof sslPolicy === 'object') {
    rows.push([
      'handshake failure, protocol version, no shared cipher',
      `the client speaks only TLS that the SSL policy \`${sslPolicy.name}\` refuses`,
      'a newer client; else a wider policy',
    ]);
  }
  const named = [
    ...(typeof sslPolicy === 'object' ? [`SSL policy \`${sslPolicy.name}\``] : []),
    ...(typeof securityPolicy === 'object' ? [`Cloud Armor policy \`${securityPolicy.name}\``] : []),
    ...(certificate.kind === 'pre-shared' ? [`certificate ${list(certificate.names)}`] : []),
  ];
  if (named.length > 0) {
    rows.push([
      'nothing on 443, perhaps something on 80; an event says that a resource was not found',
      `${named.join(' or ')} does not exist in this project`,
      'make it; the controller tries again by itself',
    ]);
  }
  return rows;
}

function networkRows({ loadBalancer, network, project, region }: Topology): string[][] {
  if (loadBalancer.scheme !== 'internal' || network === undefined) return [];
  const { name } = placeOf(network.network, project);
  return [
    [
      'no connection, until the time-out; or the name is not found',
      `the client is outside the network \`${name}\` or the region \`${region}\`: an internal load balancer of GKE has no global access`,
      'call from inside, or by VPN or Interconnect of that region',
    ],
    [
      'Ingress without an address, an event names a subnet',
      'the region has no proxy-only subnet',
      'see the check of it above',
    ],
  ];
}

function certificateRow(loadBalancer: LoadBalancer): string[] {
  const symptom = 'certificate expired, self-signed, or unknown issuer';
  const { certificate } = loadBalancer;
  if (isIssuedByGoogle(loadBalancer)) {
    const where = certificate.kind === 'google-managed' ? 'ManagedCertificate' : 'certificate in Compute Engine';
    return [
      symptom,
      'the certificate is not served yet, or something between client and Google answers',
      `wait; see the ${where}`,
    ];
  }
  const cause = 'the certificate ran out, or the client does not have it';
  if (certificate.kind === 'pre-shared') {
    return [
      symptom,
      cause,
      'upload the new one under another name, put that into `certificate.names`, synthesize, apply; give the client the file',
    ];
  }
  if (certificate.kind === 'self-managed' && certificate.issuer) {
    const cure = 'the events of the Certificate say why it was not renewed; give the client the file of its issuer';
    return [symptom, cause, cure];
  }
  return [symptom, cause, 'replace it (below); give the client the file'];
}

function restCure(releases: readonly Release[]): string {
  const paths = new Set(releases.flatMap(({ rest }) => (typeof rest === 'object' ? [`\`${rest.path}\``] : [])));
  return paths.size === 0
    ? 'gRPC clients only, see *Connect*'
    : `only calls below ${[...paths].join(' or ')} reach REST, see *Connect*`;
}
