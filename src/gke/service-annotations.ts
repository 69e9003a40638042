import { SERVICE } from './annotations';

/** What the load balancer speaks to the pods; `HTTP2` and `HTTPS` are over TLS. Any other word stops the whole Ingress. */
export const APP_PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP2'] as const;
export type AppProtocol = (typeof APP_PROTOCOLS)[number];

/**
 * What the Service of a backend is annotated with, by annotation key.
 *
 * The spelling is the guide's, space by space: Helm 4 applies server-side and takes another spelling of the same JSON
 * for a conflict with annotations that somebody set by hand before.
 *
 * @param portName - the Service port's name, not its number
 */
export function serviceAnnotationsOf(
  portName: string,
  backendConfigName: string,
  protocol: AppProtocol = 'HTTP2',
): Record<string, string> {
  return {
    [SERVICE.appProtocols]: `{"${portName}":"${protocol}"}`,
    [SERVICE.backendConfig]: `{"default": "${backendConfigName}"}`,
    [SERVICE.neg]: '{"ingress": true}',
  };
}
