import { HEALTH } from '../../milvus/service';
import { backendConfig, ingress, service, together } from '../examples';
import { inOneEnvironment } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const OURS = '# milvus-l7 environment=prod\n---\n';
const MILVUS = together(ingress(), service(), backendConfig('timeoutSec: 3600'));
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: my-release-milvus-proxy }
spec: { podSelector: { matchLabels: { component: proxy } }, ingress: [] }
`;

export const metricsPortIsGuarded: Rule = {
  id: 'metrics-port-is-guarded',
  severity: 'info',
  why: `on ${HEALTH.port} Milvus asks nobody for a password: every pod of the cluster can stop it there (milvus-io/milvus#50763), and before 2.6.10 use all of its API (CVE-2026-26190); health checks and collectors of metrics are all that need it`,
  cure: "Write networkPolicy: {} into the environment's releases.",
  see: PAGES.networkPolicies,
  *check({ ingresses, gateways, registry }) {
    // Whoever lints other files may have the policy elsewhere.
    const told = new Set<string>();
    for (const ingress of [...ingresses, ...gateways]) {
      const { environment } = ingress;
      if (environment === undefined || told.has(environment)) continue;
      if (registry.ofKind('NetworkPolicy').some((policy) => inOneEnvironment(policy, ingress))) continue;
      told.add(environment);
      yield {
        on: ingress,
        message: `no NetworkPolicy guards port ${HEALTH.port} of Milvus from other pods of the cluster`,
      };
    }
  },
  examples: { good: [MILVUS, OURS + together(MILVUS, POLICY)], bad: [OURS + MILVUS] },
};
