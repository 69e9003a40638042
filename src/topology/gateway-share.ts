import { createHash } from 'node:crypto';
import type { GatewayCertificate, GatewayShare } from './gateway-backend';
import type { Topology } from './topology';

/** What a release has of a Gateway, by the names of its parts. */
export function gatewayShareFrom(
  { name, host }: { readonly name: string; readonly host: string },
  serviceName: string,
  googleManaged: boolean,
): GatewayShare {
  return {
    serviceName: `${serviceName}-gateway`,
    backendPolicyName: `${name}-backend`,
    healthCheckPolicyName: `${name}-health`,
    routeName: `${name}-route`,
    listenerName: `https-${name}`,
    ...(googleManaged && {
      certificate: { name: `${serviceName}-gateway-${hashOf(host)}`, domain: host.replace(/^\*\./, '') },
    }),
  };
}

/** The domains that must be proven, each once: a host and the wildcard beside it are one, under the name of the first. */
export function dnsAuthorizationsOf({ releases }: Pick<Topology, 'releases'>): readonly GatewayCertificate[] {
  const byDomain = new Map<string, GatewayCertificate>();
  for (const { gateway } of releases) {
    const certificate = gateway?.certificate;
    if (certificate && !byDomain.has(certificate.domain)) byDomain.set(certificate.domain, certificate);
  }
  return [...byDomain.values()];
}

/** A changed host has another name, so that its certificate can be made before the old one goes. */
function hashOf(host: string): string {
  return createHash('sha256').update(host).digest('hex').slice(0, HASH_LENGTH);
}

const HASH_LENGTH = 8;
