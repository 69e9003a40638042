import {
  ComputeRegionSecurityPolicy,
  type ComputeRegionSecurityPolicyRules,
} from '@cdktf/provider-google/lib/compute-region-security-policy';
import {
  ComputeSecurityPolicy,
  type ComputeSecurityPolicyRule,
} from '@cdktf/provider-google/lib/compute-security-policy';
import { Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { SECURITY_POLICY } from '../gke/edge';
import { duplicateFaults, integerFaults, nameFaults, rangeFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';

export interface SecurityPolicyProps extends OrderedProps {
  /** What a BackendConfig or a GCPBackendPolicy names: an RFC 1035 label of at most 63 characters. */
  readonly name: string;
  /**
   * Makes a policy of this region, for a regional load balancer.
   *
   * @default - a global one
   */
  readonly region?: string;
  /**
   * Address ranges that may call, at most 1,990; all others get 403.
   *
   * @default - everybody may call
   */
  readonly allow?: readonly string[];
  /**
   * Requests that one client IP may make in 60 seconds, 1 to 1,000,000; what exceeds them gets 429.
   *
   * @default - as many as it likes
   */
  readonly requestsPerMinute?: number;
}

/**
 * Cloud Armor: who may call, and how often.
 *
 * @throws InvalidProps with all faults: neither `terraform validate` nor `plan` finds them
 * @see https://cloud.google.com/armor/docs/security-policy-overview
 */
export class SecurityPolicy extends Construct {
  readonly resource: ComputeSecurityPolicy | ComputeRegionSecurityPolicy;

  constructor(scope: Construct, id: string, props: SecurityPolicyProps) {
    super(scope, id);
    const { name, region, allow, requestsPerMinute, dependsOn } = props;
    refuse(this, faultsOf(props));
    const common = { name, ...(dependsOn && { dependsOn }) };
    const rules = rulesOf(allow, requestsPerMinute);
    this.resource =
      region === undefined
        ? new ComputeSecurityPolicy(this, 'policy', { ...common, rule: rules })
        : new ComputeRegionSecurityPolicy(this, 'policy', { ...common, region, type: 'CLOUD_ARMOR', rules });
  }
}

/** Both kinds of policies have the same. */
type Rule = ComputeSecurityPolicyRule & ComputeRegionSecurityPolicyRules;

const EVERYBODY = ['*'];
/** Of the first rule; room is left before and between for rules made by hand. */
const FIRST_PRIORITY = 1000;

function faultsOf({ name, allow, requestsPerMinute }: SecurityPolicyProps): Fault[] {
  const { rangesMax } = SECURITY_POLICY;
  const saysNothing = allow === undefined && requestsPerMinute === undefined;
  const isCountable = allow === undefined || (allow.length > 0 && allow.length <= rangesMax);
  const path = (index: number) => `allow[${index}]`;
  return [
    ...nameFaults('name', name),
    ...(allow ?? []).flatMap((range, index) => rangeFaults(path(index), range)),
    ...duplicateFaults(path, allow?.map((range) => range.toLowerCase()) ?? []),
    ...(saysNothing ? [{ message: 'must have allow or requestsPerMinute' }] : []),
    ...(isCountable ? [] : [{ path: 'allow', message: `must have 1 to ${rangesMax} ranges, got ${allow.length}` }]),
    ...integerFaults('requestsPerMinute', requestsPerMinute, SECURITY_POLICY.requestsPerMinute),
  ];
}

function rulesOf(allow: readonly string[] | undefined, requestsPerMinute: number | undefined): Rule[] {
  const groups = allow === undefined ? [] : groupsOf(allow, SECURITY_POLICY.rangesPerRule);
  const callers = groups.length > 0 ? groups : [EVERYBODY];
  const rules = callers.map((ranges, index) => ruleOf(FIRST_PRIORITY + 10 * index, ranges, requestsPerMinute));
  const last = allow === undefined ? 'allow' : 'deny(403)';
  return [
    ...rules,
    { ...matching(SECURITY_POLICY.defaultPriority, EVERYBODY), action: last, description: 'all others' },
  ];
}

function ruleOf(priority: number, ranges: string[], requestsPerMinute: number | undefined): Rule {
  if (requestsPerMinute === undefined)
    return { ...matching(priority, ranges), action: 'allow', description: 'may call' };
  return {
    ...matching(priority, ranges),
    action: 'throttle',
    description: 'may call, each client IP so often',
    rateLimitOptions: {
      conformAction: 'allow',
      exceedAction: 'deny(429)',
      enforceOnKey: 'IP',
      rateLimitThreshold: { count: requestsPerMinute, intervalSec: 60 },
    },
  };
}

function matching(priority: number, srcIpRanges: string[]): Pick<Rule, 'priority' | 'match'> {
  return { priority, match: { versionedExpr: 'SRC_IPS_V1', config: { srcIpRanges } } };
}

function groupsOf(ranges: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ranges.length / size) }, (_, i) => ranges.slice(i * size, (i + 1) * size));
}
