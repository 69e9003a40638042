import { UserError } from '../errors';
import { EditableYaml } from '../source/editable';
import { WrittenYaml } from '../source/written-yaml';

/** The first words of every values file of ours. */
export const HEADING = '# milvus-l7 ';

export interface ValuesFile {
  readonly file: string;
  readonly text: string;
}

/**
 * A values file to merge into. A heading of ours is left out; `null`, which helm prints for a release without values,
 * is an empty mapping.
 *
 * @throws UserError with every fault that makes it unreadable
 */
export function openValues({ file, text }: ValuesFile): EditableYaml {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const skipped = lines[0]?.startsWith(HEADING) ? 1 : 0;
  const rest = lines.slice(skipped);
  const refuse = (message: string, cure: string): never => {
    throw new UserError([{ at: { file, line: 1, col: 1 }, message, cure }]);
  };
  if (/^(USER-SUPPLIED|COMPUTED) VALUES:/.test(lines[0] ?? '')) {
    refuse(
      'was printed by helm for people to read',
      'write it anew: helm get values RELEASE -n NAMESPACE -o yaml > FILE',
    );
  }
  if (rest.every((line) => /^\s*(#.*)?$/.test(line))) {
    refuse('must be a mapping, got an empty file', 'fill it, or leave values out of the environment');
  }
  const values = WrittenYaml.read(rest.join('\n'), (line, col) => ({ file, line: line + skipped, col }));
  if (values instanceof EditableYaml) return values;
  throw new UserError(values.faults);
}

/** Version of the chart that a heading of ours names, e.g. `5.0.19`; undefined where there is none. */
export function chartBefore({ text }: ValuesFile): string | undefined {
  const [first = ''] = text.replace(/^\uFEFF/, '').split('\n', 1);
  return first.startsWith(HEADING) ? / chart=milvus-(\d+\.\d+\.\d+)(\s|$)/.exec(first)?.[1] : undefined;
}
