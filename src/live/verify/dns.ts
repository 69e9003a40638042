import { lookup } from 'node:dns/promises';
import { codeOf } from '../error-codes';
import { LIMITS } from './limits';
import { type Result, failed, ok } from './stage';

/** What is asked for records; Node's own resolver is one. */
export interface Resolver {
  resolve4(name: string): Promise<string[]>;
  resolve6(name: string): Promise<string[]>;
}

/**
 * Every A and AAAA record of a host. The load balancer has one IPv4 address: any other record leads elsewhere.
 *
 * @returns the result, and the address to connect to
 */
export async function dnsStage(host: string, resolver: Resolver): Promise<{ result: Result; address?: string }> {
  const [a, aaaa] = await Promise.all([records(() => resolver.resolve4(host)), records(() => resolver.resolve6(host))]);
  const [address] = a.found;
  const stray = aaaa.found.length > 0 ? ['AAAA'] : [];
  if (address !== undefined) {
    const codes = [...stray, ...(a.found.length > 1 ? ['SEVERAL_A'] : [])];
    const seen = { a: a.found, ...(aaaa.found.length > 0 && { aaaa: aaaa.found }), from: 'dns' } as const;
    return { result: codes.length === 0 ? ok('dns', seen) : failed('dns', seen, codes), address };
  }
  const known = await inHosts(host);
  if (known !== undefined) {
    return { result: ok('dns', { a: [known], from: 'hosts' }, ['HOSTS']), address: known };
  }
  const seen = aaaa.found.length > 0 ? { aaaa: aaaa.found } : {};
  return { result: failed('dns', seen, [a.code ?? 'ENODATA', ...stray]) };
}

async function records(resolve: () => Promise<string[]>): Promise<{ found: readonly string[]; code?: string }> {
  const slow = Symbol();
  try {
    const found = await Promise.race([
      resolve(),
      new Promise<typeof slow>((end) => setTimeout(end, LIMITS.dns, slow).unref()),
    ]);
    return found === slow ? { found: [], code: 'ETIMEOUT' } : { found: found.sort() };
  } catch (error) {
    return { found: [], code: codeOf(error) };
  }
}

/** What the operating system says beside DNS: `/etc/hosts`. */
async function inHosts(host: string): Promise<string | undefined> {
  try {
    return (await lookup(host, { family: 4 })).address;
  } catch {
    return undefined;
  }
}
