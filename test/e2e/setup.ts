import { rmSync } from 'node:fs';
import { finish, stopAll } from './processes';
import { NotRun, installPython, removeUnfinished } from './python';
import { workFolder } from './work';

/** What jest runs first. */
async function setUp(): Promise<void> {
  const work = workFolder();
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => {
      stopAll();
      removeUnfinished();
      process.stdout.write(`\n${signal}: everything is stopped, logs are in ${work}\n`);
      process.exit(128 + number);
    });
  }
  try {
    for (const tool of ['bash', 'curl', 'openssl']) {
      await finish(tool, ['--version'], { cwd: '/' }).catch(() => {
        throw new NotRun(`${tool} is not installed`);
      });
    }
    await installPython();
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    rmSync(work, { recursive: true, force: true });
    process.stdout.write(`not run: ${error.message}\n\n0 passed, 0 failed\n`);
    process.exit(1);
  }
}

export = setUp;
