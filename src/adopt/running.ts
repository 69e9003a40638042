import { isMapping, textOf, valueAt } from '../source/plain';

/** A Kubernetes object, from a cluster or a file. */
export interface RunningObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
}

/** A Helm release as helm tells of it. */
export interface RunningRelease {
  readonly name: string;
  /** Version of the chart, e.g. `5.0.19`. */
  readonly chart: string;
  /** YAML of the values that the user supplied, and what to call it in messages. */
  readonly values: { readonly file: string; readonly text: string };
}

/** What runs in one namespace. */
export interface Running {
  readonly namespace: string;
  readonly releases: readonly RunningRelease[];
  readonly objects: readonly RunningObject[];
}

export function named(objects: readonly RunningObject[], kind: string, name: string | undefined) {
  return name === undefined ? undefined : objects.find((one) => one.kind === kind && one.metadata.name === name);
}

/** The value of an annotation; undefined where it is missing or empty. */
export function annotationOf(object: RunningObject | undefined, key: string): string | undefined {
  return textOf(object?.metadata.annotations?.[key]) || undefined;
}

/** A text in the object's spec. */
export function textAt(object: RunningObject | undefined, ...path: (string | number)[]): string | undefined {
  return textOf(valueAt(object?.spec, path));
}

/** Names in a comma list, as the controller reads them. */
export function namesIn(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The BackendConfig that a Service's annotation names, for all ports or for one. */
export function backendConfigIn(annotation: string | undefined): string | undefined {
  try {
    const config: unknown = JSON.parse(annotation ?? '');
    const ports: unknown = valueAt(config, ['ports']);
    return textOf(valueAt(config, ['default'])) ?? (isMapping(ports) ? textOf(Object.values(ports)[0]) : undefined);
  } catch {
    return undefined;
  }
}
