import { constants } from 'node:os';
import { UserError } from '../errors';
import { faultsText } from '../report/faults';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long what only asks may take to end, in milliseconds: an answer that was asked for is of no use any more. */
const MOMENT = 500;

/**
 * Runs something that ends by itself once its signal is aborted, so that it leaves nothing behind.
 *
 * A second Ctrl-C ends the process at once.
 *
 * @param meanwhile - what is done before the end, told where somebody interrupts, and waited for; undefined where nothing
 *   is left behind at any time
 * @returns the exit code; after a signal the process ends with that of the signal
 */
export async function untilSignal(
  meanwhile: string | undefined,
  run: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const controller = new AbortController();
  let code: number | undefined;
  let overdue: NodeJS.Timeout | undefined;
  const interrupt = (signal: NodeJS.Signals): void => {
    if (code !== undefined) process.exit(code);
    code = 128 + constants.signals[signal];
    process.stderr.write(`\n${signal}${meanwhile === undefined ? '' : `: ${meanwhile}`}\n`);
    controller.abort();
    if (meanwhile === undefined) overdue = setTimeout(() => process.exit(code), MOMENT);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    const exit = await run(controller.signal).catch((error: unknown): number => {
      // What an interrupt has left undone is told, and the code stays that of the signal.
      if (code === undefined || !(error instanceof UserError)) throw error;
      process.stderr.write(faultsText(error.faults));
      return code;
    });
    // What still waits for an answer must not hold the process up.
    if (code !== undefined) process.exit(code);
    return exit;
  } finally {
    clearTimeout(overdue);
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
