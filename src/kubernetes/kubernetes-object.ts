import { ApiObject, type ApiObjectMetadata, type ApiObjectMetadataDefinition } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { type Fault, describeFault, quote } from '../errors';
import { type NameRule, RFC1123_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { nameFaults } from '../gke/prop-faults';
import { type Labels, annotationFaults, labelFaults } from './label-faults';

/** What every construct here is given. */
export interface ObjectProps {
  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object and of everything that it names.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * Labels and annotations of yours; annotations that the construct writes from its other props are refused.
   *
   * @default - the labels of the chart, and no annotations
   */
  readonly metadata?: ObjectMetadata;
}

export interface ObjectMetadata {
  readonly labels?: Labels;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One object of Kubernetes, as in cdk8s-plus. */
export abstract class KubernetesObject extends Construct {
  /** The kind of object, e.g. `BackendConfig`. */
  abstract readonly kind: string;

  /** The object as cdk8s has it, for JSON patches. */
  abstract readonly apiObject: ApiObject;

  /** Name of the object. */
  get name(): string {
    return this.apiObject.name;
  }

  /** Labels and annotations, which may still be added: `metadata.addLabel('team', 'search')`. */
  get metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
  }
}

/** What another object names: a construct, or the name of something that is not of this app. */
export type Reference<T extends KubernetesObject> = T | string;

export function nameOf(reference: Reference<KubernetesObject>): string {
  return typeof reference === 'string' ? reference : reference.name;
}

/** Metadata of an object: what the construct writes, and what it was given. */
export function metadataOf(
  { name, namespace, metadata: { labels, annotations } = {} }: ObjectProps,
  written: Readonly<Record<string, string>> = {},
): ApiObjectMetadata {
  return { name, namespace, labels: { ...labels }, annotations: { ...annotations, ...written } };
}

/** Faults of name, namespace, labels and annotations; `written` are the annotations of the construct's own. */
export function objectFaults(
  { name, namespace, metadata: { labels = {}, annotations = {} } = {} }: ObjectProps,
  { nameRule = RFC1123_SUBDOMAIN, written = [] }: { nameRule?: NameRule; written?: readonly string[] } = {},
): Fault[] {
  return [
    ...nameFaults('name', name, nameRule),
    ...nameFaults('namespace', namespace, RFC1123_LABEL),
    ...labelFaults('metadata.labels', labels),
    ...annotationFaults('metadata.annotations', annotations, written),
  ];
}

/** The fault of an annotation of a user's that another kind of object has a meaning for, where it is there. */
export function foreignAnnotationFaults(
  { metadata: { annotations = {} } = {} }: ObjectProps,
  key: string,
  fault: Pick<Fault, 'message' | 'cure'>,
): Fault[] {
  return Object.hasOwn(annotations, key) ? [{ path: `metadata.annotations[${quote(key)}]`, ...fault }] : [];
}

/**
 * Says that one construct names others, by the prop or path of each: they come first in what is emitted, and must be
 * in the same namespace, which is checked when the app is synthesized. Names of what is not of this app do nothing.
 */
export function addReferences(construct: KubernetesObject, references: Readonly<Record<string, unknown>>): void {
  const constructs = Object.entries(references).filter(isToConstruct);
  construct.node.addDependency(...constructs.map(([, other]) => other));
  construct.node.addValidation({
    validate: () => constructs.flatMap(([path, other]) => namespaceFaults(construct, path, other)).map(describeFault),
  });
}

function isToConstruct(entry: [path: string, reference: unknown]): entry is [string, IConstruct] {
  return Construct.isConstruct(entry[1]);
}

function namespaceFaults(construct: KubernetesObject, path: string, other: IConstruct): Fault[] {
  const { namespace } = construct.metadata;
  const object = other.node.defaultChild; // a construct of a user's own need not have one
  if (!ApiObject.isApiObject(object)) return [];
  const { kind, name, metadata } = object;
  if (namespace === undefined || metadata.namespace === undefined || namespace === metadata.namespace) return [];
  return [
    {
      path,
      message: `must be of the namespace ${quote(namespace)}, got ${kind} ${quote(name)} of ${quote(metadata.namespace)}`,
      cure: `${construct.kind} and ${kind} find each other in one namespace only`,
    },
  ];
}
