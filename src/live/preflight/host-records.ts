import { codeOf } from '../error-codes';
import type { Asked } from './asked';
import type { HostRecords } from './facts';

/** What is asked for records; Node's own resolver is one. */
export interface Resolver {
  resolve4(name: string): Promise<string[]>;
  resolve6(name: string): Promise<string[]>;
  resolveCaa(name: string): Promise<{ issue?: string; issuewild?: string }[]>;
}

/** What DNS says of a host today. Nothing is an answer too. */
export async function recordsOf(host: string, resolver: Resolver): Promise<HostRecords> {
  const [a, aaaa, caa] = await Promise.all([
    records(() => resolver.resolve4(host)),
    records(() => resolver.resolve6(host)),
    authoritiesOf(host, resolver),
  ]);
  return { host, a, aaaa, caa };
}

/** The set nearest to the host counts, up to the top. */
async function authoritiesOf(host: string, resolver: Resolver): Promise<Asked<readonly string[]>> {
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    const found = await records(() => resolver.resolveCaa(name));
    if ('notRun' in found) return found;
    const allowed = found.value.flatMap(({ issue }) =>
      issue === undefined ? [] : [issue.split(';')[0]?.trim() ?? ''],
    );
    if (allowed.length > 0) return { value: allowed };
  }
  return { value: [] };
}

async function records<T>(resolve: () => Promise<T[]>): Promise<Asked<readonly T[]>> {
  try {
    return { value: await resolve() };
  } catch (error) {
    const code = codeOf(error);
    return ['ENOTFOUND', 'ENODATA'].includes(code) ? { value: [] } : { notRun: `DNS says ${code}` };
  }
}
