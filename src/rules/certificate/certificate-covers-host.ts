import { quote } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { managedDomainFault } from '../../gke/certificates';
import { hostFault } from '../../gke/names';
import { listOf } from '../../source/plain';
import { NO_CERTIFICATE, ingress, managedCertificate, together as inOneFile } from '../examples';
import type { Gateway, Listener } from '../gateway';
import { gateway, route } from '../gateway-examples';
import { leadsToMilvus, listenersFor } from '../http-route';
import type { HttpRoute } from '../http-route';
import type { Ingress } from '../ingress';
import { isUnread, together } from '../item';
import type { Item } from '../item';
import { PAGES } from '../pages';
import type { Registry } from '../registry';
import type { Problem, Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { coversHost, dnsNamesOf, tlsSecretOf } from './tls-secret';

const TLS = ingress({ annotations: NO_CERTIFICATE, spec: 'tls: [{ secretName: milvus-tls }]' });
const MANAGED = ingress({ annotations: { ...NO_CERTIFICATE, [INGRESS.managedCertificates]: 'milvus-tls' } });

const SECRET = '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: milvus-tls }] } }';
const GATEWAY = inOneFile(gateway({ annotations: '{}', listeners: [SECRET] }), route());

export const certificateCoversHost: Rule = {
  id: 'certificate-covers-host',
  severity: 'error',
  why: 'the load balancer shows a certificate of another name: every client refuses the connection',
  cure: 'Name a certificate that is made out to this host.',
  see: PAGES.secretCertificates,
  *check({ ingresses, gateways, httpRoutes, registry }) {
    for (const ingress of ingresses) {
      const covers = coverageOf(ingress, registry);
      if (covers === undefined) continue;
      const told = new Set<string>();
      for (const { host, at, milvus } of ingress.routes) {
        // Another tenant may do without TLS.
        if (host === undefined || !milvus || told.has(host) || covers(host)) continue;
        // What is no host has a rule of its own.
        if (hostFault(host) !== undefined) continue;
        told.add(host);
        // spec.rules[i]
        const path = [...at.slice(0, 3), 'host'];
        if (host.startsWith('*.') && covers.someBelow(host)) {
          const message = `certificates cover some names below ${quote(host)}, and no other one`;
          yield { on: ingress, path, severity: 'warning', message, cure: 'Write these names as hosts of their own.' };
        } else yield { on: ingress, path, message: `no certificate covers ${quote(host)}` };
      }
    }
    for (const one of gateways) {
      for (const listener of one.listeners) yield* listenerFaults(one, listener, httpRoutes, registry);
    }
  },
  examples: {
    good: [
      inOneFile(GATEWAY, tlsSecret(['good'])),
      inOneFile(TLS, tlsSecret(['good'])),
      inOneFile(MANAGED, managedCertificate('domains: [milvus.example.com]')),
    ],
    bad: [
      inOneFile(GATEWAY, tlsSecret(['other'])),
      inOneFile(TLS, tlsSecret(['other'])),
      inOneFile(MANAGED, managedCertificate('domains: [other.example.com]')),
    ],
  },
};

/** Only where all certificates of a listener are Secrets of the input. */
function* listenerFaults(
  on: Gateway,
  listener: Listener,
  httpRoutes: readonly HttpRoute[],
  registry: Registry,
): Generator<Problem> {
  const { secretRefs, certificateNames, hostname, path } = listener;
  if (secretRefs.length === 0 || Object.keys(certificateNames).length > 0 || on.certificateMap !== undefined) return;
  const secrets = secretRefs.map(({ name, namespace = on.namespace }) =>
    registry.find('Secret', name, { ...on, namespace }),
  );
  const read = secrets.flatMap((item) => (item ? tlsSecretOf(item) : []));
  if (!secrets.every(Boolean) || !read.every(({ chain, placeholder }) => chain[0] && !placeholder)) return;
  const leaves = read.flatMap(({ chain }) => chain.slice(0, 1));
  const covers = (host: string) => leaves.some((one) => coversHost(one, host));
  if (hostname !== undefined && hostFault(hostname) === undefined && !covers(hostname) && !hostname.startsWith('*.')) {
    yield { on, path: [...path, 'hostname'], message: `no certificate covers ${quote(hostname)}` };
  }
  if (hostname !== undefined && !hostname.startsWith('*.')) return;
  for (const httpRoute of httpRoutes.filter(leadsToMilvus)) {
    const isTaken = httpRoute.parents.some(
      (parent) => parent.gateway === on && listenersFor(parent, httpRoute).includes(listener),
    );
    for (const [index, host] of httpRoute.hostnames.entries()) {
      if (!isTaken || covers(host) || host.startsWith('*.') || hostFault(host) !== undefined) continue;
      yield { on: httpRoute, path: ['spec', 'hostnames', index], message: `no certificate covers ${quote(host)}` };
    }
  }
}

interface Coverage {
  (host: string): boolean;
  /** Whether any name is covered that a wildcard host stands for. */
  someBelow(host: string): boolean;
}

/** Whether a host is covered; undefined where some certificate cannot be looked into, or where there is none. */
function coverageOf(ingress: Ingress, registry: Registry): Coverage | undefined {
  const { managedCertificates, preSharedCertificates, tls } = ingress;
  if (preSharedCertificates.length > 0 || tls.length + managedCertificates.length === 0) return undefined;
  const managed = managedCertificates.map((name) => registry.find('ManagedCertificate', name, ingress));
  const found = tls.map(({ secretName = '' }) => secretOrRequest(secretName, ingress, registry));
  const requests = found.filter((item) => item?.kind === 'Certificate');
  const secrets = found.filter((item) => item?.kind !== 'Certificate');
  const domains = new Set([
    ...managed.flatMap((item) => listOf(item?.spec['domains'])),
    ...requests.flatMap((item) => [item?.spec['commonName'] ?? [], listOf(item?.spec['dnsNames'])].flat()),
  ]);
  const read = secrets.flatMap((item) => (item ? tlsSecretOf(item) : []));
  const known =
    [...managed, ...secrets].every(Boolean) && read.every(({ chain, placeholder }) => chain[0] && !placeholder);
  // What is no list of texts is told as that.
  const isUnreadable =
    [...managed, ...requests].some((item) => item && isUnread(item, ['spec'])) ||
    managed.some((item) => item && !isFullyNamed(item));
  if (!known || isUnreadable) return undefined;
  const leaves = read.flatMap(({ chain }) => chain);
  const covers = (host: string) =>
    domains.has(host) || domains.has(host.replace(/^[^.]+/, '*')) || leaves.some((one) => coversHost(one, host));
  const names = [...domains, ...leaves.flatMap(dnsNamesOf)].map(String);
  return Object.assign(covers, { someBelow: (host: string) => names.some((name) => name.endsWith(host.slice(1))) });
}

/** What is no domain of a managed certificate is told as that. */
function isFullyNamed({ spec }: Item): boolean {
  const { domains } = spec;
  return Array.isArray(domains) && domains.every((one) => typeof one === 'string' && !managedDomainFault(one));
}

/** The Secret, or the Certificate of cert-manager that is to fill it. */
function secretOrRequest(name: string, ingress: Ingress, registry: Registry): Item | undefined {
  return (
    registry.find('Secret', name, ingress) ??
    registry
      .ofKind('Certificate')
      .find(
        (item) =>
          item.apiVersion.startsWith('cert-manager.io/') &&
          together(item, ingress) &&
          item.spec['secretName'] === name &&
          Array.isArray(item.spec['dnsNames']),
      )
  );
}
