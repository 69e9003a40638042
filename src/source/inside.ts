import type { Scalar } from 'yaml';
import type { Locate, Position } from './document';

/**
 * Where the lines of a text stand in its file: those of a block begin below its header and right of its indentation;
 * of any other text only the beginning is known.
 *
 * @param lines - of the file
 */
export function insideScalar(scalar: Scalar, at: Position, lines: readonly string[]): Locate {
  if (scalar.type !== 'BLOCK_LITERAL') return () => at;
  const { file, line: header } = at;
  const texts = String(scalar.value).split('\n');
  const filled = texts.findIndex((text) => text.trim() !== '');
  const indent = Math.max((lines[header + filled] ?? '').trimEnd().length - (texts[filled] ?? '').trimEnd().length, 0);
  return (line, col) => ({ file, line: header + line, col: indent + col });
}
