import type { Release, Topology } from '../topology/topology';

/** Where an environment's files are, seen from the folder that the commands run in. */
export const manifestFile = ({ environment }: Topology): string => `dist/manifests/${environment}.k8s.yaml`;

export const valuesFile = ({ environment }: Topology, release: Release): string =>
  `dist/helm/${environment}/${release.name}.values.yaml`;

export const stackFolder = (stack: string): string => `dist/terraform/stacks/${stack}`;

export const needsTerraform = ({ terraform }: Topology): boolean =>
  terraform.stackName !== undefined || terraform.releaseStack !== undefined;
