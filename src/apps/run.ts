import { UserError, WrongUse } from '../errors';
import { faultsText, wrongUseText } from '../report/faults';

/**
 * Runs an app to its end: faults of the reader's are told and exit 1, wrong arguments 2, ours keep their stack trace and exit 70.
 *
 * @param consequence - what faults mean for the reader's files
 */
export async function run(app: () => void | Promise<void>, consequence?: string): Promise<void> {
  try {
    await app();
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(faultsText(error.faults, consequence));
      process.exitCode = 1;
      return;
    }
    if (error instanceof WrongUse) {
      process.stderr.write(wrongUseText(error.messages.map((message) => `error: ${message}`)));
      process.exitCode = 2;
      return;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.stderr.write('This is a bug of milvus-l7: please report it with the lines above.\n');
    process.exitCode = 70;
  }
}

/** The same for a command that says with which code the process is to end. */
export function exitingWith(command: () => Promise<number>): Promise<void> {
  return run(async () => {
    process.exitCode = await command();
  });
}
