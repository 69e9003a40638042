// Loaded by every Node process of a measured run: leaves its peak of resident memory, in kB, in the folder PEAK_DIR.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

process.on('exit', () => writeFileSync(join(process.env.PEAK_DIR, String(process.pid)), String(peak())));

/** Linux counts what the parent held at the fork in maxRSS too; VmHWM is this program's own. */
function peak() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
