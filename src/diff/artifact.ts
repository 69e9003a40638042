import { isMapping } from '../source/plain';
import type { Mapping } from '../source/plain';

/** What a dist folder holds, one by one: whoever reviews it asks what becomes of each. */
export interface Artifact {
  readonly environment: string;
  readonly room: 'kubernetes' | 'helm' | 'terraform' | 'runbook' | 'environment';
  /** `Ingress`, `Helm release`, `google_container_cluster`, `Terraform stack`, `runbook`. */
  readonly kind: string;
  /** Its namespace, its Terraform stack; empty where it has neither. */
  readonly place: string;
  readonly name: string;
  /** What it says. YAML and JSON that are written as a text are read. */
  readonly value: Mapping;
}

/** An artifact before and after; of another name where it is renamed. */
export interface Pair {
  readonly before: Artifact;
  readonly after: Artifact;
}

/** `kind` of what a values file is for. */
export const HELM_RELEASE = 'Helm release';
/** `kind` of all in a stack that is no resource: backend, providers, outputs. */
export const TERRAFORM_STACK = 'Terraform stack';

/** An environment as a whole. */
export function environmentArtifact(name: string): Artifact {
  return { environment: name, room: 'environment', kind: 'environment', place: '', name, value: {} };
}

/** The same for two artifacts that are one before and after. */
export function keyOf({ environment, kind, place, name }: Artifact): string {
  return JSON.stringify([environment, kind, place, name]);
}

/** `Ingress default/milvus`, `google_compute_network.network in stack production`. */
export function titleOf({ room, kind, place, name }: Artifact): string {
  if (room === 'runbook') return kind;
  if (room === 'terraform' && kind !== TERRAFORM_STACK) return `${kind}.${name} in stack ${place}`;
  return `${kind} ${[place, name].filter(Boolean).join('/')}`;
}

/** Every value that holds nothing further, by its path as JSON; empty mappings and lists count as values. */
export function leavesOf(value: unknown, path: readonly (string | number)[] = []): Map<string, unknown> {
  const inner = isMapping(value) ? Object.entries(value) : Array.isArray(value) ? [...value.entries()] : [];
  if (inner.length === 0) return new Map([[JSON.stringify(path), value]]);
  return new Map(inner.flatMap(([key, one]) => [...leavesOf(one, [...path, key])]));
}
