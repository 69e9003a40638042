import { SECURITY_POLICY } from '../gke/edge';
import type { Add, Check, SoundEnvironment } from './environment-check';

export const MONITORING_CHECKS: readonly Check[] = [checkersReachTheHosts, checkersAreLetIn];

/** Google's checkers are on the internet; inside a network they need Service Directory. */
function checkersReachTheHosts({ monitoring, loadBalancer }: SoundEnvironment, add: Add): void {
  if (!monitoring?.uptimeCheck || loadBalancer?.scheme !== 'internal') return;
  add(
    ['monitoring', 'uptimeCheck'],
    'must be left out on an internal load balancer: Google calls from the internet',
    'take it out; an issuer of cert-manager tells when its certificates end',
  );
}

/** A policy of ours answers 403 to whoever is not on its list. */
function checkersAreLetIn({ monitoring, loadBalancer }: SoundEnvironment, add: Add): void {
  const { uptimeCheck = false } = monitoring ?? {};
  if (uptimeCheck === false || loadBalancer?.scheme === undefined || loadBalancer.scheme === 'internal') return;
  const { securityPolicy } = loadBalancer;
  const allow = typeof securityPolicy === 'object' && 'allow' in securityPolicy ? securityPolicy.allow : undefined;
  if (allow !== undefined && uptimeCheck === true) {
    add(
      ['monitoring', 'uptimeCheck'],
      'must name the checkers: loadBalancer.securityPolicy.allow keeps them out, with 403',
      'write uptimeCheck: { checkerRanges: […] }, with each address that gcloud monitoring uptime list-ips prints and /32',
    );
  }
  if (uptimeCheck === true) return;
  const { checkerRanges = [] } = uptimeCheck;
  const max = SECURITY_POLICY.rangesMax;
  if (allow === undefined && typeof securityPolicy !== 'undefined') {
    add(
      ['monitoring', 'uptimeCheck', 'checkerRanges'],
      'must be left out without loadBalancer.securityPolicy.allow: nothing of ours keeps the checkers out',
      'write uptimeCheck: true',
    );
  } else if (allow !== undefined && allow.length + checkerRanges.length > max) {
    add(
      ['monitoring', 'uptimeCheck', 'checkerRanges'],
      `must be at most ${max} ranges together with loadBalancer.securityPolicy.allow, has ${allow.length + checkerRanges.length}`,
      'join neighbours to larger ranges',
    );
  }
}
