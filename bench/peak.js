// Loaded by every Node process of a measured run: leaves its peak of resident memory in kB and its processor time in
// seconds, as JSON in the folder PEAK_DIR.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const used = { kilobytes: peak(), processor: (user + system) / 1e6 };
  writeFileSync(join(process.env.PEAK_DIR, String(process.pid)), JSON.stringify(used));
});

/** Linux counts what the parent held at the fork in maxRSS too; VmHWM is this program's own. */
function peak() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
