import { HEALTH } from '../milvus/service';
import type { Topology } from '../topology/topology';
import { prose, snippet, table } from './markdown';
import type { Section } from './section';

export const troubleSection: Section = {
  title: 'When it does not work',
  body: ({ topology }) => [
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

function rowsOf({ loadBalancer, releases }: Topology): string[][] {
  const managed = loadBalancer.certificate === 'google-managed';
  const backendConfigs = releases.map(({ backendConfigName }) => `\`${backendConfigName}\``).join(', ');
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
    [
      'UNAVAILABLE after exactly the same time, often after minutes of silence',
      "the call takes longer than the load balancer's time-out for the backend (30 s unless the BackendConfig says otherwise); pymilvus repeats it 75 times",
      "raise the BackendConfig's timeoutSec; give calls `timeout` and `retry_times`",
    ],
    [
      'UNIMPLEMENTED, HTTP 404, or an empty version in Node',
      'the name called is not a host of the Ingress',
      `connect by name, or set \`server_name\` (pymilvus) or \`grpc.default_authority\` (Node)`,
    ],
    [
      'certificate expired, self-signed, or unknown issuer',
      managed
        ? 'the certificate is not served yet, or something between client and Google answers'
        : 'the certificate ran out, or the client does not have it',
      managed ? 'wait; see the ManagedCertificate' : 'replace it (below); give the client the file',
    ],
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
    ['HTTP 415', 'REST was sent to the gRPC port', 'gRPC clients only, see *Connect*'],
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
