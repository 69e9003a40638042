import type { Found } from '../source/editable';

/** A value that is no collection. */
export type Primitive = string | number | boolean;

/** What one value of the chart, or of user.yaml, must be. */
export interface Setting {
  readonly path: readonly string[];
  /** Undefined: it must not be set. */
  readonly value: Primitive | undefined;
  /** Whether it is written where it is missing; else the chart's default is the same. */
  readonly write: boolean;
  /** Whether a null where it stands means the same as the value. */
  readonly nullIsFine: boolean;
  readonly same: (found: Found) => boolean;
  /** Whether it is written though something else is there: the migration from layer 4; the text says what it means. */
  readonly migrates?: (found: Found) => string | undefined;
  /** Whether the same in another spelling is written anew. */
  readonly respell?: boolean;
  readonly cure: string;
}

type Details = Partial<Pick<Setting, 'same' | 'migrates' | 'respell' | 'nullIsFine'>>;

/** A value that is written. */
export function write(path: readonly string[], value: Primitive, cure: string, details: Details = {}): Setting {
  return { path, value, write: true, nullIsFine: true, same: sameAs(value), cure, ...details };
}

/** A value that the chart has already, unless somebody changes it; null takes the chart's default away. */
export function keep(path: readonly string[], value: Primitive, cure: string, details: Details = {}): Setting {
  return { path, value, write: false, nullIsFine: false, same: sameAs(value), cure, ...details };
}

/** A value that nobody may set. */
export function forbid(path: readonly string[], cure: string): Setting {
  return {
    path,
    value: undefined,
    write: false,
    nullIsFine: true,
    same: ({ kind, text }) => kind === 'text' && text === '',
    cure,
  };
}

/** Milvus reads its configuration as text, and that like Go's ParseBool. */
export function milvusBoolean(value: boolean): (found: Found) => boolean {
  return ({ text }) => (value ? /^(1|t|true|T|True|TRUE)$/ : /^(0|f|false|F|False|FALSE)$/).test(text);
}

export function sameJson(value: string): (found: Found) => boolean {
  return ({ kind, text }) => kind === 'text' && canonicalJson(text) === canonicalJson(value);
}

function sameAs(value: Primitive): (found: Found) => boolean {
  // Helm reads YAML 1.1; a quoted word is no boolean, and true to a template whatever it says.
  if (typeof value === 'boolean') {
    const words = value ? /^(y|yes|true|on)$/i : /^(n|no|false|off)$/i;
    return ({ kind, text, quoted }) => kind === 'text' && !quoted && words.test(text);
  }
  return ({ kind, text }) => kind === 'text' && text === String(value);
}

function canonicalJson(text: string): string | undefined {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
