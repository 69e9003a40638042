import { secretsByHand } from '../topology/certificate-secrets';
import type { Topology } from '../topology/topology';
import { manifestFile } from './files';
import { table } from './markdown';
import type { Page, Section } from './section';

/** For whoever knows the page: where its steps and files have gone. */
export const pageSection: Section = {
  title: "The page's steps and files, and ours",
  body: (page) => [table(['[the page](https://milvus.io/docs/gcp_layer7.md)', 'here'], rowsOf(page))],
};

function rowsOf({ topology, step }: Page): string[][] {
  const manifests = `\`${manifestFile(topology)}\`, ${step('apply')}`;
  const values = `\`dist/helm/${topology.environment}\`, ${step('helm')}`;
  const { ingress } = topology.loadBalancer;
  return [
    ['`helm upgrade --set service.type=ClusterIP`, `tls.yaml`', values],
    [
      '`kubectl annotate`, three times',
      ingress
        ? '`service.annotations` of the same values, spelled alike'
        : `none: a Gateway leads to a Service and policies of \`${manifestFile(topology)}\``,
    ],
    ['`backendconfig.yaml`, `ingress.yaml`', manifests],
    ['`managed-crt.yaml`, or `openssl` and `kubectl create secret tls`', certificateText(topology, manifests, step)],
    ['`get ingress -w`, `get managedcertificate -w`', `\`milvus-l7 status --watch\`, ${step('restart')}`],
  ];
}

function certificateText(topology: Topology, manifests: string, step: Page['step']): string {
  const { certificate } = topology.loadBalancer;
  if (certificate.kind === 'google-managed') {
    return topology.loadBalancer.api === 'gateway'
      ? `Certificate Manager, ${step('terraform')}`
      : `ManagedCertificate in ${manifests}`;
  }
  if (certificate.kind === 'pre-shared') {
    return certificate.created ? `Terraform, ${step('terraform')}` : 'certificates of Compute Engine that are there';
  }
  if (certificate.issuer) return `Certificate of cert-manager, ${step('secrets')}`;
  return secretsByHand(topology).length > 0 ? `\`milvus-l7 secrets\`, ${step('secrets')}` : 'Secrets that are there';
}
