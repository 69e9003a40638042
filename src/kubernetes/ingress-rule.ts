import { type Service } from 'cdk8s-plus-27/lib/service';
import { type Fault, quote } from '../errors';
import { REFUSED_IN_PATH } from '../gke/ingress';
import { RFC1035_LABEL } from '../gke/names';
import { PORT } from '../gke/network';
import { duplicateFaults, hostFaults, integerFaults, nameFaults, urlPathFaults } from '../gke/prop-faults';
import { type GkeService } from './gke-service';
import { type IngressRule as KubeIngressRule } from './kube-objects';

/** A Service: ours, one of cdk8s-plus, whose first port is meant, or name and port of one that is not of this app. */
export type IngressService = GkeService | Service | { readonly name: string; readonly port: number };

/** What a path of a host leads to. */
export interface IngressPath {
  /**
   * Start of the URL paths, e.g. `/v2/vectordb`; matched by whole segments, never exactly, because gRPC calls lie below.
   *
   * @default '/'
   */
  readonly path?: string;

  /** Service of the Ingress' namespace, and its port, 1 to 65535. */
  readonly service: IngressService;
}

/** A host and what it serves. */
export interface IngressRule {
  /** DNS name, lower case; the first label may be `*`. Each host once: of two rules the last would win. */
  readonly host: string;

  /** At least one. */
  readonly paths: readonly IngressPath[];
}

/** The rule as Kubernetes has it. */
export function ruleOf({ host, paths }: IngressRule): KubeIngressRule {
  return {
    host,
    http: {
      paths: paths.map(({ path = '/', service }) => ({
        path,
        pathType: 'Prefix',
        backend: { service: { name: service.name, port: { number: portOf(service) } } },
      })),
    },
  };
}

/** What stands alone; ports of Services of cdk8s-plus may still come. */
export function rulesFaults(rules: readonly IngressRule[]): Fault[] {
  const host = (index: number) => `rules[${index}].host`;
  return [
    ...rules.flatMap((rule, index) => [
      ...hostFaults(host(index), rule.host),
      ...pathsFaults(`rules[${index}].paths`, rule.paths),
    ]),
    ...duplicateFaults(
      host,
      rules.map((rule) => rule.host),
    ),
  ];
}

function pathsFaults(path: string, paths: readonly IngressPath[]): Fault[] {
  return [
    ...(paths.length === 0 ? [{ path, message: 'must be at least one path, got none' }] : []),
    ...paths.flatMap((entry, index) => pathFaults(`${path}[${index}]`, entry)),
    ...duplicateFaults(
      (index) => `${path}[${index}].path`,
      paths.map((entry) => entry.path ?? '/'),
    ),
  ];
}

function pathFaults(at: string, { path = '/', service }: IngressPath): Fault[] {
  return [
    ...urlPathFaults(`${at}.path`, path),
    ...(REFUSED_IN_PATH.test(path)
      ? [{ path: `${at}.path`, message: `must not have *, //, /./, /../ or %2f, got ${quote(path)}` }]
      : []),
    ...nameFaults(`${at}.service.name`, service.name, RFC1035_LABEL),
    ...integerFaults(`${at}.service.port`, portOf(service), PORT),
  ];
}

/** What can be told only when everything is there. */
export function finalRulesFaults(rules: readonly IngressRule[]): Fault[] {
  return [
    ...(rules.length === 0
      ? [{ path: 'rules', message: 'must be at least one rule, got none', cure: 'use addRule' }]
      : []),
    ...rules.flatMap(({ paths }, index) =>
      paths.flatMap(({ service }, at) => {
        if (portOf(service) !== undefined) return [];
        const path = `rules[${index}].paths[${at}].service`;
        return [{ path, message: `must have a port, got none on the Service ${quote(service.name)}` }];
      }),
    ),
  ];
}

export function noRuleFor(host: string, rules: readonly IngressRule[]): Fault {
  const hosts = rules.map((rule) => rule.host).join(', ');
  return {
    path: 'addPath',
    message: `must be a host that has a rule, got ${quote(host)}`,
    cure: hosts === '' ? 'use addRule' : `hosts with a rule are ${hosts}; use addRule for another`,
  };
}

/** Port of a Service; one of cdk8s-plus may get its port later. */
function portOf(service: IngressService): number | undefined {
  return 'ports' in service ? service.ports[0]?.port : service.port;
}
