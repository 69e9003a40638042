import { describeFault, type Fault } from '../errors';

/** All faults, one after another, and how many there are. */
export function faultsText(faults: readonly Fault[]): string {
  const files = new Set(faults.flatMap(({ at }) => (at ? [at.file] : [])));
  const where = files.size === 0 ? '' : ` in ${count(files.size, 'file')}`;
  return `${faults.map(describeFault).join('\n')}\n\n${count(faults.length, 'fault')}${where}\n`;
}

/** Notes read like faults and fail nothing. */
export function notesText(notes: readonly Fault[]): string {
  return notes.map((note) => `note: ${describeFault(note)}\n`).join('');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
