import { UserError } from '../errors';
import { isMapping, listOf, mappingOf } from '../source/plain';
import type { Mapping } from '../source/plain';
import { valuesRead, yamlRead } from './objects';
import { TERRAFORM_STACK } from './artifact';
import type { Artifact } from './artifact';

/**
 * The resources and data sources of a stack, and one more for all the rest of it.
 *
 * @throws UserError where the text is no JSON
 */
export function terraformArtifacts(environment: string, stack: string, text: string, file: string): Artifact[] {
  const { resource, data, ['//']: _, ...rest } = parsed(text, file);
  const common = { environment, room: 'terraform', place: stack } as const;
  return [
    { ...common, kind: TERRAFORM_STACK, place: '', name: stack, value: rest },
    ...[...entriesOf(resource)].map(([kind, name, value]) => ({ ...common, kind, name, value })),
    ...[...entriesOf(data)].map(([kind, name, value]) => ({ ...common, kind: `data.${kind}`, name, value })),
  ];
}

function parsed(text: string, file: string): Mapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isMapping(value)) return value;
  const cure = 'milvus-l7 synth writes it anew; after a merge conflict too';
  throw new UserError([{ at: { file }, message: 'must be Terraform in JSON, and is not', cure }]);
}

function* entriesOf(types: unknown): Generator<[type: string, name: string, value: Mapping]> {
  for (const [type, named] of Object.entries(mappingOf(types))) {
    for (const [name, value] of Object.entries(mappingOf(named))) yield [type, name, argumentsOf(value)];
  }
}

/** Without cdktf's own notes; values that Helm gets are read, so that comments and quotes in them say nothing. */
function argumentsOf(resource: unknown): Mapping {
  const { ['//']: _, ...rest } = mappingOf(resource);
  if (!Array.isArray(rest['values'])) return rest;
  return { ...rest, values: listOf(rest['values']).map(readOrKept) };
}

function readOrKept(text: unknown): unknown {
  const read = yamlRead(text);
  return isMapping(read) ? valuesRead(read) : text;
}
