import { listOf, textOf, valueAt } from '../source/plain';
import type { RunningObject } from './running';

/** A host of an Ingress and what it leads to. */
export interface IngressRule {
  readonly host?: string;
  readonly paths: readonly { readonly path: string; readonly serviceName: string }[];
}

export function rulesOf(ingress: RunningObject | undefined): IngressRule[] {
  return listOf(valueAt(ingress?.spec, ['rules'])).map((rule) => {
    const host = textOf(valueAt(rule, ['host']));
    const paths = listOf(valueAt(rule, ['http', 'paths'])).map((path) => ({
      path: textOf(valueAt(path, ['path'])) ?? '/',
      serviceName: textOf(valueAt(path, ['backend', 'service', 'name'])) ?? '',
    }));
    return { ...(host !== undefined && { host }), paths };
  });
}

export interface IngressTls {
  readonly secretName: string;
  readonly hosts: readonly string[];
}

export function tlsOf(ingress: RunningObject | undefined): IngressTls[] {
  return listOf(valueAt(ingress?.spec, ['tls'])).flatMap((entry) => {
    const secretName = textOf(valueAt(entry, ['secretName']));
    const hosts = listOf(valueAt(entry, ['hosts'])).filter((host) => typeof host === 'string');
    return secretName === undefined ? [] : [{ secretName, hosts }];
  });
}

/** The first rule that leads to a Service. */
export function ruleOf(ingress: RunningObject | undefined, serviceName: string): IngressRule | undefined {
  return rulesOf(ingress).find(({ paths }) => paths.some((path) => path.serviceName === serviceName));
}

/** Every Ingress that leads to one of the Services, by their names. */
export function ingressesOf(objects: readonly RunningObject[], serviceNames: readonly string[]): RunningObject[] {
  return objects.filter(
    (one) => one.kind === 'Ingress' && serviceNames.some((serviceName) => ruleOf(one, serviceName) !== undefined),
  );
}
