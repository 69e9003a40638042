import {
  type Api,
  GATEWAY_CLASS_OF,
  INGRESS_CLASS_OF,
  type GatewayClass,
  type IngressClass,
  scopeOfClass,
} from '../gke/load-balancer-classes';
import type { SoundEnvironment } from './environment-check';

/** Schemes of load balancers, as they stand before a noun. */
export const WITH_ARTICLE = { external: 'an external', internal: 'an internal', regional: 'a regional' } as const;

/** The APIs that serve an environment; none where that cannot be read. */
export function apisOf({ loadBalancer }: SoundEnvironment): readonly Api[] {
  const { api, also } = loadBalancer ?? {};
  return [...new Set([api, also].filter((one) => one !== undefined))];
}

/** The classes of its load balancers, as far as there are such. */
export function classesOf(environment: SoundEnvironment): readonly (IngressClass | GatewayClass)[] {
  const scheme = environment.loadBalancer?.scheme;
  if (scheme === undefined) return [];
  return apisOf(environment).flatMap((api): (IngressClass | GatewayClass)[] => {
    if (api === 'gateway') return [GATEWAY_CLASS_OF[scheme]];
    return scheme === 'regional' ? [] : [INGRESS_CLASS_OF[scheme]];
  });
}

/** Whether the proxies of a load balancer are in a subnet of its region's network; unknown counts as no. */
export function isOfRegion(environment: SoundEnvironment): boolean {
  return classesOf(environment).some((one) => scopeOfClass(one) === 'regional');
}

export type CertificateType = 'google-managed' | 'self-managed' | 'pre-shared' | 'pre-shared-created';

/** Where the certificates come from that clients see; undefined where that cannot be read. */
export function certificateTypeOf({ certificate, loadBalancer }: SoundEnvironment): CertificateType | undefined {
  if (certificate === undefined) {
    const scheme = loadBalancer?.scheme;
    if (scheme === undefined) return undefined;
    return scheme === 'internal' ? 'self-managed' : 'google-managed';
  }
  if (typeof certificate === 'string') return certificate;
  if (certificate.type !== 'pre-shared') return certificate.type;
  return certificate.create ? 'pre-shared-created' : 'pre-shared';
}
