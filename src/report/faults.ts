import { describeFault, type Fault } from '../errors';
import { wrapped } from './layout';

/**
 * All faults, file by file from top to bottom, and how many there are.
 *
 * @param consequence - what they mean for the reader's files
 */
export function faultsText(faults: readonly Fault[], consequence?: string): string {
  const files = [...new Set(faults.map(({ at }) => at?.file))];
  const inOrder = [...faults].sort(
    (a, b) =>
      files.indexOf(a.at?.file) - files.indexOf(b.at?.file) ||
      (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
      (a.at?.col ?? 0) - (b.at?.col ?? 0),
  );
  const known = files.filter((file) => file !== undefined).length;
  const where = known === 0 ? '' : ` in ${count(known, 'file')}`;
  const sum = `${count(faults.length, 'fault')}${where}${consequence === undefined ? '' : `: ${consequence}`}`;
  return `${inOrder.map((fault) => faultText(fault, '')).join('\n')}\n\n${sum}\n`;
}

/** Notes read like faults and fail nothing. */
export function notesText(notes: readonly Fault[]): string {
  return notes.map((note) => `${faultText(note, 'note: ')}\n`).join('');
}

/** What is wrong with a call, in lines that fit a terminal. */
export function wrongUseText(messages: readonly string[]): string {
  return messages.map((message) => `${wrapped(message, '  ', '')}\n`).join('');
}

/** In lines that fit a terminal, but for commands: those are to be copied. */
function faultText(fault: Fault, first: string): string {
  const [told = '', ...cure] = describeFault(fault).split('\n');
  return [
    wrapped(told, '  ', first),
    ...cure.map((line) => (COMMAND.test(line) ? line : wrapped(line.trim(), '    '))),
  ].join('\n');
}

const COMMAND = /^ *(gcloud|git|helm|kubectl|npm|npx|terraform) /;

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
