import { parseCIDR } from 'ipaddr.js';

/**
 * Where an external load balancer's traffic and every health check come from.
 *
 * @see https://cloud.google.com/load-balancing/docs/health-checks#fw-rule
 */
export const LOAD_BALANCER_RANGES = ['35.191.0.0/16', '130.211.0.0/22'] as const;

/** What is wrong with an address range, in words; undefined where nothing is. */
export function rangeFault(range: string): { message: string; cure: string } | undefined {
  const parts = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(range);
  if (!parts) return { message: 'must be an address range in CIDR form', cure: rangeHint(range) };
  let first: string;
  try {
    const [address, bits] = parseCIDR(range);
    first = `${firstAddress(address.toByteArray(), bits, address.kind())}/${bits}`;
    if (address.kind() === 'ipv4' && !/^\d+\.\d+\.\d+\.\d+$/.test(parts[1] ?? '')) {
      return { message: 'must be an address range in CIDR form', cure: 'write all four numbers, e.g. 203.0.113.0/24' };
    }
    const [written] = parseCIDR(first);
    return written.toString() === address.toString()
      ? undefined
      : { message: 'must not have bits set behind its length', cure: `did you mean ${first}?` };
  } catch {
    return { message: 'must be an address range in CIDR form', cure: rangeHint(range) };
  }
}

function rangeHint(range: string): string {
  return /^\d+\.\d+\.\d+\.\d+$/.test(range) ? `did you mean ${range}/32?` : 'e.g. 203.0.113.0/24';
}

function firstAddress(bytes: number[], bits: number, kind: 'ipv4' | 'ipv6'): string {
  const masked = bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * index))) & 0xff);
  if (kind === 'ipv4') return masked.join('.');
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((masked[2 * i] ?? 0) * 256 + (masked[2 * i + 1] ?? 0)).toString(16),
  );
  return groups.join(':');
}
