import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import type { LoadBalancer } from '../topology/topology';
import type { StaticAddress } from './address';
import type { HostCertificates } from './certificate-manager';
import type { GkeCluster } from './cluster';
import type { HostRecords } from './dns';
import { CLUSTER_OUTPUTS } from './outputs';
import type { SecurityPolicy } from './security-policy';
import type { SslPolicy } from './ssl-policy';
import type { MilvusStorage } from './storage';

/** What a stack made that somebody asks for. */
interface StackParts {
  readonly address?: StaticAddress;
  readonly otherAddress?: StaticAddress;
  readonly records?: HostRecords;
  readonly hostCertificates?: HostCertificates;
  readonly sslPolicy?: SslPolicy;
  readonly securityPolicy?: SecurityPolicy;
  readonly cluster?: GkeCluster;
  readonly storage?: MilvusStorage;
}

/** What people and other stacks ask of a stack, under fixed names. */
export function addOutputs(stack: Construct, parts: StackParts, { api, also }: LoadBalancer): void {
  const namers = also ? 'both' : api;
  const scope = new Construct(stack, 'outputs');
  const output = (name: string, value: unknown, description: string, sensitive = false): void =>
    new TerraformOutput(scope, name, { value, description, ...(sensitive && { sensitive }) }).overrideLogicalId(name);
  if (parts.address) output('address', parts.address.resource.address, "The load balancer's address, for DNS.");
  if (parts.otherAddress) {
    output('other_address', parts.otherAddress.resource.address, 'Of the other load balancer, to try it before DNS.');
  }
  if (parts.hostCertificates && parts.hostCertificates.records.length === 0) {
    const asked = [...parts.hostCertificates.dnsAuthorizations.values()].map((one) => one.dnsResourceRecord.get(0));
    output(
      'dns_authorizations',
      asked.map(({ name, type, data }) => ({ name, type, data })),
      'Records to make in public DNS, each alone at its name: by them Google issues the certificates.',
    );
  }
  if (parts.records?.zone) {
    output('name_servers', parts.records.zone.nameServers, "The zone's name servers, for the registrar of its domain.");
  }
  if (parts.sslPolicy) {
    output('ssl_policy', parts.sslPolicy.resource.name, SSL_POLICY_NAMED_BY[namers]);
  }
  if (parts.cluster) {
    const { name, endpoint, masterAuth } = parts.cluster.resource;
    output('cluster', name, 'For gcloud container clusters get-credentials.');
    output(CLUSTER_OUTPUTS.endpoint, endpoint, 'The control plane, for the stack of the releases.', true);
    output(CLUSTER_OUTPUTS.caCertificate, masterAuth.clusterCaCertificate, 'Its authority, in base64.', true);
  }
  if (parts.storage) output('bucket', parts.storage.bucket.name, 'Where Milvus keeps its data.');
  if (parts.securityPolicy) {
    output('security_policy', parts.securityPolicy.resource.name, SECURITY_POLICY_NAMED_BY[namers]);
  }
}

const SSL_POLICY_NAMED_BY = {
  ingress: 'What the FrontendConfig names.',
  gateway: 'What the GCPGatewayPolicy names.',
  both: 'What the FrontendConfig and the GCPGatewayPolicy name.',
} as const;
const SECURITY_POLICY_NAMED_BY = {
  ingress: 'What the BackendConfigs name.',
  gateway: 'What the GCPBackendPolicies name.',
  both: 'What the BackendConfigs and the GCPBackendPolicies name.',
} as const;
