import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { WrongUse } from '../errors';
import type { Cluster } from '../live/cluster';

/**
 * Asks on the terminal whether to do something in a cluster; only `y` and `yes` say so.
 *
 * @param what - as an instruction, e.g. `make milvus-tls`
 * @throws WrongUse where there is no terminal to ask on
 */
export async function confirmed(
  what: string,
  { namespace, context }: Pick<Cluster, 'namespace' | 'context'>,
  signal: AbortSignal,
): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new WrongUse([`standard input is no terminal, so nobody can be asked whether to ${what}: --yes says so`]);
  }
  // As no terminal of its own, it leaves Ctrl-C to the process.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const nothing = Promise.race([once(lines, 'close'), once(signal, 'abort')]).then(() => '');
  try {
    const question = `${what} in the namespace ${namespace}, context ${context}? [y/N] `;
    const answer = await Promise.race([lines.question(question), nothing]);
    if (/^y(es)?$/i.test(answer.trim())) return true;
    process.stderr.write('nothing was changed\n');
    return false;
  } finally {
    lines.close();
  }
}
