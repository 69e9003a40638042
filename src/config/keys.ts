import * as z from 'zod';
import { environmentSchema } from './schema';

type Node = z.core.JSONSchema.JSONSchema;

/** JSON Schema (draft-07) of an environment file, as editors read it. */
export function environmentJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(environmentSchema, { io: 'input', target: 'draft-7' });
}

/** Every key that may stand at a path, over all forms the place can take. */
export function knownKeysAt(path: readonly PropertyKey[]): readonly string[] {
  const places = path.reduce<Node[]>(
    (nodes, key) => nodes.flatMap((node) => step(node, key)),
    [environmentJsonSchema()],
  );
  return places.flatMap(forms).flatMap((node) => Object.keys(node.properties ?? {}));
}

function forms(node: Node): Node[] {
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? [])] as Node[];
  return inner.length > 0 ? inner.flatMap(forms) : [node];
}

function step(node: Node, key: PropertyKey): Node[] {
  return forms(node).flatMap((form) => {
    const { items, properties = {} } = form;
    const next = typeof key === 'number' ? items : Object.hasOwn(properties, key) && properties[String(key)];
    return typeof next === 'object' && !Array.isArray(next) ? [next] : [];
  });
}
