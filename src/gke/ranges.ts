import { isIP } from 'node:net';
import { type IPv4, IPv6, parseCIDR } from 'ipaddr.js';

/**
 * Where an external load balancer's traffic and every health check come from.
 *
 * @see https://cloud.google.com/load-balancing/docs/health-checks#fw-rule
 */
export const LOAD_BALANCER_RANGES = ['35.191.0.0/16', '130.211.0.0/22'] as const;

export interface RangeFault {
  readonly message: string;
  readonly cure: string;
}

/** How large a range may be: the shortest prefix is the largest range. */
export interface PrefixLengths {
  readonly shortest?: number;
  readonly longest?: number;
}

/** What is wrong with an address range, in words; undefined where nothing is. */
export function rangeFault(range: string): RangeFault | undefined {
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

/** The same for a range that must be IPv4, as those of networks and clusters, and perhaps of a certain size. */
export function ipv4RangeFault(
  range: string,
  { shortest = 0, longest = 32 }: PrefixLengths = {},
): RangeFault | undefined {
  const fault = rangeFault(range);
  if (fault) return fault;
  if (range.includes(':')) return { message: 'must be an IPv4 range', cure: 'e.g. 10.0.0.0/20' };
  const [address, length] = parseCIDR(range);
  if (length >= shortest && length <= longest) return undefined;
  const first = firstAddress(address.toByteArray(), longest, 'ipv4');
  const cure = `e.g. ${first === '0.0.0.0' ? '10.0.0.0' : first}/${longest}`;
  return { message: `must be ${sizeOf(shortest, longest)}`, cure };
}

function sizeOf(shortest: number, longest: number): string {
  if (shortest === longest) return `a /${longest}`;
  return shortest === 0 ? `a /${longest} or larger` : `a /${shortest} to /${longest}`;
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

function rangeHint(range: string): string {
  const bits = { 0: undefined, 4: 32, 6: 128 }[isIP(range)];
  return bits === undefined ? 'e.g. 203.0.113.0/24' : `did you mean ${range}/${bits}?`;
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
