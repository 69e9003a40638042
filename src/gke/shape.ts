/** What a field of an object takes. */
export type Shape =
  | {
      readonly is: 'text';
      readonly values?: readonly string[];
      readonly pattern?: RegExp;
      readonly must?: string;
      readonly maxLength?: number;
    }
  /** `unset`: a value that is the same as none. */
  | { readonly is: 'whole' | 'number'; readonly min: number; readonly max: number; readonly unset?: number }
  | { readonly is: 'flag' }
  /** A number from 1 to 65535, or the name of a port. */
  | { readonly is: 'port' }
  /** Bytes, as the data of a Secret has them. */
  | { readonly is: 'base64' }
  /** A text, as a rule of its own tells. */
  | { readonly is: 'annotation' }
  /** Of no concern, or told by something more exact. */
  | { readonly is: 'anything' }
  /** `filled`: with at least one item. */
  | ListShape
  /** Keys that the writer chooses. */
  | DictionaryShape
  | MapShape;

export interface DictionaryShape {
  readonly is: 'dictionary';
  readonly of: Shape;
  readonly key: Form;
}

export interface ListShape {
  readonly is: 'list';
  readonly of: Shape;
  readonly filled?: boolean;
}

export interface MapShape {
  readonly is: 'map';
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** Where it is left out, false: the whole is accepted, and off. */
  readonly switchedBy?: string;
  /** At least one of them must be there. */
  readonly oneOf?: readonly string[];
  /** Other words that people use for a field. */
  readonly alias?: Readonly<Record<string, string>>;
  /** The field that is meant by a text in place of the whole. */
  readonly plain?: string;
  /** Fields of something else that does the same, such as of a BackendConfig. */
  readonly foreign?: Readonly<Record<string, ForeignField>>;
  /** Fields of older versions, and what to write today. */
  readonly old?: Readonly<Record<string, string>>;
}

/** A field that people know from another object. */
export interface ForeignField {
  /** What to write here. */
  readonly instead: string;
  /** The field of the same mapping that is said by it; left out, it is said elsewhere. */
  readonly standsFor?: string;
}

export const flag: Shape = { is: 'flag' };
export const text: Shape = { is: 'text' };
export const anything: Shape = { is: 'anything' };
export const texts: Shape = listOf(text);

export function whole({ min, max }: { readonly min: number; readonly max: number }): Shape {
  return { is: 'whole', min, max };
}

export function oneOf(...values: readonly string[]): Shape {
  return { is: 'text', values };
}

export function listOf(shape: Shape): ListShape {
  return { is: 'list', of: shape };
}

export function listOfMaps(shape: MapShape): ListShape {
  return listOf(shape);
}

/** Of a text: its pattern, that in words after "must be", and its length in characters. */
export interface Form {
  readonly pattern: RegExp;
  readonly form: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A text of a certain form. */
export function formed({ pattern, form, maxLength }: Form): Shape {
  return { is: 'text', pattern, must: `must be ${form}`, ...(maxLength !== undefined && { maxLength }) };
}

export function map(keys: Readonly<Record<string, Shape>>, more: Omit<MapShape, 'is' | 'keys'> = {}): MapShape {
  return { is: 'map', keys, ...more };
}
