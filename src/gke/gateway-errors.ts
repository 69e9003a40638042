/** A fault that the controller of Gateways tells by a code: in a condition's message, or in an event. */
export interface GatewayError {
  /** What it comes from, and what to do: sentences. */
  readonly cause: string;
  readonly cure: string;
}

/** By its code. Any of them keeps the whole Gateway as it was. */
export const GATEWAY_ERRORS: Readonly<Record<string, GatewayError>> = {
  GWCER101: { cause: 'An annotation says what it cannot say.', cure: 'Apply the Gateway of dist/manifests again.' },
  GWCER102: {
    cause: 'A Secret or a Service is not there.',
    cure: 'Make it: until then nothing of the Gateway is set up, port 80 neither.',
  },
  GWCER103: {
    cause: 'A port has no network endpoint group.',
    cure: 'The Service must have the port of the route, and no annotation cloud.google.com/neg of its own.',
  },
  GWCER104: {
    cause: 'A route says what GKE does not support.',
    cure: 'Find it by its condition Reconciled and mend it: one such route stops them all. milvus-l7 lint knows the fields.',
  },
  GWCER105: {
    cause:
      'A certificate is not there or cannot be served: tls beside a certificate map, a ManagedCertificate, an unknown option.',
    cure: 'Apply Terraform first: the certificates must exist. milvus-l7 lint tells the others.',
  },
  GWCER106: {
    cause: 'The address does not exist, or port 443 has no certificate.',
    cure: 'Apply Terraform: a NamedAddress must exist in the project, global or of the region as the class is. It heals by itself.',
  },
};

/** Words of a message that tell as much as a code. */
export const GATEWAY_MESSAGES: readonly { readonly pattern: RegExp; readonly error: GatewayError }[] = [
  {
    pattern: /active proxy-only subnetwork is required/i,
    error: {
      cause: 'The region has no proxy-only subnet, which a regional load balancer needs.',
      cure: 'Name gcp.network.existing.proxyOnlyRange, or make one with purpose REGIONAL_MANAGED_PROXY.',
    },
  },
  {
    pattern: /backendServices\/\S+ is not ready/i,
    error: {
      cause: 'Compute Engine is still at it, or the region has no proxy-only subnet.',
      cure: 'Wait some minutes; then look at the subnet.',
    },
  },
];

/** Every known error that a text tells of, by its code or its words. */
export function gatewayErrorsIn(text: string): GatewayError[] {
  const codes = [...new Set(text.match(/GWCER\d{3}/g) ?? [])];
  const byCode = codes.flatMap((code) => GATEWAY_ERRORS[code] ?? []);
  const byWords = GATEWAY_MESSAGES.filter(({ pattern }) => pattern.test(text)).map(({ error }) => error);
  return [...byCode, ...byWords];
}
