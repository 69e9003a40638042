import 'cdktf/lib/testing/adapters/jest';
import { CertificateManagerCertificate } from '@cdktf/provider-google/lib/certificate-manager-certificate';
import { CertificateManagerCertificateMap } from '@cdktf/provider-google/lib/certificate-manager-certificate-map';
import { CertificateManagerCertificateMapEntry } from '@cdktf/provider-google/lib/certificate-manager-certificate-map-entry';
import { CertificateManagerDnsAuthorization } from '@cdktf/provider-google/lib/certificate-manager-dns-authorization';
import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ComputeRegionSecurityPolicy } from '@cdktf/provider-google/lib/compute-region-security-policy';
import { ComputeRegionSslPolicy } from '@cdktf/provider-google/lib/compute-region-ssl-policy';
import { ComputeSslPolicy } from '@cdktf/provider-google/lib/compute-ssl-policy';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Testing } from 'cdktf';
import { lostProtections } from '../../src/apps/protections';
import { MilvusGcpStack } from '../../src/gcp/stack';
import { appOfNoFiles } from './app';

Testing.setupJest();

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const zone = { zone: { existing: 'milvus-io' } };
const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
const of = (loadBalancer: object, change: object = {}): string =>
  Testing.synth(
    new MilvusGcpStack(appOfNoFiles(), 'prod', {
      project: 'my-project',
      region: 'us-west1',
      releases: [release],
      loadBalancer: { name: 'milvus', ...loadBalancer },
      ...change,
    }),
  );

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}
const read = (text: string): Stack => JSON.parse(text) as Stack;
const certificate = 'my-release-milvus-gateway-4c866ce2';

test('proves the host of a global Gateway in the zone, and has its certificate in the map that the Gateway names', () => {
  const text = of({ api: 'gateway' }, { gcp: { dns: zone } });
  expect(text).toHaveResourceWithProperties(CertificateManagerDnsAuthorization, {
    name: certificate,
    domain: release.host,
    lifecycle: { create_before_destroy: true },
  });
  expect(text).toHaveResourceWithProperties(DnsRecordSet, { managed_zone: 'milvus-io', ttl: 300 });
  expect(text).toHaveResourceWithProperties(CertificateManagerCertificate, {
    name: certificate,
    lifecycle: { create_before_destroy: true },
  });
  expect(text).toHaveResourceWithProperties(CertificateManagerCertificateMap, { name: 'milvus-gateway' });
  expect(text).toHaveResourceWithProperties(CertificateManagerCertificateMapEntry, {
    name: certificate,
    hostname: release.host,
    lifecycle: { create_before_destroy: true },
  });
  expect(text).toHaveResourceWithProperties(ComputeGlobalAddress, { name: 'milvus-gateway' });
  expect(text).toHaveResourceWithProperties(ComputeSslPolicy, { name: 'milvus' });
  expect(text).toHaveResourceWithProperties(ProjectService, { service: 'certificatemanager.googleapis.com' });
  expect(Object.keys(read(text).output ?? {})).toEqual(['address', 'ssl_policy']);
});

test('leads the CNAME of a proof where Certificate Manager says, alone at its name', () => {
  const { resource } = read(of({ api: 'gateway' }, { gcp: { dns: zone } }));
  const records = Object.values(resource['google_dns_record_set'] ?? {});
  const proof = records.find(({ type }) => type !== 'A');
  const [id = ''] = Object.keys(resource['google_certificate_manager_dns_authorization'] ?? {});
  const asked = `\${google_certificate_manager_dns_authorization.${id}.dns_resource_record[0]`;
  expect(proof).toMatchObject({ name: `${asked}.name}`, type: `${asked}.type}`, rrdatas: [`${asked}.data}`] });
  expect(records).toHaveLength(2);
});

test('says what to make by hand where no public zone is known', () => {
  for (const text of [
    of({ api: 'gateway' }),
    of({ api: 'gateway', scheme: 'internal' }, { certificate: 'google-managed', gcp: { network, dns: zone } }),
  ]) {
    expect(read(text).output?.['dns_authorizations']?.value).toHaveLength(1);
  }
});

test('proves a host and the wildcard beside it once', () => {
  const releases = [release, { name: 'other', host: `*.${release.host}` }];
  const { resource } = read(of({ api: 'gateway' }, { releases, gcp: { dns: zone } }));
  const count = (type: string) => Object.keys(resource[`google_certificate_manager_${type}`] ?? {}).length;
  expect([count('dns_authorization'), count('certificate'), count('certificate_map_entry')]).toEqual([1, 2, 2]);
});

test('another host makes another certificate under the same address in the state, so that Terraform replaces it', () => {
  const certificates = (host: string) =>
    read(of({ api: 'gateway' }, { releases: [{ ...release, host }] })).resource[
      'google_certificate_manager_certificate'
    ] ?? {};
  const [before, after] = [certificates('a.milvus.io'), certificates('b.milvus.io')];
  expect(Object.keys(before)).toEqual(Object.keys(after));
  expect(Object.values(before)[0]?.['name']).not.toBe(Object.values(after)[0]?.['name']);
});

test('makes everything of a regional Gateway in its region, and no map', () => {
  const securityPolicy = { allow: ['203.0.113.0/24'], rateLimit: { requestsPerMinute: 600 } };
  const text = of({ api: 'gateway', scheme: 'regional', securityPolicy }, { gcp: { network } });
  const region = 'us-west1';
  expect(text).toHaveResourceWithProperties(ComputeAddress, {
    name: 'milvus-gateway',
    address_type: 'EXTERNAL',
    region,
  });
  expect(text).toHaveResourceWithProperties(ComputeRegionSslPolicy, { name: 'milvus', region });
  expect(text).toHaveResourceWithProperties(ComputeRegionSecurityPolicy, {
    name: 'milvus',
    region,
    type: 'CLOUD_ARMOR',
  });
  expect(text).toHaveResourceWithProperties(CertificateManagerCertificate, { location: region });
  expect(text).toHaveResourceWithProperties(CertificateManagerDnsAuthorization, { location: region });
  expect(text).not.toHaveResource(CertificateManagerCertificateMap);
});

test('the rules of a regional policy are those of a global one', () => {
  const rulesOf = (text: string, type: string, key: string) => Object.values(read(text).resource[type] ?? {})[0]?.[key];
  const securityPolicy = { allow: ['203.0.113.0/24'], rateLimit: { requestsPerMinute: 600 } };
  const global = of({ api: 'gateway', securityPolicy });
  const regional = of({ api: 'gateway', scheme: 'regional', securityPolicy }, { gcp: { network } });
  expect(rulesOf(regional, 'google_compute_region_security_policy', 'rules')).toEqual(
    rulesOf(global, 'google_compute_security_policy', 'rule'),
  );
});

test('gives an internal Gateway an address of the subnetwork that two ports share', () => {
  const text = of({ api: 'gateway', scheme: 'internal' }, { gcp: { network } });
  expect(text).toHaveResourceWithProperties(ComputeAddress, {
    name: 'milvus-gateway',
    address_type: 'INTERNAL',
    purpose: 'SHARED_LOADBALANCER_VIP',
    subnetwork: 'subnet',
  });
});

test('gives the cluster that it makes the Gateway API, and a regional Gateway its proxy-only subnet', () => {
  const gcp = { network: { create: {} }, cluster: { create: {} } };
  const text = of({ api: 'gateway', scheme: 'regional' }, { gcp });
  expect(text).toHaveResourceWithProperties(ContainerCluster, { gateway_api_config: { channel: 'CHANNEL_STANDARD' } });
  expect(text).toHaveResourceWithProperties(ComputeSubnetwork, { purpose: 'REGIONAL_MANAGED_PROXY', role: 'ACTIVE' });
});

test('lets probes and proxies into a shared network, to REST too', () => {
  const existing = {
    network: 'projects/host-project/global/networks/shared',
    subnetwork: 'nodes',
    proxyOnlyRange: '10.9.0.0/24',
    firewall: true,
  };
  const releases = [{ ...release, rest: {} }];
  const text = of({ api: 'gateway', scheme: 'regional' }, { releases, gcp: { network: { existing } } });
  expect(text).toHaveResourceWithProperties(ComputeFirewall, {
    project: 'host-project',
    source_ranges: ['35.191.0.0/16', '130.211.0.0/22', '10.9.0.0/24'],
    allow: [{ protocol: 'tcp', ports: ['19530', '9091', '8080'] }],
  });
});

test('protects the address that DNS leads to, so that the other one may go at the end of a move', () => {
  const text = of({ api: 'gateway', also: 'ingress' });
  const lifecycle = { prevent_destroy: true };
  expect(text).toHaveResourceWithProperties(ComputeGlobalAddress, { name: 'milvus-gateway', lifecycle });
  expect(text).toHaveResourceWithProperties(ComputeGlobalAddress, { name: 'milvus' });
  expect(text).not.toHaveResourceWithProperties(ComputeGlobalAddress, { name: 'milvus', lifecycle });
});

test('a swap of api and also moves the records, and replaces nothing', () => {
  const [before, after] = ['ingress', 'gateway'].map((api) =>
    read(of({ api, also: api === 'ingress' ? 'gateway' : 'ingress' }, { gcp: { dns: zone } })),
  );
  /** What a change of `lifecycle` alone does to a resource is nothing. */
  const withoutRecords = ({ resource }: Stack) => {
    const addresses = Object.entries(resource['google_compute_global_address'] ?? {});
    return {
      ...resource,
      google_dns_record_set: undefined,
      google_compute_global_address: addresses.map(([id, { lifecycle: _, ...rest }]) => [id, rest]),
    };
  };
  expect(withoutRecords(after!)).toEqual(withoutRecords(before!));
  expect(after!.output?.['address']).toEqual({
    ...before!.output?.['address'],
    value: before!.output?.['other_address']?.value,
  });
});

test('no step of a move, there or back, loses what is protected, and a leap from one API to the other does', () => {
  const [ingress, begun, swapped, gateway] = [
    {},
    { also: 'gateway' },
    { api: 'gateway', also: 'ingress' },
    { api: 'gateway' },
  ].map((loadBalancer) => of(loadBalancer)) as [string, string, string, string];
  const there = [ingress, begun, swapped, gateway];
  for (const steps of [there, [...there].reverse()]) {
    steps
      .slice(1)
      .forEach((after, index) => expect(lostProtections('cdk.tf.json', steps[index] ?? '', after)).toEqual([]));
  }
  expect(lostProtections('cdk.tf.json', ingress, gateway)).toHaveLength(1);
});
