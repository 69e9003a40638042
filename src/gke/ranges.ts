import { type IPv4, IPv6, parseCIDR } from 'ipaddr.js';

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
  if (/(^|\.)0\d+(\.|$)/.test(parts[1] ?? '') || /^0\d/.test(parts[2] ?? '')) {
    return { message: 'must have no leading zeros, which some programs read as octal', cure: 'write 10, not 010' };
  }
  let first: string;
  try {
    const [address, bits] = parseCIDR(range);
    first = `${firstAddress(address.toByteArray(), bits, address.kind())}/${bits}`;
    if (address instanceof IPv6 && address.isIPv4MappedAddress()) {
      return { message: 'must not be an IPv4 range written as IPv6', cure: 'write it as IPv4, e.g. 203.0.113.0/24' };
    }
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

/** The same for a range that must be IPv4, as those of networks and clusters. */
export function ipv4RangeFault(range: string): { message: string; cure: string } | undefined {
  const fault = rangeFault(range);
  if (fault) return fault;
  return range.includes(':') ? { message: 'must be an IPv4 range', cure: 'e.g. 10.0.0.0/20' } : undefined;
}

/** `20` of `10.0.0.0/20`. */
export function prefixLengthOf(range: string): number {
  return parseCIDR(range)[1];
}

/** Whether two sound ranges have an address in common. */
export function overlap(a: string, b: string): boolean {
  const [one, oneBits] = parseCIDR(a);
  const [other, otherBits] = parseCIDR(b);
  if (one.kind() !== other.kind()) return false;
  return sameStart(one, other, Math.min(oneBits, otherBits));
}

function sameStart(one: IPv4 | IPv6, other: IPv4 | IPv6, bits: number): boolean {
  const start = (address: IPv4 | IPv6): string => firstAddress(address.toByteArray(), bits, address.kind());
  return start(one) === start(other);
}

/**
 * Prefix lengths of a proxy-only subnet.
 *
 * @see https://cloud.google.com/load-balancing/docs/proxy-only-subnets
 */
export const PROXY_ONLY_RANGE = { shortest: 8, longest: 26 } as const;

/** What is wrong with the range of a proxy-only subnet, in words; undefined where nothing is. */
export function proxyOnlyRangeFault(range: string): { message: string; cure: string } | undefined {
  const fault = rangeFault(range);
  if (fault) return fault;
  const cure = 'e.g. 10.129.0.0/23';
  if (range.includes(':')) return { message: 'must be an IPv4 range, as proxy-only subnets have', cure };
  const { shortest, longest } = PROXY_ONLY_RANGE;
  const length = prefixLengthOf(range);
  if (length >= shortest && length <= longest) return undefined;
  return { message: `must be a /${shortest} to /${longest}, as proxy-only subnets are`, cure };
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

/** Whether a sound range has every address of another. */
export function covers(outer: string, inner: string): boolean {
  return prefixLengthOf(outer) <= prefixLengthOf(inner) && overlap(outer, inner);
}

/** Whether sound ranges together have every address of another. */
export function coverTogether(ranges: readonly string[], range: string): boolean {
  return coversTogether(ranges, range, prefixLengthOf(range));
}

/** Whether some sound ranges together have every IPv4 address, or every IPv6 one; others among them count for nothing. */
export function coversEverything(ranges: readonly string[]): boolean {
  const sound = ranges.filter((range) => rangeFault(range) === undefined);
  return ['0.0.0.0/0', '::/0'].some((all) => coversTogether(sound, all, 0));
}

/** Halves a range until one of the others has it; one that none of them touches is not covered. */
function coversTogether(ranges: readonly string[], range: string, bits: number): boolean {
  if (ranges.some((one) => covers(one, range))) return true;
  const inside = ranges.filter((one) => overlap(one, range));
  if (inside.length === 0) return false;
  const [address] = parseCIDR(range);
  const upper = address.toByteArray().map((byte, index) => (index === bits >> 3 ? byte | (0x80 >> (bits & 7)) : byte));
  const halves = [address.toByteArray(), upper].map(
    (bytes) => `${firstAddress(bytes, bits + 1, address.kind())}/${bits + 1}`,
  );
  return halves.every((half) => coversTogether(inside, half, bits + 1));
}
