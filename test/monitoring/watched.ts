import type { Environment } from '../../src/config/environment';
import type { Alert } from '../../src/monitoring/alert';
import { alertsOf } from '../../src/monitoring/alerts';
import type { MemoryLimits } from '../../src/topology/monitoring';
import { topologyOf } from '../../src/topology/topology-of';

/** Everything is watched: two releases behind one Ingress with Cloud Armor, one certificate of cert-manager's. */
export const WATCHED: Environment = {
  project: 'my-project',
  region: 'us-west1',
  releases: [
    { name: 'one', host: 'one.example.com', backendCertificate: { issuer: 'internal' } },
    { name: 'two', host: 'two.example.com', mode: 'standalone' },
  ],
  loadBalancer: { name: 'milvus', securityPolicy: { rateLimit: { requestsPerMinute: 600 } } },
  monitoring: { podMonitoring: true, alerts: {}, dashboard: true, uptimeCheck: true },
};

/** The same inside a network. */
export const WATCHED_INSIDE: Environment = {
  ...WATCHED,
  certificate: { type: 'self-managed', issuer: 'internal' },
  loadBalancer: { name: 'milvus', scheme: 'internal' },
  gcp: { network: { existing: { network: 'vpc', subnetwork: 'sub', proxyOnlyRange: '10.9.0.0/24' } } },
  monitoring: { podMonitoring: true, alerts: {}, dashboard: true },
};

/** The same behind a regional Gateway. */
export const WATCHED_GATEWAY: Environment = {
  ...WATCHED,
  certificate: 'self-managed',
  loadBalancer: { name: 'milvus', api: 'gateway', scheme: 'regional' },
  gcp: { network: { existing: { network: 'vpc', subnetwork: 'sub', proxyOnlyRange: '10.9.0.0/24' } } },
};

export const LIMITS: MemoryLimits = new Map([['one', [{ component: 'querynode', bytes: 1000 }]]]);

export function alertNamed(id: string, environment: Environment = WATCHED): Alert {
  const alert = alertsOf(topologyOf('prod', environment), LIMITS).find((one) => one.id === id);
  if (!alert) throw new Error(`there is no alert ${id}`);
  return alert;
}
