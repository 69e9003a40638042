import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { Construct } from 'constructs';
import { refuse } from '../errors';
import { nameFaults } from '../gke/prop-faults';
import type { DnsZone } from '../topology/topology';
import type { OrderedProps } from './ordered';
import { keptIf } from './protection';

/** How long resolvers may keep an A record, in seconds: an address that moves is found within five minutes. */
const TTL_SEC = 300;

export interface HostRecordsProps extends OrderedProps {
  readonly zone: DnsZone;
  /** DNS names, without a dot at the end. */
  readonly hosts: readonly string[];
  /** The address they lead to, an IP address or a Terraform reference to one. */
  readonly address: string;
  /**
   * The VPC network, by its self link or path, that alone sees a zone made here.
   *
   * @default - the zone is public
   */
  readonly privateTo?: string;
  /**
   * Whether Terraform refuses to plan the end of a zone that is made here.
   *
   * @default true
   */
  readonly preventDestroy?: boolean;
}

/**
 * An A record for each host, in a managed zone of Cloud DNS that exists or is made here.
 *
 * @throws InvalidProps when Cloud DNS would refuse the zone's name
 * @see https://cloud.google.com/dns/docs/zones
 */
export class HostRecords extends Construct {
  /** There is one where the zone is made here. */
  readonly zone?: DnsManagedZone;
  readonly records: readonly DnsRecordSet[];

  constructor(scope: Construct, id: string, props: HostRecordsProps) {
    super(scope, id);
    const { zone, hosts, address, privateTo, preventDestroy = true, dependsOn } = props;
    refuse(this, nameFaults('zone.name', zone.name));
    if (zone.kind === 'created') {
      this.zone = new DnsManagedZone(this, 'zone', {
        name: zone.name,
        dnsName: `${zone.dnsName}.`,
        description: zone.description,
        ...(zone.dnssec && { dnssecConfig: { state: zone.dnssec } }),
        ...(privateTo !== undefined && {
          visibility: 'private',
          privateVisibilityConfig: { networks: [{ networkUrl: privateTo }] },
        }),
        ...keptIf(preventDestroy),
        ...(dependsOn && { dependsOn }),
      });
    }
    const managedZone = this.zone?.name ?? zone.name;
    this.records = hosts.map(
      (host) =>
        new DnsRecordSet(this, host, {
          managedZone,
          name: `${host}.`,
          type: 'A',
          ttl: TTL_SEC,
          rrdatas: [address],
          ...(dependsOn && zone.kind === 'existing' && { dependsOn }),
        }),
    );
  }
}
