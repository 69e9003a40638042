import { UserError } from '../errors';
import { openUserYaml } from '../helm/user-yaml';
import { openValues } from '../helm/values-file';
import { serviceNameOf } from '../milvus/chart';
import { VALUES } from '../milvus/values';
import { EditableYaml } from '../source/editable';
import { NewYaml } from '../source/new-yaml';
import type { RunningRelease } from './running';

/** A release whose values were read. */
export interface ReadRelease {
  readonly name: string;
  readonly chart: string;
  readonly mode: 'cluster' | 'standalone';
  readonly fullnameOverride?: string;
  /** Of the chart's own Service. */
  readonly serviceName: string;
  readonly values: EditableYaml;
  /** Milvus' own configuration inside them. */
  readonly userYaml: EditableYaml;
}

/** @throws UserError with every fault that makes the values unreadable */
export function readRelease({ name, chart, values: file }: RunningRelease): ReadRelease {
  // A release without values of its own; helm prints null.
  const values = file.text.trim() === '' ? new NewYaml() : openValues(file);
  const userYaml = openUserYaml(values);
  if (!(userYaml instanceof EditableYaml)) throw new UserError(userYaml.faults);
  const fullnameOverride = wordAt(values, VALUES.fullnameOverride);
  return {
    name,
    chart,
    mode: booleanAt(values, VALUES.clusterEnabled) === false ? 'standalone' : 'cluster',
    ...(fullnameOverride !== undefined && { fullnameOverride }),
    serviceName: serviceNameOf(name, fullnameOverride, wordAt(values, VALUES.nameOverride)),
    values,
    userYaml,
  };
}

/** A text that says something. */
export function wordAt(yaml: EditableYaml, path: readonly string[]): string | undefined {
  return yaml.find(path)?.text || undefined;
}

/** As Helm, and Milvus, take words for true and false. */
export function booleanAt(yaml: EditableYaml, path: readonly string[]): boolean | undefined {
  const word = wordAt(yaml, path)?.toLowerCase() ?? '';
  if (['true', 'yes', 'on', 'y', '1', 't'].includes(word)) return true;
  return ['false', 'no', 'off', 'n', '0', 'f'].includes(word) ? false : undefined;
}

export function numberAt(yaml: EditableYaml, path: readonly string[]): number | undefined {
  const word = wordAt(yaml, path) ?? '';
  return /^-?\d+$/.test(word) ? Number(word) : undefined;
}
