import type { Part } from '../../source/parts';

/** The files of the input, by the names that others call them. */
export class InputFiles {
  private readonly byName = new Map<string, Part>();
  private readonly later = new Map<Part, Part[]>();
  /** Those that somebody named. */
  readonly used = new Set<Part>();

  constructor(parts: readonly Part[]) {
    for (const part of parts) {
      const name = normal(part.file);
      const first = this.byName.get(name);
      if (first) this.later.set(first, [...(this.later.get(first) ?? []), part]);
      else this.byName.set(name, part);
    }
  }

  /** The file's first document; undefined where the input has no such file, or several. */
  find(reference: string, from: string): Part | undefined {
    if (/^[a-z+]+:\/\/|\{\{/i.test(reference)) return undefined;
    const found = this.beside(reference, from) ?? this.below(reference);
    if (found) this.used.add(found);
    return found;
  }

  /** All documents of a file. */
  all(reference: string, from: string): readonly Part[] {
    const first = this.find(reference, from);
    return first ? [first, ...(this.later.get(first) ?? [])] : [];
  }

  private beside(reference: string, from: string): Part | undefined {
    return this.byName.get(normal(reference.startsWith('/') ? reference : `${from}/../${reference}`));
  }

  /** A path from the root of a repository, of which the input may have any part. */
  private below(reference: string): Part | undefined {
    const path = normal(reference.replace(/^\$\w[\w-]*\//, '').replace(/^(\.{0,2}\/)+/, ''));
    const found = [...this.byName].filter(([name]) => name === path || name.endsWith(`/${path}`));
    const [[, part] = []] = found;
    return found.length === 1 ? part : undefined;
  }
}

/** The folder of a file, without a slash at its end. */
export function folderOf(file: string): string {
  return normal(`${file}/..`);
}

function normal(file: string): string {
  const steps: string[] = [];
  for (const step of file.replaceAll('\\', '/').split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && (step !== '' || steps.length === 0)) steps.push(step);
  }
  return steps.join('/');
}
