import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { type Fault, UserError } from '../errors';
import { secretLeaves, secretsInUserYaml } from '../helm/secrets';
import { openUserYaml } from '../helm/user-yaml';
import { HEADING, openValues } from '../helm/values-file';
import { CHART } from '../milvus/chart';
import { VALUES } from '../milvus/values';
import { EditableYaml } from '../source/editable';
import { milvusInValues } from './milvus';
import type { RunningRelease } from './running';

/** The values of a release, without what the environment says, and what is secret in them apart. */
export interface SplitValues {
  /** A values file for git; undefined where there is nothing in it. */
  readonly text?: string;
  /** All that is no secret, as it runs: what the environment says too. */
  readonly running?: string;
  /** The other one, which helm gets as a second `-f`. */
  readonly secretText?: string;
}

/**
 * Takes secrets out of the values that helm tells of a release, and the image tag where the environment says it.
 *
 * A list in which a secret stands goes whole: a second values file replaces lists.
 *
 * @throws UserError for secrets in user.yaml, which a second file would replace whole
 */
export function splitValues(environment: string, { name, chart, values: file }: RunningRelease): SplitValues {
  if (/^(\s*|\s*(null|\{\})\s*)$/.test(file.text)) return {};
  const values = openValues(file);
  const userYaml = openUserYaml(values);
  const faults: readonly Fault[] =
    userYaml instanceof EditableYaml ? [...secretsInUserYaml(userYaml), ...userYaml.faults] : userYaml.faults;
  if (faults.length > 0) throw new UserError(faults.map((fault) => atTheRelease(fault, file.file)));
  const userYamlPath = VALUES.userYaml.join('\n');
  const paths = secretLeaves(values)
    .map(({ path }) => path)
    .filter((path) => path.join('\n') !== userYamlPath)
    .map((path) => path.slice(0, firstIndexIn(path)));
  // Every scalar stays the text that it is.
  const rest = parseDocument(file.text, { schema: 'failsafe' });
  const secret = parseDocument('{}', { schema: 'failsafe' });
  secret.contents = secret.createNode({}) as never;
  for (const path of paths) {
    if (!rest.hasIn(path)) continue; // two secrets of one list
    secret.setIn(path, rest.getIn(path, true));
    remove(rest, path);
  }
  const heading = `${HEADING}environment=${environment} release=${name} chart=${CHART.name}-${chart}`;
  const textOf = (document: Document.Parsed): string | undefined => {
    const isEmpty = isMap(document.contents) && document.contents.items.length === 0;
    return isEmpty ? undefined : `${heading}\n${document.toString({ lineWidth: 0 })}`;
  };
  const running = textOf(rest);
  if (milvusInValues(chart, values) !== undefined) remove(rest, VALUES.imageTag);
  const text = textOf(rest);
  return {
    ...(text !== undefined && { text }),
    ...(running !== undefined && { running }),
    ...(paths.length > 0 && { secretText: secret.toString({ lineWidth: 0 }) }),
  };
}

/** Lines of what helm printed are nobody's. */
function atTheRelease(fault: Fault, file: string): Fault {
  return { ...fault, at: { file } };
}

function firstIndexIn(path: readonly (string | number)[]): number {
  const index = path.findIndex((step) => typeof step === 'number');
  return index < 0 ? path.length : index;
}

/** With the mappings above it that are empty then. */
function remove(document: Document.Parsed, path: readonly (string | number)[]): void {
  document.deleteIn(path);
  const above = path.slice(0, -1);
  const parent = document.getIn(above);
  const isEmpty = (isMap(parent) || isSeq(parent)) && parent.items.length === 0;
  if (above.length > 0 && isEmpty) remove(document, above);
}
