import type { Looks } from '../report/layout';

/** How what goes to standard output looks. */
export function looksOf(): Looks {
  return { colour: process.stdout.isTTY && !process.env['NO_COLOR'] };
}
