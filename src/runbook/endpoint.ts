import { clientCertificateFile } from '../topology/client-certificate';
import type { Release, Topology } from '../topology/topology';

/** What a client needs to know. */
export interface Endpoint {
  readonly host: string;
  /** File with the certificate that the client must trust; absent where everybody trusts it. */
  readonly certificateFile?: string;
  /** Whether Milvus asks for user and password. */
  readonly token: boolean;
}

export function endpointOf(topology: Topology, release: Release): Endpoint {
  return {
    host: release.clientHost,
    ...(topology.loadBalancer.certificate.kind === 'self-managed' && {
      certificateFile: clientCertificateFile(topology, release),
    }),
    token: release.authorization === true,
  };
}
