import { APP_PROTOCOLS, LEGACY_SERVICE, SERVICE } from '../gke/annotations';
import { serviceNameOf } from '../milvus/chart';
import { GRPC_PORT, HEALTH } from '../milvus/service';
import { VALUES } from '../milvus/values';
import { isMapping, listOf, mappingOf, textOf, valueAt } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import type { Item } from './item';
import { annotationsMeantBy } from './meant';
import type { Values } from './values';

export interface ServicePort {
  readonly name?: string;
  readonly number?: number;
  /** Whether Milvus speaks gRPC on it. */
  readonly grpc: boolean;
  /** Whether it may be that of metrics, health and web page. */
  readonly metrics: boolean;
  /** The number, or the name that the container gives it. */
  readonly targetPort?: string | number;
  /** What a Gateway speaks to it; an Ingress reads the annotation alone. */
  readonly appProtocol?: string;
  readonly path: Path;
}

/** JSON in an annotation. */
export interface JsonAnnotation {
  readonly key: string;
  readonly path: Path;
  /** As it is written. */
  readonly raw: unknown;
  /** What the JSON says; undefined where it is none. */
  readonly value: unknown;
}

/** A Service that is written out, or the one that Helm values make, before anybody looked for what leads to it. */
export interface LoneService extends Item {
  /** Undefined where the name of the Helm release is not known. */
  readonly serviceName?: string;
  readonly type: string;
  readonly typePath: Path;
  readonly ports: readonly ServicePort[];
  /** Undefined where the annotation is absent. */
  readonly appProtocols?: JsonAnnotation;
  readonly backendConfig?: JsonAnnotation;
  readonly neg?: JsonAnnotation;
}

export function serviceFrom(item: Item): LoneService {
  const ports = listOf(item.spec['ports']).map((port, index): ServicePort => {
    const { name, port: number, targetPort, appProtocol } = mappingOf(port);
    const grpc =
      name === GRPC_PORT.name || [number, targetPort].includes(GRPC_PORT.number) || targetPort === GRPC_PORT.name;
    return {
      name: textOf(name),
      ...(typeof number === 'number' && { number }),
      grpc,
      metrics: !grpc && (name === 'metrics' || [number, targetPort].includes(HEALTH.port) || targetPort === 'metrics'),
      ...((typeof targetPort === 'string' || typeof targetPort === 'number') && { targetPort }),
      ...(textOf(appProtocol) !== undefined && { appProtocol: textOf(appProtocol) }),
      path: ['spec', 'ports', index],
    };
  });
  return {
    ...item,
    ...annotationsOf(item),
    serviceName: item.name,
    type: textOf(item.spec['type']) ?? 'ClusterIP',
    typePath: ['spec', 'type'],
    ports,
  };
}

/** The Service that the chart makes from its values. */
export function serviceFromValues(values: Values): LoneService {
  const service = mappingOf(values.value['service']);
  const annotations = annotationsMeantBy(service['annotations']);
  const item = { ...values, annotations, annotationsPath: ['service', 'annotations'] };
  const name = textOf(service['portName']) ?? GRPC_PORT.name;
  const number = typeof service['port'] === 'number' ? service['port'] : GRPC_PORT.number;
  const override = textOf(valueAt(values.value, VALUES.fullnameOverride)) || undefined;
  const nameOverride = textOf(valueAt(values.value, VALUES.nameOverride)) || undefined;
  const known = values.release !== undefined || override !== undefined;
  return {
    ...item,
    ...annotationsOf(item),
    ...(known && { serviceName: serviceNameOf(values.release ?? '', override, nameOverride ?? values.chartName) }),
    type: textOf(service['type']) ?? 'ClusterIP',
    typePath: ['service', 'type'],
    ports: [{ name, number, grpc: true, metrics: false, path: ['service', 'portName'] }],
  };
}

/** A number that stands in quotes is told as that, and was meant as a number. */
export function meantNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

export function portOf(
  { ports }: Pick<LoneService, 'ports'>,
  port: string | number | undefined,
): ServicePort | undefined {
  return ports.find(({ name, number }) => port !== undefined && (port === number || port === name));
}

/** Whether somebody meant it to stand behind an Ingress; GKE adds the annotation of NEGs to Services by itself. */
export function isAnnotated({ appProtocols, backendConfig }: LoneService): boolean {
  return appProtocols !== undefined || backendConfig !== undefined;
}

/** What the load balancer speaks to a port. */
export function protocolOf({ appProtocols }: LoneService, { name }: ServicePort): string {
  const protocol = name === undefined ? undefined : mappingOf(appProtocols?.value)[name];
  return isProtocol(protocol) ? protocol : 'HTTP';
}

export function isProtocol(value: unknown): value is string {
  return (APP_PROTOCOLS as readonly unknown[]).includes(value);
}

/** The BackendConfig of a port, and where its name stands. */
export function backendConfigNameOf({ backendConfig }: LoneService, { name, number }: ServicePort): string | undefined {
  const { default: fallback, ports } = mappingOf(backendConfig?.value);
  const { [name ?? '']: byName, [String(number)]: byNumber } = mappingOf(ports);
  return textOf(byName) ?? textOf(byNumber) ?? textOf(fallback);
}

/** Every BackendConfig that is named, for whatever port. */
export function backendConfigNamesOf({ backendConfig }: LoneService): readonly string[] {
  const { default: fallback, ports } = mappingOf(backendConfig?.value);
  const names = [fallback, ...Object.values(mappingOf(ports))].filter((name) => typeof name === 'string');
  return [...new Set(names)];
}

/** Whether endpoint groups are wanted for something else than an Ingress. */
export function isStandAlone({ neg }: LoneService): boolean {
  return valueAt(neg?.value, ['ingress']) !== true && valueAt(neg?.value, ['exposed_ports']) !== undefined;
}

/** Whether Ingresses reach the pods themselves. */
export function hasNeg({ neg }: LoneService): boolean {
  return valueAt(neg?.value, ['ingress']) === true;
}

function annotationsOf(item: Item): Pick<LoneService, 'appProtocols' | 'backendConfig' | 'neg'> {
  return {
    appProtocols: jsonIn(item, LEGACY_SERVICE.appProtocols) ?? jsonIn(item, SERVICE.appProtocols),
    backendConfig: inLowerCase(jsonIn(item, SERVICE.backendConfig) ?? jsonIn(item, LEGACY_SERVICE.backendConfig)),
    neg: inLowerCase(jsonIn(item, SERVICE.neg)),
  };
}

function jsonIn({ annotations, annotationsPath }: Item, key: string): JsonAnnotation | undefined {
  if (!Object.hasOwn(annotations, key)) return undefined;
  const raw: unknown = (annotations as Record<string, unknown>)[key];
  return { key, path: [...annotationsPath, key], raw, value: parsed(raw) };
}

/** Go reads the fields of a struct without regard to case; the keys of a map, such as names of ports, are exact. */
function inLowerCase(annotation: JsonAnnotation | undefined): JsonAnnotation | undefined {
  if (!annotation || !isMapping(annotation.value)) return annotation;
  const entries = Object.entries(annotation.value).map(([key, value]) => [key.toLowerCase(), value]);
  return { ...annotation, value: Object.fromEntries(entries) as Mapping };
}

function parsed(raw: unknown): unknown {
  if (typeof raw !== 'string') return undefined;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined;
  }
}
