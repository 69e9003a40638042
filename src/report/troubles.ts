import { GATEWAY_TROUBLES } from './gateway-troubles';
import type { Trouble } from './trouble';

/** By the heading of the docs. What a client shows is told of by gRPC code and HTTP status: texts differ from proxy to proxy. */
export const TROUBLES: Readonly<Record<string, readonly Trouble[]>> = {
  'Before the upgrade': [
    {
      symptom: 'preflight finds no release, and you expect one',
      cause: 'kubectl points at another cluster, or the release is in another namespace',
      cure: '`helm list --all-namespaces`. It prints none: another cluster, `kubectl config current-context`.',
    },
    {
      symptom: 'preflight stops at another line of the chart or of Milvus',
      cause: 'the upgrade would change Milvus too',
      cure: 'Write the version that runs as `chart:`, or upgrade Milvus by itself before, as its release notes say.',
    },
    {
      symptom: 'preflight stops at live values',
      cause: 'Helm replaces lists and `user.yaml` whole, so they would be lost; or they contradict the environment',
      cure: '`milvus-l7 init`, or name the live values as `values:`, secrets in them as `secretValues:`; synthesize.',
    },
    {
      symptom: 'the cluster is not VPC-native (routes-based)',
      cause: 'container-native load balancing needs pod addresses of the VPC, and no setting adds them later',
      cure: "Make a VPC-native cluster, GKE's default since 1.21, and move Milvus by milvus-backup.",
    },
  ],
  Terraform: [
    {
      symptom: '`already exists`',
      cause: 'somebody made it before: a DNS record, an address, a policy',
      cure: 'Delete the record in the window and apply again; name what shall stay as `{ name: … }` or `existing`.',
    },
    {
      symptom: '`prevent_destroy`, after a first apply that failed',
      cause: 'what was made is marked as tainted, and Terraform would make it anew',
      cure: 'Once Google calls it sound, `terraform -chdir=… untaint ADDRESS`, and apply again.',
    },
    {
      symptom: '`prevent_destroy`, on the way down',
      cause: '`gcp.deletionProtection` keeps cluster, bucket, zone and address',
      cure: 'Set it to false, synthesize, apply, then destroy.',
    },
    {
      symptom: 'could not find default credentials',
      cause: 'nobody signed in for programs on this machine',
      cure: '`gcloud auth application-default login`.',
    },
  ],
  Helm: [
    {
      symptom: 'the 20 minutes run out',
      cause: 'a pod does not become ready: its Secret, its message queue, its object storage',
      cure: '`kubectl describe pod` and `kubectl logs`; mend it and run the same line again.',
    },
    {
      symptom: 'another operation is in progress',
      cause: 'an earlier helm was interrupted',
      cure: '`helm history`, then `helm rollback` to the last revision that was deployed.',
    },
    {
      symptom: 'conflict with kubectl-annotate',
      cause: 'Helm 4 applies server-side, and somebody set an annotation by hand in another spelling of the same JSON',
      cure: 'Annotate once more, spelled as in the values file space by space, then upgrade.',
    },
    {
      symptom: 'the proxies do not start, REST had the port of gRPC',
      cause: 'current Milvus refuses REST and TLS on one port',
      cure: '`rest: false`, or `rest: { port: … }` in the environment.',
    },
  ],
  'The Ingress': [
    {
      symptom: 'no event at all, and no address',
      cause:
        'nobody looks after it: the HTTP load balancing add-on is off (ingress-gce#605), or the class is another one',
      cure: '`gcloud container clusters update NAME --update-addons=HttpLoadBalancing=ENABLED`.',
    },
    {
      symptom: 'no address, an event says error',
      cause:
        'the controller syncs all or nothing: one missing Secret, Service or BackendConfig stops the whole Ingress',
      cure: 'Make what the event names; the controller tries again by itself.',
    },
    {
      symptom: 'nothing on 443, perhaps something on 80; an event says that a resource was not found',
      cause: 'an SSL policy, a Cloud Armor policy or a certificate that it names is not in this project',
      cure: 'Make it, or correct its name in the environment; the controller tries again by itself.',
    },
    {
      symptom: 'internal: no address, an event names a subnet',
      cause: 'the region has no proxy-only subnet, or the address is out of it: addresses are of an ordinary subnet',
      cure: "Make one, of purpose REGIONAL_MANAGED_PROXY and role ACTIVE; take the address from the nodes' subnet.",
    },
    {
      symptom: 'no network endpoint group',
      cause: 'the Service lacks the annotations of the values, or the cluster is not VPC-native',
      cure: '`kubectl describe service`: run helm again. Else see *Before the upgrade*.',
    },
    {
      symptom: 'backends UNHEALTHY',
      cause: 'nothing answers on 9091 `/healthz`, the firewall drops it, or the BackendConfig is not bound',
      cure: 'Are the proxies ready? In a shared VPC the firewall rule belongs into the host project: an event shows the command.',
    },
    {
      symptom: 'certificate stays Provisioning, or FailedNotVisible',
      cause: 'the name does not lead to this address and to nothing else, as Google sees it',
      cure: 'One A record, no AAAA, a CAA record that allows `pki.goog`; then wait. [Statuses](status.md).',
    },
  ],
  'The Gateway': GATEWAY_TROUBLES,
  'What a client shows': [
    {
      symptom: 'pymilvus 3: "Fail connecting to server … illegal connection params or server unavailable", at once',
      cause: 'one sentence for a dozen faults, a wrong password, TLS, 403, 502 and a plaintext client among them',
      cure: 'Read nothing out of it: `npx milvus-l7 verify ENV` goes the same way and says where it ends.',
    },
    {
      symptom: 'the same, and `verify` passes',
      cause:
        '`https://` or `secure=True` is left out, or `ca_pem_path` stands alone, so that the client speaks plaintext',
      cure: '`uri="https://HOST:443"`, or `secure=True`; a self-signed certificate goes into `server_pem_path`.',
    },
    {
      symptom: 'UNAVAILABLE, HTTP 502',
      cause:
        'no healthy backend; or seconds of a restart (milvus#53731, ingress-gce#769); or Milvus speaks plaintext, `tlsMode` 0, while health checks stay green',
      cure: '`milvus-l7 status ENV`: unhealthy, the proxies and 9091. Healthy for a minute, `tlsMode`: `helm get values`, run helm again.',
    },
    {
      symptom: 'UNAVAILABLE, HTTP 503',
      cause: 'no healthy backend',
      cure: 'As *backends UNHEALTHY* above.',
    },
    {
      symptom: 'UNAVAILABLE after exactly 30 s, or what `timeoutSec` says, or after minutes of silence',
      cause: 'the call takes longer than the load balancer lets it; pymilvus repeats it 75 times',
      cure: 'Raise `loadBalancer.backend.timeoutSec` (at most 86400); give calls `timeout` and `retry_times`.',
    },
    {
      symptom: 'PERMISSION_DENIED, HTTP 403',
      cause:
        'a Cloud Armor policy, ours or one that an organization or another team has put there; or, for a call that Milvus answers, the rights of the user',
      cure: "The load balancer's log names the policy (`enforcedSecurityPolicy`); whoever keeps it adds the client's range, as seen behind its NAT.",
    },
    {
      symptom: 'UNAVAILABLE in bursts, HTTP 429',
      cause: 'a rate limit, which counts all clients behind one IP together; each repetition counts',
      cure: 'Raise `requestsPerMinute`; lower `retry_times` in the clients.',
    },
    {
      symptom: 'UNIMPLEMENTED, HTTP 404, or an empty version in Node',
      cause: 'the name called is not a host of the Ingress or Gateway',
      cure: 'Connect by name, or set `server_name` (pymilvus) or `grpc.default_authority` (Node).',
    },
    {
      symptom: 'UNAUTHENTICATED',
      cause: 'no user and password, or the wrong ones',
      cure: 'Pass `token="user:password"`.',
    },
    {
      symptom: 'certificate expired, self-signed, or unknown issuer',
      cause: 'it is not served yet, it ran out, or the client was not given it',
      cure: '`milvus-l7 verify ENV` shows which. Renew: `milvus-l7 secrets ENV --renew NAME`; give clients `secrets/ENV/*.crt`.',
    },
    {
      symptom: 'host name does not match the certificate',
      cause: 'connected by IP',
      cure: '`server_name` in pymilvus, `tls.serverName` in Node.',
    },
    {
      symptom: 'Go: `x509: certificate relies on legacy Common Name field`',
      cause: 'a certificate without SAN, as the page makes it',
      cure: '`milvus-l7 secrets ENV --renew NAME` makes one with SAN.',
    },
    {
      symptom: 'handshake failure, protocol version, no shared cipher',
      cause: 'the client speaks only TLS that the SSL policy refuses',
      cure: 'A newer client; else a wider `loadBalancer.sslPolicy`.',
    },
    { symptom: 'WRONG_VERSION_NUMBER', cause: 'TLS to port 80 or to a plaintext port', cure: 'Port 443.' },
    {
      symptom: 'missing ALPN',
      cause: 'something between client and load balancer ends TLS without HTTP/2',
      cure: 'Connect past it, or let it pass HTTP/2.',
    },
    {
      symptom: 'RESOURCE_EXHAUSTED, larger than max 67108864',
      cause: 'a message of more than 64 MiB, which is what a proxy takes',
      cure: 'Smaller batches; or raise `proxy.grpc.serverMaxRecvSize` in `user.yaml`, by a values file.',
    },
    {
      symptom: 'Go: received message larger than max (… vs. 4194304)',
      cause: "Go's own client takes 4 MiB a message",
      cure: "Smaller results; or `grpc.MaxCallRecvMsgSize` in the client's dial options.",
    },
    {
      symptom: 'HTTP 415',
      cause: 'REST was sent to the port of gRPC',
      cure: 'gRPC clients only; or `rest: { port: … }` in the environment, and its path.',
    },
    {
      symptom: 'internal: no connection until the time-out, or the name is not found',
      cause: 'the client is outside the network or, without global access, outside the region',
      cure: 'Call from inside, or by VPN or Interconnect of that region.',
    },
  ],
  'Tear down': [
    {
      symptom: 'the Ingress or Gateway stays, deleting',
      cause: 'something that it names went first, so its load balancer cannot be taken apart',
      cure: 'Apply the manifests again, then delete it and wait.',
    },
    {
      symptom: 'a network endpoint group is left over, and Terraform cannot delete the network or the cluster',
      cause: 'GKE removes groups a while after their Service, and not at all once the cluster is gone',
      cure: '`gcloud compute network-endpoint-groups list`, and `… delete NAME --zone ZONE` for those of this Service.',
    },
    {
      symptom: 'addresses or disks still cost',
      cause: 'PersistentVolumeClaims outlive the release, and their disks the cluster',
      cure: '`kubectl get persistentvolumeclaims` before the cluster goes; delete them when you have a backup.',
    },
  ],
};
