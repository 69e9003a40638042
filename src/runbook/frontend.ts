import { BACKEND_CONFIG } from '../gke/backend-config';
import { certificateNameOf } from '../topology/client-certificate';
import type { LoadBalancer, Topology } from '../topology/topology';

/** The object that makes the load balancer, as kubectl has it, whatever else in the cluster is called so. */
export const FRONT_RESOURCE = { ingress: 'ingress', gateway: 'gateways.gateway.networking.k8s.io' } as const;

/** Whether Google issues the certificates that clients see once the hosts lead to the address, and not before. */
export function isIssuedAfterDns({ certificate, api }: LoadBalancer): boolean {
  if (certificate.kind === 'google-managed') return api === 'ingress';
  return certificate.kind === 'pre-shared' && certificate.created;
}

/** Whether Google issues certificates by a record that proves the hosts, before anything leads anywhere. */
export function isIssuedByProof({ certificate, gateway }: LoadBalancer): boolean {
  return certificate.kind === 'google-managed' && gateway !== undefined;
}

/** Whether the region's clients alone reach it. */
export function isOfOneRegion({ scheme, gateway }: LoadBalancer): boolean {
  return scheme === 'internal' && gateway?.globalAccess !== true;
}

/** The names of all certificates that clients may see, each once. */
export function certificateNamesOf({ loadBalancer, releases }: Topology): readonly string[] {
  const { certificate } = loadBalancer;
  if (certificate.kind === 'pre-shared') return certificate.names;
  if (certificate.kind === 'google-managed' && loadBalancer.api === 'gateway') {
    return releases.flatMap(({ gateway }) => gateway?.certificate?.name ?? []);
  }
  return [...new Set(releases.map((release) => certificateNameOf(loadBalancer, release)))];
}

/** How long one call may take, in seconds, and whether it is Google's own word. */
export function timeoutOf({ backend }: LoadBalancer): { readonly seconds: number; readonly said: boolean } {
  return { seconds: backend.timeoutSec ?? BACKEND_CONFIG.timeoutSec.default, said: backend.timeoutSec !== undefined };
}
