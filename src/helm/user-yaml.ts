import type { Fault } from '../errors';
import { VALUES } from '../milvus/values';
import type { EditableYaml } from '../source/editable';
import { NewYaml } from '../source/new-yaml';
import { WrittenYaml } from '../source/written-yaml';

/** The YAML inside the text `extraConfigFiles."user.yaml"`; empty where there is none. */
export function openUserYaml(values: EditableYaml): EditableYaml | { readonly faults: readonly Fault[] } {
  const name = values.nameOf(VALUES.userYaml);
  const found = values.find(VALUES.userYaml);
  if (found === undefined || found.kind === 'nothing') return new NewYaml(name);
  const refuse = (message: string, cure: string) => ({ faults: [{ at: found.at, path: name, message, cure }] });
  if (found.alias) return refuse('is an alias, and more is written into it', 'write it out in this place');
  if (found.kind !== 'text')
    return refuse(`must be a text, got a ${found.kind}`, 'write "user.yaml: |", and the YAML below it');
  return WrittenYaml.read(found.text, found.locate, name);
}
