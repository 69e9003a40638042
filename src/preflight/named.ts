import type { Facts, NamedAnswer } from '../live/preflight/facts';
import type { Topology } from '../topology/topology';
import { addressesOf, gatewayAddressesOf } from './clients';
import { type Finding, Findings } from './finding';
import { preSharedFindings } from './pre-shared';

/** What the environment names and nobody here makes. */
export function namedFindings(topology: Topology, { named, ingress, gateway }: Facts, now: Date): Finding[] {
  const addresses = [
    ...addressesOf('value' in ingress ? ingress.value : undefined),
    ...gatewayAddressesOf(gateway && 'value' in gateway.object ? gateway.object.value : undefined),
  ];
  const each = named.flatMap((answer) => {
    const { kind, name, found } = answer;
    const findings = new Findings('named', `${kind} ${name}`);
    findings.of('is it there', found, (value) => {
      if (value === undefined) findings.stop('is not there', 'make it, or correct its name in the environment');
      else judge(findings, answer, value, topology, addresses);
    });
    return findings.all;
  });
  return [...each, ...preSharedFindings(topology, named, now)];
}

function judge(
  findings: Findings,
  { kind }: NamedAnswer,
  value: Readonly<Record<string, unknown>>,
  { releases, loadBalancer }: Topology,
  addresses: readonly string[],
): void {
  const address = String(value['address']);
  const front = loadBalancer.api === 'gateway' ? 'Gateway' : 'Ingress';
  if (kind === 'static address' && value['status'] === 'IN_USE' && !addresses.includes(address)) {
    findings.stop(
      `${address} is in use by something else than this ${front}`,
      `an address serves one ${front}: name another`,
    );
  } else if (kind === 'static address')
    findings.ok(`${address}, ${value['status'] === 'IN_USE' ? `served by this ${front}` : 'free'}`);
  else if (kind === 'security policy' && (value['type'] ?? 'CLOUD_ARMOR') !== 'CLOUD_ARMOR') {
    findings.stop(`is of type ${String(value['type'])}`, 'for backends it takes one of type CLOUD_ARMOR');
  } else if (kind === 'managed zone') {
    const zone = String(value['dnsName']).replace(/\.$/, '');
    const outside = releases.filter(({ host }) => host !== zone && !host.endsWith(`.${zone}`)).map(({ host }) => host);
    if (outside.length > 0)
      findings.stop(`${outside.join(', ')} does not lie below ${zone}`, 'name the zone of the hosts');
    else findings.ok(`has ${zone}`);
  } else if (kind !== 'SSL certificate') findings.ok('is there');
}
