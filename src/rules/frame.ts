import { isSecretName, URL_PASSWORD } from '../milvus/secrets';
import type { Part } from '../source/parts';
import type { FrameLine } from './rule';

/** A line, the one before and the one after it. What may be a secret is masked: findings end up in logs. */
export function frameOf({ lines }: Pick<Part, 'lines'>, line: number, kind: string): FrameLine[] {
  const numbers = [line - 1, line, line + 1].filter((number) => lines[number - 1] !== undefined);
  return numbers.map((number) => ({
    line: number,
    text:
      isInSecretBlock(lines, number - 1) || isInSecretList(lines, number - 1)
        ? MASK
        : masked(lines[number - 1] ?? '', kind),
  }));
}

const PAIR = /^(\s*(?:- +)?["']?([\w.-]+)["']?\s*:)(\s+)(\S.*)$/;

/** Longer lines are data, or a whole file in one line: nobody reads them, and patterns would take long. */
const MAX_LINE = 1000;

function masked(line: string, kind: string): string {
  if (line.length > MAX_LINE) return MASK;
  const [, start = '', key = '', space = '', rest = ''] = PAIR.exec(line) ?? [];
  if (kind === 'Secret' && !/^(kind|apiVersion|name|namespace|type)$/.test(key)) {
    return start === '' ? MASK : `${start}${space}${MASK}`;
  }
  // Flow mappings, lines of a private key and values of environment variables hold secrets without naming them.
  if (/^[|>]|^$/.test(rest) && start !== '') return line;
  if (start !== '' && mayHoldSecret(key)) return `${start}${space}${MASK}`;
  if (/-----BEGIN|^\s*[A-Za-z0-9+/=]{40,}\s*$/.test(line)) return MASK;
  return line
    .replace(URL_PASSWORD, MASK)
    .replace(FLOW_PAIR, (whole: string, name: string, between: string) =>
      mayHoldSecret(name) ? `${name}${between}${MASK}` : whole,
    );
}

/** Some keys hold secrets only in some places; a line too much is no harm here. */
function mayHoldSecret(key: string): boolean {
  return isSecretName(key) || ['value', 'tokens', 'secret'].includes(key);
}

/** Whether a line belongs to a block of text below a key that holds secrets. */
function isInSecretBlock(lines: readonly string[], index: number): boolean {
  let indent = indentOf(lines[index] ?? '');
  for (let above = index - 1; above >= Math.max(0, index - MAX_BLOCK) && indent > 0; above--) {
    const line = lines[above] ?? '';
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    indent = indentOf(line);
    const [, , key = '', , rest = ''] = PAIR.exec(line) ?? [];
    if (/^[|>]/.test(rest)) return mayHoldSecret(key);
  }
  return false;
}

/** Whether a line is an item of a list of secrets: `passwords:`, and `- …` below it. */
function isInSecretList(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (!ITEM.test(line)) return false;
  const before = lines.slice(Math.max(0, index - MAX_BLOCK), index);
  const above = before.findLast(
    (other) => !ITEM.test(other) && other.trim() !== '' && indentOf(other) <= indentOf(line),
  );
  const key = /^\s*["']?([\w.-]+)["']?\s*:/.exec(above ?? '')?.[1] ?? '';
  return mayHoldSecret(key);
}

const ITEM = /^\s*- /;

/** Lines; longer blocks are certificates and keys, whose lines are masked by their form. */
const MAX_BLOCK = 200;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

const FLOW_PAIR = /([\w.-]+)(["']?\s*:\s*)("[^"]*"|'[^']*'|\[[^\]]*|[^\s,}\]]+)/g;
const MASK = '…';
