import type { Release, Topology } from '../topology/topology';
import { certificateNameOf } from './frontend';

/** Where an environment's files are, seen from the folder that the commands run in. */
export const manifestFile = ({ environment }: Topology): string => `dist/manifests/${environment}.k8s.yaml`;

export const valuesFile = ({ environment }: Topology, release: Release): string =>
  `dist/helm/${environment}/${release.name}.values.yaml`;

export const stackFolder = (stack: string): string => `dist/terraform/stacks/${stack}`;

/** Keys, certificates and saved values: git ignores the folder. */
export const secretsFolder = ({ environment }: Topology): string => `secrets/${environment}`;

/**
 * The certificate that clients of a self-managed load balancer are given: the one that is served, or its issuer's.
 */
export function clientCertificateFile(topology: Topology, release: Release): string {
  const { certificate } = topology.loadBalancer;
  const suffix = certificate.kind === 'self-managed' && certificate.issuer ? 'ca.crt' : 'crt';
  return `${secretsFolder(topology)}/${certificateNameOf(topology.loadBalancer, release)}.${suffix}`;
}
