import { BACKEND_CONFIG } from '../gke/backend-config';
import { certificateNameOf } from '../topology/client-certificate';
import type { LoadBalancer, Topology } from '../topology/topology';

/** The object that makes the load balancer. */
export const FRONT_KIND = { ingress: 'Ingress', gateway: 'Gateway' } as const;

/** Whether Google issues the certificates that clients see: everybody trusts them, once the hosts lead to the address. */
export function isIssuedByGoogle({ certificate }: LoadBalancer): boolean {
  return certificate.kind === 'google-managed' || (certificate.kind === 'pre-shared' && certificate.created);
}

/** The names of all certificates that clients may see, each once. */
export function certificateNamesOf({ loadBalancer, releases }: Topology): readonly string[] {
  const { certificate } = loadBalancer;
  if (certificate.kind === 'pre-shared') return certificate.names;
  return [...new Set(releases.map((release) => certificateNameOf(loadBalancer, release)))];
}

/** How long one call may take, in seconds, and whether it is Google's own word. */
export function timeoutOf({ backend }: LoadBalancer): { readonly seconds: number; readonly said: boolean } {
  return { seconds: backend.timeoutSec ?? BACKEND_CONFIG.timeoutSec.default, said: backend.timeoutSec !== undefined };
}
