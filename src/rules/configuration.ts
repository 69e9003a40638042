import { GRPC_PORT, TLS_MODE } from '../milvus/service';
import { DEFAULT_YAML_KEY, USER_YAML, USER_YAML_KEY, VALUES } from '../milvus/values';
import type { MilvusVersion } from '../milvus/version';
import { type Fault, quote } from '../errors';
import { readParts } from '../source/parts';
import { isMapping, mappingOf, textOf, valueAt, wordOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import type { GatewayService } from './gateway-service';
import type { Item } from './item';
import { milvusOfValues, milvusOfWorkloads } from './milvus-version';
import type { Service } from './routed-service';
import { versionIn } from './values';
import type { Values } from './values';

/** Milvus' own configuration, user.yaml, in Helm values or in a rendered ConfigMap. */
export interface Configuration extends Item {
  /** The Services behind a load balancer that lead to it, of the input or of the values; empty where none does. */
  readonly services: readonly Service[];
  /** The same behind a Gateway. */
  readonly gatewayServices: readonly GatewayService[];
  /** Of the text user.yaml. */
  readonly at: Path;
  /** Undefined where the file has none: another file may. */
  readonly settings?: Mapping;
  /** Why the text is not YAML. */
  readonly faults: readonly Fault[];
  readonly chart?: string;
  /** By the image that the values or the pods name, else by the chart. */
  readonly milvus: MilvusVersion;
}

export function configurationOf(
  values: Values,
  behind: Pick<Configuration, 'services' | 'gatewayServices'>,
  read: ReadYaml,
): Configuration {
  // A ConfigMap of somebody's own takes the place of all of it.
  const elsewhere = textOf(valueAt(values.value, VALUES.customConfigMap));
  const text = elsewhere || values.isBelowAnother ? undefined : valueAt(values.value, VALUES.userYaml);
  // The operator takes a mapping, the chart a text.
  const isRead = isMapping(text) && values.origin !== undefined;
  const { settings, faults } = isRead ? { settings: text, faults: [] } : read(text);
  // Where nothing else adds to them, what they do not say is the default.
  const complete = values.complete && text === undefined && !elsewhere ? {} : settings;
  const milvus = milvusOfValues(values);
  return { ...values, ...behind, at: VALUES.userYaml, ...(complete && { settings: complete }), faults, milvus };
}

/** Of a ConfigMap that the chart renders, which has the Service's name and no labels; undefined for another one. */
export function configurationIn(
  item: Item,
  behind: Pick<Configuration, 'services' | 'gatewayServices'>,
  workloads: readonly Item[],
  read: ReadYaml,
): Configuration | undefined {
  const services = [...behind.services, ...behind.gatewayServices];
  const data = mappingOf(item.value['data']);
  const keys = [USER_YAML_KEY, DEFAULT_YAML_KEY].filter((key) => Object.hasOwn(data, key));
  // Of a Milvus that nothing leads to, both say that the chart made it.
  if (keys.length < (services.length > 0 ? 1 : 2)) return undefined;
  // The chart's own file says nothing of TLS, passwords or REST.
  const { settings, faults } = read(data[USER_YAML_KEY] ?? '');
  const chart = services.flatMap(({ labels }) => versionIn(labels['helm.sh/chart']) ?? [])[0];
  const at: Path = ['data', USER_YAML_KEY];
  const milvus = milvusOfWorkloads(workloads, chart);
  const known = { ...(settings && { settings }), ...(chart !== undefined && { chart }) };
  return { ...item, ...behind, at, faults, milvus, ...known };
}

/** Whether a load balancer leads to it. */
export function hasLoadBalancer({ services, gatewayServices }: Configuration): boolean {
  return services.length + gatewayServices.length > 0;
}

export type ReadYaml = (text: unknown) => { readonly settings?: Mapping; readonly faults: readonly Fault[] };

/** Reads YAML inside texts; many releases share one text. */
export function yamlReader(): ReadYaml {
  const seen = new Map<string, ReturnType<ReadYaml>>();
  return (text) => {
    if (isMapping(text) || Array.isArray(text)) return { faults: [NO_TEXT] };
    if (typeof text !== 'string' || isFilledInLater(text)) return { faults: [] };
    const before = seen.get(text);
    if (before) return before;
    const { parts, faults, repeated } = readParts(text, USER_YAML_KEY);
    const root = parts[0]?.value ?? {};
    // Milvus takes no key twice.
    const broken = [...faults, ...repeated];
    const odd = broken.length === 0 && !isMapping(root) ? [{ message: 'must be a mapping' }] : broken;
    const read = { ...(odd.length === 0 && { settings: mappingOf(root) }), faults: odd };
    seen.set(text, read);
    return read;
  };
}

/** The whole is a placeholder. */
function isFilledInLater(text: string): boolean {
  return /^\s*(\$\{[^{}\n]*\}|\{\{[^{}\n]*\}\}|<[\w .-]+>)\s*$/.test(text);
}

const NO_TEXT = {
  message: 'must be a text: the chart puts it into a ConfigMap as it is, and helm fails on anything else',
  cure: 'Write a "|" behind "user.yaml:".',
};

/** `0`, `1`, `2`, or what else is written; undefined where user.yaml is not in the input. */
export function tlsModeOf({ settings }: Configuration): string | undefined {
  if (settings === undefined) return undefined;
  const mode = valueAt(settings, USER_YAML.tlsMode) ?? TLS_MODE.off;
  return wordOf(mode) ?? quote(mode);
}

/** Whether a tlsMode means TLS. */
export function isTls(mode: string | undefined): boolean {
  return mode === TLS_MODE.server || mode === TLS_MODE.mutual;
}

/** Whether REST stays on the port of gRPC. */
export function sharesRest({ settings }: Configuration): boolean {
  const port = wordOf(valueAt(settings, USER_YAML.restPort)) ?? '';
  const proxyPort = wordOf(valueAt(settings, USER_YAML.proxyPort)) ?? String(GRPC_PORT.number);
  return !isFalse(valueAt(settings, USER_YAML.restEnabled)) && ['', proxyPort].includes(port);
}

/** Milvus reads its configuration as text, and that like Go's ParseBool. */
export function isTrue(value: unknown): boolean {
  return /^(1|t|true)$/i.test(wordOf(value) ?? '');
}

export function isFalse(value: unknown): boolean {
  return /^(0|f|false)$/i.test(wordOf(value) ?? '');
}

/** The path of a setting in the file. */
export function pathIn({ at }: Configuration, setting: readonly string[]): Path {
  return [...at, ...setting];
}

export function textSetting({ settings }: Configuration, path: readonly string[]): string | undefined {
  return textOf(valueAt(settings, path)) || undefined;
}
