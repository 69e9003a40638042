import { sectionOf, snippetOf } from '../runbook/snippets';

/**
 * A connection snippet, filled in for a release as a reader would: by the table of hosts and certificate files above it.
 *
 * @throws where the runbook does not know the release
 */
export function snippetFor(runbook: string, id: string, release?: string): string {
  const { code } = snippetOf(runbook, id);
  const section = sectionOf(runbook, 'Connect');
  const filledInFor = /^Filled in for `([^`]+)`/m.exec(section)?.[1];
  if (release === undefined || filledInFor === undefined || release === filledInFor) return code;
  const [shown, wanted] = [filledInFor, release].map((name) => rowOf(section, name));
  const filled = code
    .replaceAll(shown?.host ?? '', wanted?.host ?? '')
    .replaceAll(shown?.file ?? '', wanted?.file ?? '');
  return wanted?.token === 'no'
    ? filled
        .replace(/^ *token[=:].*\n/m, '')
        .replace(/ *--header @-/, '')
        .replace(/ <<<.*$/m, '')
    : filled;
}

interface Row {
  readonly host: string;
  readonly file: string;
  readonly token: string;
}

function rowOf(section: string, release: string): Row {
  const line = section.split('\n').find((one) => one.startsWith(`| ${release} |`));
  const [, , host = '', file = '', token = ''] = (line ?? '').split('|').map((cell) => cell.trim().replaceAll('`', ''));
  if (host === '') throw new Error(`the runbook knows no release ${release}`);
  return { host, file, token };
}
