import { readParts } from '../../source/parts';
import type { Part } from '../../source/parts';
import { isMapping, textOf } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import type { Item } from '../item';
import type { ChartReference } from './chart-reference';
import { layerBelow, layerOfEntry } from './layers';
import type { Layer } from './layers';
import { valuesOfSet } from './helm-set';
import type { SetForm } from './helm-set';
import type { InputFiles } from './input-files';

/** A Helm release that something in the input makes: a GitOps object, a kustomization, a Terraform resource. */
export interface ReleaseSource {
  /** The object or file that makes it. */
  readonly on: Item;
  /** Below the object: where its chart and its values are named. */
  readonly at: Path;
  readonly chart: ChartReference;
  /** Undefined where a template makes it. */
  readonly release?: string;
  readonly namespace?: string;
  /** In the order in which Helm merges them. */
  readonly layers: readonly Layer[];
  /** What of its values cannot be read. */
  readonly gaps: readonly Gap[];
}

/** Values that are somewhere else, or that are no YAML. */
export interface Gap {
  /** Below the object. */
  readonly path: Path;
  readonly message: string;
  /** Whether Helm cannot read them either. */
  readonly broken: boolean;
}

export type LayersAndGaps = Pick<ReleaseSource, 'layers' | 'gaps'>;

/** Puts the values of one release together. */
export class Layers {
  private readonly layers: Layer[] = [];
  private readonly gaps: Gap[] = [];

  constructor(
    private readonly on: Item,
    private readonly files: InputFiles,
  ) {}

  found(): LayersAndGaps {
    return { layers: this.layers, gaps: this.gaps };
  }

  /** A mapping, or YAML in a text; anything else is nothing. `path` is below the object. */
  inline(value: unknown, path: Path): void {
    if (isMapping(value)) this.layers.push(layerBelow(this.on.part, [...this.on.base, ...path], value));
    if (typeof value === 'string') this.text(value, path, this.on.part, [...this.on.base, ...path]);
  }

  /** YAML in a text of any document. */
  text(text: string, path: Path, part: Part, place: Path): void {
    const { parts, faults } = readParts(text, part.file);
    const value = parts[0]?.value ?? {};
    if (faults.length > 0 || !isMapping(value)) {
      this.gaps.push({
        path,
        message: `is no YAML that Helm could take for values`,
        broken: !/\{\{|[$%]\{/.test(text),
      });
    } else this.layers.push(layerBelow(part, place, value));
  }

  /** A file, named from the folder of the object's own file or, as `$name/a/b.yaml`, from the root of a repository. */
  file(reference: unknown, path: Path): void {
    const name = textOf(reference);
    if (name === undefined) return;
    const found = this.files.find(name, this.on.part.file);
    if (found && isMapping(found.value)) this.layers.push(layerBelow(found, [], found.value));
    else this.missing(`${name} is not in these files`, path);
  }

  /** One `--set-file`: the whole of a file as one text. */
  fileText(name: unknown, reference: unknown, path: Path): void {
    const found = typeof reference === 'string' ? this.files.find(reference, this.on.part.file) : undefined;
    if (found) this.set(name, found.lines.join('\n'), 'literal', path);
    else this.missing(`${String(reference)} is not in these files`, path);
  }

  /** One `--set`. */
  set(name: unknown, value: unknown, form: SetForm, path: Path): void {
    const values = typeof name === 'string' ? valuesOfSet(name, value, form) : undefined;
    if (values) this.entry(values, path);
  }

  entry(values: Mapping, path: Path): void {
    this.layers.push(layerOfEntry(this.on.part, [...this.on.base, ...path], values));
  }

  missing(message: string, path: Path): void {
    this.gaps.push({ path, message, broken: false });
  }
}

/** A name that no template has to fill in first. */
export function fixedName(...names: readonly unknown[]): string | undefined {
  const name = names.find((one) => typeof one === 'string' && one !== '');
  return typeof name === 'string' && !/\{\{|\$\{/.test(name) ? name : undefined;
}
