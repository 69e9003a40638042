import { coversEverything } from '../../../gke/ranges';
import { listOf, textOf, valueAt } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { code } from '../../words';

/** A policy's rules, in the one of its two kinds and in the other. */
const POLICIES = [
  { kind: 'google_compute_security_policy', rules: 'rule' },
  { kind: 'google_compute_region_security_policy', rules: 'rules' },
] as const;

const OPEN = 'whoever is on the internet reaches Milvus: what keeps them out is its password alone';
const LIMITLESS =
  'one client may send as much as it likes: a loop, or somebody who guesses passwords, takes all proxies';

export const cloudArmorOpens: Danger = {
  id: 'cloud-armor-opens',
  why: OPEN,
  cure: 'Keep `loadBalancer.securityPolicy`, with the ranges of your clients in `allow` and a `rateLimit`.',
  see: 'https://cloud.google.com/armor/docs/security-policy-overview',
  *check(changes) {
    for (const { kind, rules } of POLICIES) {
      for (const { before, after } of pairsOf(changes, kind)) {
        const [from, to] = [enforced(before, rules), enforced(after, rules)];
        if (!from.some(admitsEverybody) && to.some(admitsEverybody)) {
          yield { on: after, message: 'everybody may call, where some ranges might' };
        }
        if (from.some(limits) && !to.some(limits)) yield { on: after, message: 'the rate limit goes', why: LIMITLESS };
      }
    }
    for (const { before, after } of pairsOf(changes, 'BackendConfig')) {
      const [from, to] = [before, after].map(({ value }) => valueAt(value, ['spec', 'securityPolicy', 'name']));
      if (from === undefined || from === '' || to !== '') continue;
      yield { on: after, message: `the security policy ${code(from)} is taken off` };
    }
    for (const { before, after } of pairsOf(changes, 'GCPBackendPolicy')) {
      const [from, to] = [before, after].map(({ value }) => valueAt(value, ['spec', 'default', 'securityPolicy']));
      if (from === undefined || from === '' || (to !== undefined && to !== '')) continue;
      yield { on: after, message: `the security policy ${code(from)} is taken off` };
    }
  },
};

/** A rule in preview is logged, and lets pass. */
function enforced({ value }: Artifact, key: string): readonly unknown[] {
  return listOf(value[key]).filter((rule) => valueAt(rule, ['preview']) !== true);
}

function admitsEverybody(rule: unknown): boolean {
  if (/^deny/.test(textOf(valueAt(rule, ['action'])) ?? '')) return false;
  const ranges = listOf(valueAt(rule, ['match', 'config', 'src_ip_ranges'])).map(String);
  return ranges.includes('*') || coversEverything(ranges);
}

function limits(rule: unknown): boolean {
  return valueAt(rule, ['rate_limit_options']) !== undefined;
}
