import { WRITTEN_BY_GKE } from '../../gke/annotations';
import { CERTIFICATE_STATUSES } from '../../gke/certificate-statuses';
import type { Release, Topology } from '../../topology/topology';
import { type Check, check } from './check-result';
import type { Live } from './read';
import { conditionOf, messageOf } from '../conditions';
import { hasGate, isPresent, isReady } from '../pods';
import type { LiveObject } from '../resources';

/** The address that the load balancer serves. */
export function addressCheck(ingress: LiveObject | undefined): Check {
  const { ingress: points } = ((ingress?.status ?? {})['loadBalancer'] ?? {}) as { ingress?: { ip?: string }[] };
  const ips = (points ?? []).flatMap(({ ip }) => ip ?? []);
  return check('address', ips.join(' ') || 'none yet', ips.length > 0, { normalMinutes: 10 });
}

/** Pods of a release that answer, of those that are wanted. */
export function proxiesCheck(
  { name, mode, proxyReplicas, backendConfigName }: Release,
  pods: readonly LiveObject[],
): Check {
  const present = pods.filter(isPresent);
  const wanted = Math.max(mode === 'cluster' && typeof proxyReplicas === 'number' ? proxyReplicas : 1, present.length);
  const ready = present.filter(isReady).length;
  const gateless = present.filter((pod) => !hasGate(pod)).length;
  const details = present.filter((pod) => !isReady(pod)).map(({ metadata }) => metadata.name);
  // Whether a Gateway gives pods the gate, nobody has told.
  const notes = gateless > 0 && backendConfigName !== undefined ? ['NO_GATE'] : [];
  return check('proxies', `${ready} of ${wanted}`, ready >= wanted, {
    release: name,
    details,
    notes,
    normalMinutes: 10,
  });
}

/** Network endpoint groups of the Services behind the Ingress: the controller makes them once it leads there. */
export function negsCheck(release: Release, services: readonly LiveObject[]): Check {
  const names = serviceNamesOf(release);
  const without = names.filter((name) => negNamesOf(byName(services, name)).length === 0);
  const details = names.flatMap((name) => negNamesOf(byName(services, name)));
  const state = without.length === 0 ? String(details.length) : 'none yet';
  return check('negs', state, without.length === 0, { release: release.name, details, normalMinutes: 10 });
}

/** What the load balancer says of the health of its backends. */
export function backendsCheck(
  release: Release,
  ingress: LiveObject | undefined,
  services: readonly LiveObject[],
): Check {
  const health = json(ingress?.metadata.annotations?.[WRITTEN_BY_GKE.backends]) as Record<string, string>;
  const negs = serviceNamesOf(release).flatMap((name) => negNamesOf(byName(services, name)));
  const states = negs.map((neg) => health[neg] ?? 'none yet');
  const worst = ['UNHEALTHY', 'none yet', 'Unknown', 'HEALTHY'].find((state) => states.includes(state));
  const details = negs.filter((neg) => health[neg] !== 'HEALTHY').map((neg) => `${neg} ${health[neg] ?? 'none yet'}`);
  const state = worst ?? states[0] ?? 'none yet';
  return check('backends', state, state === 'HEALTHY', { release: release.name, details, normalMinutes: 10 });
}

/** Whether the certificate of a host is served, as far as a cluster knows. */
export function certificateCheck(
  topology: Topology,
  release: Release,
  { objects }: Live,
  ingress: LiveObject | undefined,
): Check {
  const { certificate } = topology.loadBalancer;
  const { name, certificateName, host } = release;
  if (certificate.kind === 'google-managed') {
    return managedCheck(name, host, byName(objects.get('ManagedCertificate') ?? [], certificateName));
  }
  const issued = certificate.kind === 'self-managed' && certificate.issuer !== undefined;
  const secretName = certificate.kind === 'self-managed' ? (certificate.sharedSecretName ?? certificateName) : '';
  if (issued) {
    const issue = (objects.get('Certificate') ?? []).find(({ spec }) => spec?.['secretName'] === secretName);
    if (conditionOf(issue, 'Ready') !== 'True') {
      return check('certificate', 'not issued', false, {
        release: name,
        details: messageOf(issue, 'Ready'),
        normalMinutes: 10,
      });
    }
  }
  const bound = ingress?.metadata.annotations?.[WRITTEN_BY_GKE.httpsForwardingRule] !== undefined;
  return check('certificate', bound ? 'bound' : 'not bound', bound, { release: name, normalMinutes: 10 });
}

function managedCheck(release: string, host: string, managed: LiveObject | undefined): Check {
  const {
    certificateStatus = '',
    domainStatus = [],
    expireTime,
  } = (managed?.status ?? {}) as {
    certificateStatus?: string;
    domainStatus?: { domain?: string; status?: string }[];
    expireTime?: string;
  };
  const domain = domainStatus.find((one) => one.domain === host)?.status;
  // The domain says why, where the certificate only says that it is not there yet.
  const active = certificateStatus === 'Active';
  const state = active || domain === undefined || domain === 'Active' ? certificateStatus : domain;
  const { meaning, normalMinutes } = CERTIFICATE_STATUSES[state] ?? {};
  return check('certificate', state || (managed ? 'no status yet' : 'not there'), active, {
    release,
    details: active && expireTime !== undefined ? [`until ${expireTime.slice(0, 10)}`] : [],
    ...(meaning !== undefined && !active && { meaning }),
    ...(state === '' ? { normalMinutes: 10 } : normalMinutes !== undefined && { normalMinutes }),
  });
}

function serviceNamesOf({ serviceName, rest }: Release): string[] {
  return [serviceName, ...(typeof rest === 'object' && rest.ingress ? [rest.ingress.serviceName] : [])];
}

export function byName(objects: readonly LiveObject[], name: string): LiveObject | undefined {
  return objects.find(({ metadata }) => metadata.name === name);
}

export function negNamesOf(service: LiveObject | undefined): string[] {
  const status = json(service?.metadata.annotations?.[WRITTEN_BY_GKE.negStatus]);
  return Object.values((status['network_endpoint_groups'] ?? {}) as Record<string, string>).sort();
}

/** Annotations that a controller writes; one that is being written anew may be anything. */
function json(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text ?? '{}') as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
