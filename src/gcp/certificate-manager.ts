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
    const authorizations = new Map<string, CertificateManagerDnsAuthorization>();
    const records: DnsRecordSet[] = [];
    const authorizationOf = ({ id: of, name, domain }: HostCertificate): CertificateManagerDnsAuthorization => {
      const made = authorizations.get(domain);
      if (made) return made;
      const one = new CertificateManagerDnsAuthorization(this, `${of}-authorization`, {
        name,
        domain,
        ...common,
        ...replaced,
      });
      authorizations.set(domain, one);
      if (managedZone !== undefined) records.push(this.addRecord(of, managedZone, one));
      return one;
    };
    const made = hosts.map((one) => {
      const managed = { domains: [one.host], dnsAuthorizations: [authorizationOf(one).id] };
      const { name } = one;
      const certificate = new CertificateManagerCertificate(this, `${one.id}-certificate`, {
        name,
        managed,
        ...common,
        ...replaced,
      });
      return { ...one, certificate };
    });
    this.dnsAuthorizations = authorizations;
    this.records = records;
    this.certificates = made.map(({ certificate }) => certificate);
    if (mapName !== undefined) this.map = this.addMap(mapName, made, props);
  }

  private addRecord(of: string, managedZone: string, asking: CertificateManagerDnsAuthorization): DnsRecordSet {
    const { name, type, data } = asking.dnsResourceRecord.get(0);
    return new DnsRecordSet(this, `${of}-proof`, { managedZone, name, type, ttl: TTL_SEC, rrdatas: [data] });
  }

  private addMap(
    name: string,
    hosts: readonly (HostCertificate & { readonly certificate: CertificateManagerCertificate })[],
    { dependsOn }: OrderedProps,
  ): CertificateManagerCertificateMap {
    const map = new CertificateManagerCertificateMap(this, 'map', { name, ...(dependsOn && { dependsOn }) });
    for (const { id: of, name: entry, host, certificate } of hosts) {
      new CertificateManagerCertificateMapEntry(this, `${of}-entry`, {
        name: entry,
        map: map.name,
        hostname: host,
        certificates: [certificate.id],
        ...replaced,
      });
    }
    return map;
  }
}

/** Another name is made before the old one goes. */
const replaced = { lifecycle: { createBeforeDestroy: true } } as const;

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
