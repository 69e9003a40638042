import type { Files } from '../../src/diff/dist';
import { edited } from './dist-of';
import { BASE, MANIFEST, prod } from './pairs';
import type { Case } from './pairs';

const DNS = 'gcp: { dns: { zone: { existing: zone, dnsName: example.com } } }\n';
const NETWORK =
  'certificate: self-managed\ngcp: { network: { existing: { network: vpc, subnetwork: nodes, proxyOnlyRange: 10.129.0.0/23 } } }\n';
const gateway = (more = '') => `${BASE}loadBalancer: { api: gateway${more} }\n`;
const withDns = (apis: string) => `${BASE}${DNS}loadBalancer: { ${apis} }\n`;
const regional = (more: string) => `${gateway(more)}${NETWORK}`;
const NAMED = ', address: { name: one }, sslPolicy: { name: tls }';

const HEALTH_CHECK_POLICY = 'kind: HealthCheckPolicy';

/** What can become of a Gateway, and of an environment that moves to one. */
export const GATEWAYS: readonly Case[] = [
  [
    'DNS moves to the Gateway',
    prod(withDns('api: ingress, also: gateway')),
    prod(withDns('api: gateway, also: ingress')),
    ['dns-leads-elsewhere'],
  ],
  [
    'DNS moves back',
    prod(withDns('api: gateway, also: ingress')),
    prod(withDns('api: ingress, also: gateway')),
    ['dns-leads-elsewhere'],
  ],
  [
    'an Ingress comes back beside a Gateway, with a certificate that Google cannot prove',
    prod(gateway(', address: ephemeral')),
    prod(gateway(', also: ingress, address: ephemeral')),
    ['certificate-cannot-be-proved'],
  ],
  [
    'an Ingress comes back in the place of a Gateway, with the same',
    prod(gateway(', address: ephemeral')),
    prod(`${BASE}loadBalancer: { address: ephemeral }\n`),
    ['gateway-is-renamed', 'certificate-cannot-be-proved', 'resource-is-destroyed'],
  ],
  [
    'the Ingress goes',
    prod(withDns('api: gateway, also: ingress')),
    prod(withDns('api: gateway')),
    ['ingress-is-renamed', 'resource-is-destroyed'],
  ],
  [
    'the Gateway goes',
    prod(`${withDns('api: ingress, also: gateway, address: ephemeral').replace(DNS, '')}certificate: self-managed\n`),
    prod(`${withDns('api: ingress, address: ephemeral').replace(DNS, '')}certificate: self-managed\n`),
    ['gateway-is-renamed'],
  ],
  [
    'the Gateway has another name',
    prod(`${gateway(NAMED)}certificate: self-managed\n`),
    prod(`${gateway(`, name: edge${NAMED}`)}certificate: self-managed\n`),
    ['gateway-is-renamed'],
  ],
  [
    'global access comes',
    prod(regional(', scheme: internal, address: { name: inner }')),
    prod(regional(', scheme: internal, globalAccess: true, address: { name: inner }')),
    ['global-access-changes'],
  ],
  [
    'global access goes',
    prod(regional(', scheme: internal, globalAccess: true, address: { name: inner }')),
    prod(regional(', scheme: internal, address: { name: inner }')),
    ['global-access-changes'],
  ],
  [
    'an internal Gateway becomes external',
    prod(regional(', scheme: internal, http: closed, sslPolicy: none, address: { name: inner }')),
    prod(regional(', scheme: regional, http: closed, sslPolicy: none, address: { name: inner }')),
    ['load-balancer-becomes-external', 'gateway-class-changes'],
  ],
  [
    'the address of a Gateway is another one',
    prod(gateway(', address: { name: one }')),
    prod(gateway(', address: { name: two }')),
    ['address-changes'],
  ],
  [
    'a host of a Gateway leaves',
    prod(`${gateway()}certificate: self-managed\n`),
    prod(`${gateway()}certificate: self-managed\n`.replace('a.example', 'b.example')),
    ['host-is-removed'],
  ],
  [
    "the host of one of Google's certificates",
    prod(gateway()),
    prod(gateway().replace('a.example', 'b.example')),
    ['host-is-removed', 'resource-is-replaced'],
  ],
  ['a shorter time-out', prod(gateway()), prod(gateway(', backend: { timeoutSec: 600 }')), ['timeout-shrinks']],
  [
    'other probes',
    prod(gateway()),
    prod(gateway(', backend: { healthCheck: { checkIntervalSec: 30, timeoutSec: 30 } }')),
    ['health-check-changes'],
  ],
  [
    'Cloud Armor goes',
    prod(gateway(', securityPolicy: { name: armor }')),
    prod(gateway(', securityPolicy: off')),
    ['cloud-armor-opens'],
  ],
  [
    'the health check goes',
    prod(gateway()),
    edited(prod(gateway()), MANIFEST, HEALTH_CHECK_POLICY, 'kind: Lease'),
    ['gateway-policy-is-removed'],
  ],
  [
    'the settings of its backend go',
    prod(gateway()),
    edited(prod(gateway()), MANIFEST, 'kind: GCPBackendPolicy', 'kind: Lease'),
    ['gateway-policy-is-removed'],
  ],
  [
    "Secrets in place of Google's certificates",
    prod(gateway()),
    prod(`${gateway()}certificate: self-managed\n`),
    ['certificate-type-changes', 'resource-is-destroyed'],
  ],
];

/** The first step of a move is felt by nobody. */
export const HARMLESS_GATEWAYS: readonly (readonly [what: string, before: Files, after: Files])[] = [
  ['a Gateway beside the Ingress', prod(withDns('api: ingress')), prod(withDns('api: ingress, also: gateway'))],
];
