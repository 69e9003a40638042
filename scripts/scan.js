// npm run scan: what checkov, a scanner of Terraform, has against what the examples emit. Every finding that stays has its
// reason in the table of docs/terraform.md; another one fails. Exit code 77: the scanner cannot be had on this machine.
'use strict';
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { acceptedIn, faultsOf, findingsOf, scannable } = require('./scan-findings');

const ROOT = path.join(__dirname, '..');
const LOCK = path.join(__dirname, 'requirements-checkov.txt');
const CACHE = path.join(ROOT, 'node_modules/.cache/checkov');

function main() {
  const checkov = install();
  const folder = mkdtempSync(path.join(tmpdir(), 'milvus-l7-scan-'));
  try {
    const stacks = emitted(folder);
    const findings = findingsOf(report(checkov, path.join(folder, 'terraform/stacks')), stacks);
    const accepted = acceptedIn(readFileSync(path.join(ROOT, 'docs/terraform.md'), 'utf8'));
    const faults = faultsOf(findings, accepted);
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) console.error('mend it, or say in the table of docs/terraform.md why it stays');
    console.log(
      `${stacks.size} stacks, ${findings.length} findings of ${accepted.size} kinds with a reason, ${faults.length} faults`,
    );
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every stack of every example, without what the scanner cannot read; by the stack's name. */
function emitted(folder) {
  const examples = readdirSync(path.join(ROOT, 'examples')).filter((name) => name.endsWith('.yaml'));
  for (const name of examples) {
    const args = [path.join(ROOT, 'bin/milvus-l7.js'), 'synth', `examples/${name}`, '--out', folder];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`synth of examples/${name} failed:\n${stderr}`);
  }
  const stacks = path.join(folder, 'terraform/stacks');
  return new Map(
    readdirSync(stacks).map((stack) => {
      const file = path.join(stacks, stack, 'cdk.tf.json');
      const text = scannable(readFileSync(file, 'utf8'));
      writeFileSync(file, text);
      return [stack, text];
    }),
  );
}

function report(checkov, folder) {
  const args = ['-d', folder, '--framework', 'terraform_json', '--skip-download', '--compact', '--output', 'json'];
  const { stdout, stderr, error } = spawnSync(checkov, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  if (!stdout.trimStart().startsWith('{')) throw new Error(`checkov wrote no report:\n${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}

/** The scanner in an environment of its own, with pinned hashes and wheels only; kept until its lock file changes. */
function install() {
  const stamp = createHash('sha256').update(readFileSync(LOCK)).digest('hex').slice(0, 16);
  const kept = path.join(CACHE, stamp);
  const checkov = path.join(kept, 'bin/checkov');
  if (!existsSync(checkov)) {
    console.log('installing checkov into node_modules/.cache/checkov');
    rmSync(CACHE, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    // Scripts in it hold its path, so it cannot be made aside and moved.
    run('python3 -m venv (package python3-venv)', 'python3', ['-m', 'venv', kept]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'];
    run('pip install of checkov', path.join(kept, 'bin/python'), [...pip, '--requirement', LOCK], () =>
      rmSync(kept, { recursive: true, force: true }),
    );
  }
  return checkov;
}

function run(what, command, args, undo = () => {}) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  undo();
  const lines = (error?.message ?? stderr).trim().split('\n');
  console.error(`${lines.slice(-5).join('\n')}\n${what} failed: nothing is scanned`);
  process.exit(77);
}

main();
