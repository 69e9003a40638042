import * as z from 'zod';
import { environmentSchema } from './schema';

type Node = z.core.JSONSchema.JSONSchema;

/** JSON Schema (draft-07) of an environment file, as editors read it. */
export function environmentJsonSchema(): z.core.JSONSchema.JSONSchema {
  return (made ??= z.toJSONSchema(environmentSchema, { io: 'input', target: 'draft-7' }));
}

/** It takes some milliseconds, and every fault asks for it. */
let made: Node | undefined;

/** Every key that may stand at a path, over all forms the place can take. */
export function knownKeysAt(path: readonly PropertyKey[]): readonly string[] {
  return placesAt(path)
    .flatMap(forms)
    .flatMap((node) => Object.keys(node.properties ?? {}));
}

/** Every place where a key of this name may stand, e.g. `releases[].host`. */
export function placesOfKey(key: string): readonly string[] {
  return [...new Set(pathsBelow(environmentJsonSchema(), ''))].filter((path) => path.split('.').at(-1) === key);
}

function pathsBelow(node: Node, path: string): string[] {
  return forms(node).flatMap(({ items, properties = {} }) => [
    ...(isNode(items) ? pathsBelow(items, `${path}[]`) : []),
    ...Object.entries(properties).flatMap(([name, inner]) => {
      const place = path === '' ? name : `${path}.${name}`;
      return [place, ...(isNode(inner) ? pathsBelow(inner, place) : [])];
    }),
  ]);
}

/** Values that may stand at a path: mappings, the default, whatever else; none where none is known. */
export function examplesAt(path: readonly PropertyKey[]): readonly unknown[] {
  const places = placesAt(path);
  const [mappings, others] = [true, false].map((isMapping) =>
    places.flatMap(forms).filter(({ type }) => (type === 'object') === isMapping),
  ) as [Node[], Node[]];
  const inOrder = [...mappings.map(exampleOf), ...places.map(scalarDefault), ...others.map(exampleOf)];
  return inOrder.filter((example) => example !== undefined);
}

function placesAt(path: readonly PropertyKey[]): Node[] {
  return path.reduce<Node[]>((nodes, key) => nodes.flatMap((node) => step(node, key)), [environmentJsonSchema()]);
}

function scalarDefault({ default: fallback }: Node): unknown {
  return typeof fallback === 'object' ? undefined : fallback;
}

function forms(node: Node): Node[] {
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? [])] as Node[];
  if (inner.length === 0) return [node];
  return inner.flatMap(forms);
}

function step(node: Node, key: PropertyKey): Node[] {
  return forms(node).flatMap((form) => {
    const { items, properties = {}, additionalProperties } = form;
    const next = typeof key === 'number' ? items : (properties[String(key)] ?? additionalProperties);
    return isNode(next) ? [next] : [];
  });
}

function isNode(inner: Node['items'] | Node['additionalProperties']): inner is Node {
  return typeof inner === 'object' && !Array.isArray(inner);
}

/** What the schema gives as an example or as the default; a mapping has what is required, else its first key. */
function exampleOf(node: Node): unknown {
  const { examples, const: only, enum: words, type, items, properties = {} } = node;
  const given: unknown = scalarDefault(node) ?? examples?.[0] ?? only ?? words?.[0];
  if (given !== undefined) return given;
  const [form = node] = forms(node);
  if (form !== node) return exampleOf(form);
  if (type === 'boolean') return true;
  if (type === 'array')
    return typeof items === 'object' && !Array.isArray(items) ? listOf(exampleOf(items)) : undefined;
  if (type !== 'object') return undefined;
  const keys = node.required && node.required.length > 0 ? node.required : Object.keys(properties).slice(0, 1);
  const entries = keys.map((key) => [key, exampleOf(properties[key] as Node)] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

function listOf(item: unknown): unknown[] | undefined {
  return item === undefined ? undefined : [item];
}
