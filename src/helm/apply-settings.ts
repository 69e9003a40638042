import type { Fault } from '../errors';
import type { EditableYaml, Found } from '../source/editable';
import type { Primitive, Setting } from './settings';

/** What stood there and is changed on purpose, and what cannot stay. */
export interface Outcome {
  readonly notes: readonly Fault[];
  readonly faults: readonly Fault[];
}

/** Makes values say what they must, where nothing speaks against it. */
export function applySettings(values: EditableYaml, settings: readonly Setting[]): Outcome {
  const notes: Fault[] = [];
  const faults: Fault[] = [];
  for (const setting of settings) {
    const { path, value, same, migrates, respell, cure } = setting;
    const found = values.find(path);
    const fault = (message: string): Fault => ({ at: found?.at, path: values.nameOf(path), message, cure });
    const unset = found === undefined || found.kind === 'nothing' || (setting.write && isEmptyText(found));
    if (unset) {
      if (setting.write && value !== undefined) values.write(path, value);
      else if (found && !setting.nullIsFine) faults.push(fault(`must be ${shown(value)}, got null`));
    } else if (same(found)) {
      if (respell && value !== undefined && found.text !== value) values.write(path, value);
    } else {
      const meaning = migrates?.(found);
      if (meaning !== undefined && value !== undefined) {
        values.write(path, value);
        notes.push({ ...fault(`${got(found)} becomes ${shown(value)}`), cure: meaning });
      } else
        faults.push(
          fault(
            value === undefined ? `must not be set, got ${got(found)}` : `must be ${shown(value)}, got ${got(found)}`,
          ),
        );
    }
  }
  return { notes, faults };
}

function isEmptyText({ kind, text }: Found): boolean {
  return kind === 'text' && text === '';
}

function shown(value: Primitive | undefined): string {
  if (typeof value !== 'string') return String(value);
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

function got({ kind, text, quoted }: Found): string {
  if (kind !== 'text') return `a ${kind}`;
  const short = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return quoted || !/^(\d+|y|yes|true|on|n|no|false|off)$/i.test(short) ? shown(short) : short;
}
