import { CertificateManagerCertificate } from '@cdktf/provider-google/lib/certificate-manager-certificate';
import { CertificateManagerCertificateMap } from '@cdktf/provider-google/lib/certificate-manager-certificate-map';
import { CertificateManagerCertificateMapEntry } from '@cdktf/provider-google/lib/certificate-manager-certificate-map-entry';
import { CertificateManagerDnsAuthorization } from '@cdktf/provider-google/lib/certificate-manager-dns-authorization';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { hostFaults, nameFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';

/** How long resolvers may keep the proof of a domain, in seconds. */
const TTL_SEC = 300;

/** A host, and the certificate that is made for it. */
export interface HostCertificate {
  /** Part of the logical ids in Terraform, which a changed host must not change. */
  readonly id: string;
  /** Another one for another host: RFC 1035 label of at most 63 characters. */
  readonly name: string;
  /** Lower case; the first label may be `*`. */
  readonly host: string;
  /** What must be proven: the host without its star. */
  readonly domain: string;
}

export interface HostCertificatesProps extends OrderedProps {
  readonly hosts: readonly HostCertificate[];
  /**
   * Name of the certificate map that a global Gateway names.
   *
   * @default - there is none: the listeners of a regional Gateway name the certificates
   */
  readonly mapName?: string;
  /**
   * Makes the certificates for regional load balancers of this region.
   *
   * @default - for global ones
   */
  readonly region?: string;
  /**
   * Name of the public managed zone of Cloud DNS that gets the proofs.
   *
   * @default - they are made by hand, from `dnsAuthorizations`
   */
  readonly managedZone?: string;
}

/**
 * Certificates of Certificate Manager that Google issues and renews by a record in DNS: they are active before there is a
 * load balancer, and stay so wherever the hosts lead.
 *
 * A changed host makes a new certificate before the old one goes.
 *
 * @throws InvalidProps with all faults
 * @see https://cloud.google.com/certificate-manager/docs/dns-authorizations
 */
export class HostCertificates extends Construct {
  /** One for each domain; each asks for a CNAME, alone at its name. */
  readonly dnsAuthorizations: ReadonlyMap<string, CertificateManagerDnsAuthorization>;
  /** There are some where the zone is known. */
  readonly records: readonly DnsRecordSet[];
  readonly certificates: readonly CertificateManagerCertificate[];
  /** There is one where it has a name. */
  readonly map?: CertificateManagerCertificateMap;

  constructor(scope: Construct, id: string, props: HostCertificatesProps) {
    super(scope, id);
    const { hosts, mapName, region, managedZone } = props;
    refuse(this, faultsOf(props));
    const common = {
      ...(region !== undefined && { location: region }),
      ...(props.dependsOn && { dependsOn: props.dependsOn }),
    };
    const replaced = { lifecycle: { createBeforeDestroy: true } };
    const authorizations = new Map<string, CertificateManagerDnsAuthorization>();
    const records: DnsRecordSet[] = [];
    for (const { id: of, name, domain } of hosts) {
      if (authorizations.has(domain)) continue;
      const one = new CertificateManagerDnsAuthorization(this, `${of}-authorization`, {
        name,
        domain,
        ...common,
        ...replaced,
      });
      authorizations.set(domain, one);
      if (managedZone === undefined) continue;
      const record = one.dnsResourceRecord.get(0);
      records.push(
        new DnsRecordSet(this, `${of}-proof`, {
          managedZone,
          name: record.name,
          type: record.type,
          ttl: TTL_SEC,
          rrdatas: [record.data],
        }),
      );
    }
    this.dnsAuthorizations = authorizations;
    this.records = records;
    this.certificates = hosts.map(({ id: of, name, host, domain }) => {
      const authorization = authorizations.get(domain)?.id ?? '';
      const managed = { domains: [host], dnsAuthorizations: [authorization] };
      return new CertificateManagerCertificate(this, `${of}-certificate`, { name, managed, ...common, ...replaced });
    });
    if (mapName !== undefined) this.map = this.addMap(mapName, props);
  }

  private addMap(name: string, { hosts, dependsOn }: HostCertificatesProps): CertificateManagerCertificateMap {
    const map = new CertificateManagerCertificateMap(this, 'map', { name, ...(dependsOn && { dependsOn }) });
    hosts.forEach(({ id: of, name: entry, host }, index) => {
      new CertificateManagerCertificateMapEntry(this, `${of}-entry`, {
        name: entry,
        map: map.name,
        hostname: host,
        certificates: [this.certificates[index]?.id ?? ''],
        lifecycle: { createBeforeDestroy: true },
      });
    });
    return map;
  }
}

function faultsOf({ hosts, mapName, region, managedZone }: HostCertificatesProps): Fault[] {
  return [
    ...(hosts.length === 0 ? [{ path: 'hosts', message: 'must be at least one host' }] : []),
    ...hosts.flatMap(({ name, host }, index) => [
      ...nameFaults(`hosts[${index}].name`, name),
      ...hostFaults(`hosts[${index}].host`, host),
    ]),
    ...nameFaults('mapName', mapName),
    ...(managedZone === undefined || managedZone.includes('${') ? [] : nameFaults('managedZone', managedZone)),
    ...(mapName !== undefined && region !== undefined
      ? [{ path: 'mapName', message: 'must be left out with region: certificate maps are for global load balancers' }]
      : []),
  ];
}
