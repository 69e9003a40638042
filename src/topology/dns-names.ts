import { serviceDnsNamesOf } from '../milvus/service';
import type { Release } from './topology';

/** Names under which pods of the cluster reach a release, for the certificate that Milvus serves. */
export function dnsNamesOf({ serviceName, rest }: Release, namespace: string): string[] {
  const services = [serviceName, ...(typeof rest === 'object' ? [rest.serviceName] : [])];
  return services.flatMap((name) => serviceDnsNamesOf(name, namespace));
}
