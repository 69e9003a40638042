import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { FINAL_OUTDIR } from '../../src/gcp/state';

const folder = mkdtempSync(join(tmpdir(), 'cdktf-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An app whose stacks are looked at and not written; cdktf makes a folder all the same. */
export function appOfNoFiles(outdir = 'cdktf.out'): App {
  return new App({ outdir: folder, context: { [FINAL_OUTDIR]: outdir } });
}
