import type { ReleaseFacts } from '../live/preflight/facts';
import { listOf, mappingOf, textOf } from '../source/plain';
import type { LiveObject } from '../live/resources';
import type { Release, Topology } from '../topology/topology';
import { type Finding, Findings } from './finding';
import { dateOf } from './date-of';
import { mergeOutcome } from './live-values';

/** Who is cut off by the upgrade, and what runs until then. */
export function clientFindings(topology: Topology, release: Release, facts: ReleaseFacts, now: Date): Finding[] {
  const findings = new Findings('clients', release.name);
  findings.of('its Service', facts.service, (service) => {
    const type = textOf(mappingOf(service?.spec)['type']) ?? 'ClusterIP';
    const addresses = addressesOf(service);
    if (!service || type === 'ClusterIP') return;
    const which = addresses.length > 0 ? `its address ${addresses.join(', ')} goes` : 'its ports on the nodes go';
    findings.note(
      `its Service is of type ${type}: ${which} with the upgrade, and whoever calls it is cut off`,
      'plan a window: clients go to the new name, over TLS, once status is ready',
    );
  });
  findings.of('live values', facts.values, (values) => {
    if (!('value' in facts.installed) || !facts.installed.value) return;
    for (const { path, message, cure } of mergeOutcome(topology, release, values).notes) {
      findings.note([path, message].filter(Boolean).join(': '), cure);
    }
  });
  findings.of('its pods', facts.pods, (pods) => {
    if (pods.length === 0) return;
    const started = pods.flatMap(({ status }) => textOf(mappingOf(status)['startTime']) ?? []).sort();
    const days =
      started[0] === undefined ? undefined : Math.floor((now.getTime() - dateOf(started[0], now).getTime()) / DAY);
    const since = days === undefined ? '' : `, the oldest for ${days} days`;
    findings.ok(`${pods.length} of its pods serve clients${since}`);
  });
  return findings.all;
}

/** Where the load balancer of a Gateway is. */
export function gatewayAddressesOf(object: LiveObject | undefined): readonly string[] {
  return listOf(mappingOf(object?.status)['addresses']).flatMap((one) => textOf(mappingOf(one)['value']) ?? []);
}

/** Where the load balancer of a Service, or of an Ingress, is. */
export function addressesOf(object: LiveObject | undefined): string[] {
  const { ingress } = mappingOf(mappingOf(object?.status)['loadBalancer']);
  return listOf(ingress).flatMap(
    (point) => textOf(mappingOf(point)['ip']) ?? textOf(mappingOf(point)['hostname']) ?? [],
  );
}

const DAY = 24 * 60 * 60 * 1000;
