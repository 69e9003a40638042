import { PAGES } from '../../../rules/pages';
import { valueAt } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Environment } from '../../dist';
import type { Danger } from '../../danger';
import { goneOf } from '../../edge';
import { code } from '../../words';

/** Of those that a Service is served without. */
const WHY = {
  HealthCheckPolicy:
    'without it the load balancer probes "/" on the gRPC port, where Milvus answers with 415: every pod is taken for dead, an outage',
  GCPBackendPolicy:
    'its time-out, draining, logging and Cloud Armor go with it, if Google takes them back: calls are cut off after 30 seconds',
} as const;

export const gatewayPolicyIsRemoved: Danger = {
  id: 'gateway-policy-is-removed',
  why: 'the load balancer goes back to its defaults, or keeps what it was told: that was never seen',
  cure: 'Keep the policy while a Gateway leads to its Service.',
  see: PAGES.gatewayPolicies,
  *check(changes) {
    for (const [kind, why] of Object.entries(WHY)) {
      for (const { gone, after } of goneOf(changes, kind)) {
        const target = String(valueAt(gone.value, ['spec', 'targetRef', 'name']));
        if (!isServed(target, gone, after)) continue;
        const message = `the ${kind} ${code(gone.name)} is removed, and its Service ${code(target)} stays`;
        yield { on: gone, message, why };
      }
    }
  },
};

/** Whether a Gateway leads to a Service that no other policy of the kind is for. */
function isServed(target: string, { kind }: Artifact, { objects }: Environment): boolean {
  const { gatewayServices, policies } = objects;
  return (
    gatewayServices.some(({ serviceName }) => serviceName === target) &&
    !policies.some((policy) => policy.kind === kind && policy.targetName === target)
  );
}
