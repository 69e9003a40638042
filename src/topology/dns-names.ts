import { serviceDnsNamesOf } from '../milvus/service';
import type { Release } from './topology';

/** Names under which pods of the cluster reach a release, for the certificate that Milvus serves. */
export function dnsNamesOf({ serviceName, rest }: Release, namespace: string): string[] {
  const ofRest = typeof rest === 'object' ? [rest.ingress?.serviceName, rest.gateway?.serviceName] : [];
  const services = [serviceName, ...ofRest].filter((name) => name !== undefined);
  return services.flatMap((name) => serviceDnsNamesOf(name, namespace));
}
