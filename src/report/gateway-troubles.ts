import type { Trouble } from './trouble';

/** What people see of a Gateway that does not serve. */
export const GATEWAY_TROUBLES: readonly Trouble[] = [
  {
    symptom: 'no GatewayClass, or the cluster knows no kind Gateway',
    cause: 'the Gateway API is off in the cluster; definitions installed by hand bring no controller',
    cure: '`gcloud container clusters update NAME --gateway-api=standard`, and some minutes later again.',
  },
  {
    symptom: 'no event at all, and no address',
    cause: 'no controller looks after its class',
    cure: '`kubectl get gatewayclass`: it is not there, see the row before. Else take the class of the manifests.',
  },
  {
    symptom: 'Accepted is True, Programmed or GatewayHealthy is not',
    cause: 'Accepted stays True while nothing is set up; the message of the other two, or an event, has a code',
    cure: 'Go by [the code](status.md#codes-of-the-gateway-controller). After two minutes for a new one, six for a new route.',
  },
  {
    symptom: 'what was applied has no effect, on any route',
    cause:
      'one refused route or one missing Secret or Service stops the whole Gateway, the routes of other releases too',
    cure: '`kubectl get httproute --output yaml`: the one whose condition Reconciled is False. `milvus-l7 lint` knows the fields.',
  },
  {
    symptom:
      'regional or internal: no address, a message names a proxy-only subnetwork, or a backend service that is not ready',
    cause: 'the region has no proxy-only subnet, or an old one of purpose INTERNAL_HTTPS_LOAD_BALANCER',
    cure: 'Make one, of purpose REGIONAL_MANAGED_PROXY and role ACTIVE.',
  },
  {
    symptom: 'another address than the reserved one',
    cause: 'it stands in an annotation, or nowhere: then the Gateway has an ephemeral one',
    cure: '`spec.addresses` of type NamedAddress, as in the manifests.',
  },
  {
    symptom: 'no network endpoint group (GWCER103)',
    cause: 'the Service lacks the port of the route, or has an annotation `cloud.google.com/neg` of its own',
    cure: 'Apply the manifests again, and take the annotation away; else see *Before the upgrade*.',
  },
  {
    symptom: 'backends UNHEALTHY, or 503 "no healthy upstream"',
    cause:
      'nothing answers on 9091 `/healthz`, the firewall drops it, or no HealthCheckPolicy is attached: then it asks `/` on 19530',
    cure: 'Are the proxies ready, and the policies Attached in `status`? In a shared VPC: `gcp.network.existing.firewall: true`.',
  },
  {
    symptom: '503 failed_to_pick_backend in the logs',
    cause: 'somebody, or a policy of the organization, deleted the firewall rule `gkegw1-…` that the controller made',
    cure: 'Have it allowed again: the ranges are in [Networks](gateway.md#networks).',
  },
  {
    symptom: 'request logs stop',
    cause: 'a GCPBackendPolicy without `logging` switches them off',
    cure: 'Apply the one of the manifests, which always says `logging`; one policy a Service, the oldest wins.',
  },
  {
    symptom: 'certificate of Certificate Manager is not ACTIVE',
    cause: 'its record in public DNS is missing or not alone, or a CAA record does not allow `pki.goog`',
    cure: 'See [Certificates](gateway.md#certificates): the last attempt says which.',
  },
  {
    symptom: 'every gRPC call fails: "upstream connect error", "protocol error"',
    cause: 'the Service lacks `appProtocol`, or spells it as GKE does not',
    cure: '`appProtocol: HTTP2`, as in the manifests: lead the route to that Service, not to the one of the chart.',
  },
  {
    symptom: 'HTTP 500 on one host',
    cause: 'the Service of its route is not there, or is in another namespace without a ReferenceGrant',
    cure: "Apply the manifests again; the route's condition ResolvedRefs says which.",
  },
];
