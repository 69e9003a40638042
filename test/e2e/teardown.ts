import { rmSync } from 'node:fs';
import { stopAll } from './processes';
import { workFolder } from './work';

/** What jest runs last; each test file has stopped its own by then, unless it failed to. */
function tearDown(): void {
  stopAll();
  if (process.env['E2E_FAILED'] === undefined) rmSync(workFolder(), { recursive: true, force: true });
}

export = tearDown;
