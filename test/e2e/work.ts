import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PROJECT = join(__dirname, '../..');

/** What is kept from run to run: Python environments and the unpacked Milvus. npm ci removes it. */
export const CACHE = join(PROJECT, 'node_modules/.cache/e2e');

/** Where everything of one run lies. jest gives each test file a process object of its own, but one environment. */
export function workFolder(): string {
  process.env['E2E_WORK'] ??= mkdtempSync(join(tmpdir(), 'milvus-l7-e2e-'));
  return process.env['E2E_WORK'];
}

export function newFolder(name: string): string {
  mkdirSync(workFolder(), { recursive: true });
  return mkdtempSync(join(workFolder(), `${name}-`));
}

/** Whatever the harness puts in the place of something real is said where it happens. */
export function replaced(what: string, by: string): void {
  process.stdout.write(`  replaced  ${what}\n            by ${by}\n`);
}
