import {
  CORE_SCHEMA,
  EVENT_ID,
  NOT_RESOLVED,
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  floatCoreTag,
  parseEvents,
} from 'js-yaml-5';
import type { Event } from 'js-yaml-5';
import { MAX_NESTING, WORDS_OF_YAML_1_1 } from './syntax';

/**
 * The value of one YAML document, several times faster than with positions. Undefined where it takes the careful reader
 * to say what a text means: for faults, keys that repeat, anchors, tags, directives and `<<`. What it does read, it
 * reads as the careful reader does. docs/decisions/0009-two-readers.md
 *
 * @param text - without byte order mark; lines end in "\n"
 * @param schema - as for the careful reader
 */
export function quickValue(text: string, schema: 'core' | 'kubectl'): { readonly value: unknown } | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    const events = parseEvents(text, { maxDepth: MAX_NESTING });
    if (!events.every(isPlain)) return undefined;
    const values = constructFromEvents(events, { source: text, schema: SCHEMAS[schema] });
    return values.length > 1 ? undefined : { value: values[0] ?? null };
  } catch {
    return undefined;
  }
}

/**
 * What the two readers take for a directive, for white space, or for the end of a line, differs in these, how far a block
 * is indented that says so itself (`|2-`), and whether an indented `---` begins a document.
 */
const UNUSUAL = /^%|[\t\r\u0085\u2028\u2029\uFEFF]|[|>][+-]?[1-9]|^ +(?:---|\.\.\.)(?: |$)/m;

function isPlain(event: Event): boolean {
  if (event.type === EVENT_ID.POP) return true;
  if (event.type === EVENT_ID.ALIAS) return false;
  if (event.type === EVENT_ID.DOCUMENT) return event.directives.length === 0;
  return event.anchorStart === -1 && event.tagStart === -1;
}

/** Refuses the keys that the careful reader looks at twice. */
const MAPPING = defineMappingTag<Record<string, unknown>>('tag:yaml.org,2002:map', {
  create: () => ({}),
  addPair: (mapping, key, value) => {
    const name = typeof key === 'number' || typeof key === 'boolean' ? String(key) : key;
    if (typeof name !== 'string' || NOT_PLAIN.has(name) || Object.hasOwn(mapping, name)) return 'not plain';
    mapping[name] = value;
    return '';
  },
  has: () => false, // addPair looks
  keys: (mapping) => Object.keys(mapping),
  get: (mapping, key) => mapping[String(key)],
  identify: () => false,
});

const NOT_PLAIN = new Set(['<<', '__proto__']);

const WORDS = defineScalarTag<unknown>('tag:yaml.org,1.1:bool', {
  implicit: true,
  implicitFirstChars: ['y', 'Y', 'n', 'N', 'o', 'O'],
  resolve: (source) => WORDS_OF_YAML_1_1.find(({ test }) => test.test(source))?.value ?? NOT_RESOLVED,
  identify: () => false,
});

/** A number that is too large for a double is infinite, and no text. */
const NUMBER = defineScalarTag<unknown>('tag:yaml.org,2002:float', {
  ...floatCoreTag,
  resolve: (source, ...rest) => {
    const known = floatCoreTag.resolve(source, ...rest);
    return known === NOT_RESOLVED && /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(source) ? Number(source) : known;
  },
});

const SCHEMAS = { core: CORE_SCHEMA.withTags(MAPPING, NUMBER), kubectl: CORE_SCHEMA.withTags(MAPPING, NUMBER, WORDS) };
