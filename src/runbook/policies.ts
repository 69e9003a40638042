import type { SecurityPolicy, SslPolicy } from '../topology/topology';
import { list } from './markdown';

/** What an SSL policy asks of clients, in words. */
export function sslPolicyText(policy: SslPolicy): string {
  const name = `the SSL policy \`${policy.name}\``;
  if (policy.kind === 'existing') return `${name} decides which TLS clients may speak`;
  const version = policy.minTlsVersion.replace('TLS_', 'TLS ').replace('_', '.');
  return `${name}: ${version} or later, with the ciphers of the profile ${policy.profile}`;
}

/** What a Cloud Armor policy lets clients do, in words. */
export function securityPolicyText(policy: SecurityPolicy): string {
  const name = `the Cloud Armor policy \`${policy.name}\``;
  if (policy.kind === 'existing') return `${name} decides who may call, and how often`;
  const { allow, requestsPerMinute } = policy;
  const rate = requestsPerMinute === undefined ? undefined : `${requestsPerMinute} requests a minute, then gets 429`;
  if (allow === undefined) return `${name}: each client IP may send ${rate ?? 'what it likes'}`;
  const ranges = allow.length > RANGES_LISTED ? `${allow.length} ranges` : list(allow);
  const each = rate === undefined ? '' : `, where each client IP may send ${rate}`;
  return `${name}: calls are let in from ${ranges}${each}; all others get 403`;
}

/** More are for the environment to show. */
const RANGES_LISTED = 5;
