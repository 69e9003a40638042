import { wrapped } from './layout';

/** What a new environment brought, and what is left to do. */
export interface Initialized {
  readonly environment: string;
  /** Files that were written. */
  readonly written: readonly string[];
  readonly added: readonly { readonly file: string; readonly what: readonly string[] }[];
  /** Keys of the environment that nothing goes on without. */
  readonly missing: readonly string[];
}

export function initText({ environment, written, added, missing }: Initialized): string {
  const lines = [
    ...written.map((file) => `wrote ${file}`),
    ...added.map(({ file, what }) => wrapped(`added to ${file}: ${what.join(', ')}`, '    ', '')),
  ];
  if (missing.length > 0) {
    lines.push('', `Fill in, in environments/${environment}.yaml, where it stands as a comment:`);
    lines.push(...missing.map((key) => `  ${key}`));
  }
  lines.push('', NEXT);
  return `${lines.join('\n')}\n`;
}

const NEXT = 'Next: npx milvus-l7 synth';
