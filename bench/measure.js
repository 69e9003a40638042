'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Runs programs in turns, `rounds` times each. Medians in the same order: seconds, those of the processor, MB at the peak;
 * the last two are of Node only.
 */
exports.measure = (programs, rounds) => {
  const runs = programs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    // The second of two may find the disk busy with what the first wrote: so they change places.
    const order = [...programs.keys()];
    for (const index of round % 2 === 0 ? order : order.reverse()) runs[index].push(exports.once(programs[index]));
  }
  const medianOf = (all, key) => median(all.map((one) => one[key]));
  return runs.map((all) => ({
    seconds: medianOf(all, 'seconds'),
    mb: medianOf(all, 'mb'),
    processor: medianOf(all, 'processor'),
  }));
};

/**
 * Runs a program once; what it wrote before is deleted first. `expected` is the status that it must end with. One that
 * takes longer than `limitSeconds` is ended, and nothing is known of it but that.
 */
exports.once = ({ command, args, cwd, env = {}, out, before, expected = 0, limitSeconds }) => {
  rmSync(join(cwd, out), { recursive: true, force: true });
  before?.();
  const peaks = mkdtempSync(join(tmpdir(), 'milvus-l7-peak-'));
  try {
    const started = process.hrtime.bigint();
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd,
      env: {
        ...process.env,
        ...env,
        NODE_OPTIONS: `--require ${join(__dirname, 'peak.js')}`,
        PEAK_DIR: peaks,
        CDK8S_CHECK_UPGRADE: 'false',
      },
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      ...(limitSeconds && { timeout: limitSeconds * 1000 }),
    });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (error?.code === 'ETIMEDOUT') return { isOverLimit: true };
    if (error) throw error;
    if (status !== expected) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    const used = readdirSync(peaks).map((name) => JSON.parse(readFileSync(join(peaks, name), 'utf8')));
    return {
      stdout,
      seconds,
      mb: Math.max(...used.map(({ kilobytes }) => kilobytes)) / 1024,
      processor: used.reduce((sum, one) => sum + one.processor, 0),
    };
  } finally {
    rmSync(peaks, { recursive: true, force: true });
  }
};

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
