import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textsOf } from '../../src/apps/outputs';
import { loadTargets, stacksOf } from '../../src/apps/targets';
import { changesBetween } from '../../src/diff/changes';
import type { Changes } from '../../src/diff/changes';
import type { Told } from '../../src/diff/danger';
import type { Files } from '../../src/diff/dist';
import { dangersIn } from '../../src/diff/index';
import { writeStacks } from '../../src/gcp/app';

const made = new Map<string, Files>();

/** What environments synthesize, by their names: all that `milvus-l7 synth` writes, without a look by the rules. */
export function distOf(environments: Readonly<Record<string, string>>): Files {
  const key = JSON.stringify(environments);
  const known = made.get(key);
  if (known) return known;
  const root = mkdtempSync(join(tmpdir(), 'milvus-l7-diff-'));
  try {
    mkdirSync(join(root, 'environments'));
    for (const [name, text] of Object.entries(environments)) {
      writeFileSync(join(root, 'environments', `${name}.yaml`), text);
    }
    const { targets } = loadTargets(root, []);
    const files = new Map([...textsOf(targets), ...stackTexts(root, targets)]);
    made.set(key, files);
    return files;
  } finally {
    rmSync(root, { recursive: true });
  }
}

export function changes(before: Files, after: Files): Changes {
  return changesBetween({ files: before, label: (path) => `old:${path}` }, { files: after, label: (path) => path });
}

/** Of one pair once: tables are looked at several times. */
export function dangers(before: Files, after: Files): readonly Told[] {
  const known = told.get(before)?.get(after);
  if (known) return known;
  const found = dangersIn(changes(before, after));
  told.set(before, (told.get(before) ?? new WeakMap<Files, readonly Told[]>()).set(after, found));
  return found;
}

const told = new WeakMap<Files, WeakMap<Files, readonly Told[]>>();

/** Another text in one file, by its path. */
export function edited(files: Files, path: string, from: string, to: string): Files {
  const text = files.get(path);
  if (text?.includes(from) !== true) throw new Error(`${path} has no ${from}`);
  return new Map([...files, [path, text.replace(from, to)]]);
}

function stackTexts(root: string, targets: Parameters<typeof stacksOf>[0]): [string, string][] {
  const stacks = stacksOf(targets);
  if (stacks.length === 0) return [];
  writeStacks(join(root, 'terraform'), stacks);
  return readdirSync(join(root, 'terraform/stacks')).map((stack) => {
    const path = `terraform/stacks/${stack}/cdk.tf.json`;
    return [path, readFileSync(join(root, path), 'utf8')];
  });
}
