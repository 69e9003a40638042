import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '../../src/rules/run';

/** A whole setup, written for this. */
export interface Setup {
  readonly name: string;
  /** Ids of rules, sorted. */
  readonly expected: readonly string[];
  readonly files: readonly Input[];
}

const CORPUS = join(__dirname, '../corpus');

/** Setups of a folder: a line that says what to expect, then files, each below a line with its name. */
export function setupsIn(folder: 'good' | 'bad'): Setup[] {
  return readdirSync(join(CORPUS, folder)).map((name) => {
    const [heading = '', ...parts] = readFileSync(join(CORPUS, folder, name), 'utf8').split(/^# file: /m);
    const expected = /^# expect: (.+)$/m.exec(heading)?.[1] ?? '';
    return {
      name: name.replace(/\.yaml$/, ''),
      expected: expected === 'nothing' ? [] : expected.split(',').sort(),
      files: parts.map((part) => {
        const end = part.indexOf('\n');
        return { file: part.slice(0, end), text: part.slice(end + 1) };
      }),
    };
  });
}
