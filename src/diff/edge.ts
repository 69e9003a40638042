import type { Configuration, Gateway, Ingress, Item, Named, Service, Values } from '../rules/objects';
import type { Changes, EnvironmentChange } from './changes';
import type { Environment } from './dist';
import { HELM_RELEASE } from './artifact';
import type { Artifact, Pair } from './artifact';

/** Something before and after, as rules see it. */
export interface Seen<T> {
  readonly before: T;
  readonly after: T;
  /** What it is now. */
  readonly on: Artifact;
  readonly environment: EnvironmentChange;
}

/** A Milvus behind the load balancer, as its values describe it. */
export interface Release {
  readonly name: string;
  readonly values: Values;
  /** Undefined where the values say nothing of the load balancer. */
  readonly service?: Service;
  readonly configuration?: Configuration;
}

/** Artifacts of a kind that are there before and after, renamed ones too. */
export function* pairsOf(
  changes: Changes,
  kind: string,
): Generator<Pair & { readonly environment: EnvironmentChange }> {
  for (const environment of changes.kept) {
    for (const pair of environment.pairs) if (pair.after.kind === kind) yield { ...pair, environment };
  }
}

/** Artifacts of a kind of which their environment has no more, or under another name. */
export function* goneOf(
  { kept }: Changes,
  kind: string,
): Generator<{ readonly gone: Artifact; readonly after: Environment }> {
  for (const { changes, after } of kept) {
    for (const change of changes) {
      if (change.what !== 'removed' && change.what !== 'renamed') continue;
      if (change.before.kind === kind) yield { gone: change.before, after };
    }
  }
}

export function* ingressesIn(changes: Changes): Generator<Seen<Ingress>> {
  for (const { before, after, environment } of pairsOf(changes, 'Ingress')) {
    const [from, to] = [
      find(environment.before.objects.ingresses, before),
      find(environment.after.objects.ingresses, after),
    ];
    if (from && to) yield { before: from, after: to, on: after, environment };
  }
}

export function* gatewaysIn(changes: Changes): Generator<Seen<Gateway>> {
  for (const { before, after, environment } of pairsOf(changes, 'Gateway')) {
    const [from, to] = [
      find(environment.before.objects.gateways, before),
      find(environment.after.objects.gateways, after),
    ];
    if (from && to) yield { before: from, after: to, on: after, environment };
  }
}

/** Services behind the load balancer: Milvus' own, which Helm makes, and those that are written out. */
export function* servicesIn(changes: Changes): Generator<Seen<Service>> {
  for (const { before, after, on, environment } of releasesIn(changes)) {
    if (before.service && after.service) yield { before: before.service, after: after.service, on, environment };
  }
  for (const { before, after, environment } of pairsOf(changes, 'Service')) {
    const [from, to] = [
      find(environment.before.objects.services, before),
      find(environment.after.objects.services, after),
    ];
    if (from && to) yield { before: from, after: to, on: after, environment };
  }
}

export function* releasesIn(changes: Changes): Generator<Seen<Release>> {
  for (const { before, after, environment } of pairsOf(changes, HELM_RELEASE)) {
    const [from, to] = [releaseOf(environment.before, before), releaseOf(environment.after, after)];
    if (from && to) yield { before: from, after: to, on: after, environment };
  }
}

/** The FrontendConfig that an Ingress names, where the environment has it. */
export function frontendOf({ objects }: Environment, ingress: Ingress): Named | undefined {
  const { frontendConfigName } = ingress;
  return frontendConfigName === undefined
    ? undefined
    : find(objects.frontendConfigs, { ...ingress, name: frontendConfigName });
}

function releaseOf({ objects }: Environment, { name }: Artifact): Release | undefined {
  const values = objects.values.find(({ release }) => release === name);
  if (!values) return undefined;
  const { part } = values;
  return {
    name,
    values,
    service: objects.services.find((service) => service.part === part),
    configuration: objects.configurations.find((configuration) => configuration.part === part),
  };
}

function find<T extends Item>(
  items: readonly T[],
  { name, place, namespace = place }: { readonly name: string; readonly place?: string; readonly namespace?: string },
): T | undefined {
  return items.find((item) => item.name === name && (item.namespace ?? '') === (namespace ?? ''));
}
