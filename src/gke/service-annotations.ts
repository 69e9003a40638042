import { SERVICE } from './annotations';

/**
 * What the Service of a backend is annotated with, by annotation key.
 *
 * The spelling is the guide's, space by space: Helm 4 applies server-side and takes another spelling of the same JSON
 * for a conflict with annotations that somebody set by hand before.
 *
 * @param portName - the Service port's name, not its number
 */
export function serviceAnnotationsOf(portName: string, backendConfigName: string): Record<string, string> {
  return {
    [SERVICE.appProtocols]: `{"${portName}":"HTTP2"}`,
    [SERVICE.backendConfig]: `{"default": "${backendConfigName}"}`,
    [SERVICE.neg]: '{"ingress": true}',
  };
}
