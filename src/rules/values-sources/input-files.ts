import type { Part } from '../../source/parts';

/** The files of the input, by the names that others call them. */
export class InputFiles {
  /** Documents by the names of their files; put together when somebody names one. */
  private byName: Map<string, Part[]> | undefined;
  /** Those that somebody named. */
  readonly used = new Set<Part>();

  constructor(private readonly parts: readonly Part[]) {}

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
    return first ? (this.named().get(normal(first.file)) ?? []) : [];
  }

  private beside(reference: string, from: string): Part | undefined {
    return this.named().get(normal(reference.startsWith('/') ? reference : `${from}/../${reference}`))?.[0];
  }

  /** A path from the root of a repository, of which the input may have any part. */
  private below(reference: string): Part | undefined {
    const path = normal(reference.replace(/^\$\w[\w-]*\//, '').replace(/^(\.{0,2}\/)+/, ''));
    const found = [...this.named()].filter(([name]) => name === path || name.endsWith(`/${path}`));
    return found.length === 1 ? found[0]?.[1][0] : undefined;
  }

  private named(): ReadonlyMap<string, readonly Part[]> {
    if (this.byName) return this.byName;
    this.byName = new Map();
    for (const part of this.parts) {
      const name = normal(part.file);
      this.byName.set(name, [...(this.byName.get(name) ?? []), part]);
    }
    return this.byName;
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
