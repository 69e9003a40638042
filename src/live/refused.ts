import type { Fault } from '../errors';
import { SWITCHED_ON } from '../gke/cluster';
import { type Resource, roleName } from './resources';

/** Where it was asked. */
interface Place {
  readonly namespace: string;
  readonly context: string;
}

/** What the API server refuses for one kind: the others are asked first, so that all is told at once. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly resource: Resource,
    /** As roles call it. */
    readonly verb: 'get' | 'list' | 'create' | 'update',
  ) {
    super(`HTTP ${status}: ${verb} ${resource.plural}`);
  }
}

/**
 * One fault for everything that was refused for the same reason.
 *
 * @param rights - the page whose role gives what is missing
 */
export function faultsOf(all: readonly Refused[], { namespace, context }: Place, rights: string): Fault[] {
  // They were asked for at once: which answer comes first is chance.
  const refused = [...all].sort((a, b) => (roleName(a.resource) < roleName(b.resource) ? -1 : 1));
  const of = (status: number): Refused[] => refused.filter((one) => one.status === status);
  const names = (list: readonly Refused[]): string => list.map(({ resource }) => roleName(resource)).join(', ');
  const verbs = [...new Set(of(403).map(({ verb }) => verb))];
  const others = refused.filter(({ status }) => ![401, 403, 404].includes(status));
  return [
    ...(of(401).length > 0
      ? [{ message: `the API server does not know you (context ${context})`, cure: SIGN_IN }]
      : []),
    ...verbs.map((verb) => ({
      message: `you may not ${verb} ${names(of(403).filter((one) => one.verb === verb))} in the namespace ${namespace} (context ${context})`,
      cure: `ask for the role in ${rights}`,
    })),
    ...of(404).map(({ resource }) => ({
      message: `the cluster of the context ${context} knows no ${resource.kind} (${roleName(resource)})`,
      cure: CRD_CURES[resource.from ?? 'GKE'],
    })),
    ...others.map(({ status, resource }) => ({
      message: `the API server answers HTTP ${status} for ${roleName(resource)}`,
      cure: 'try again; if it lasts, look at the cluster',
    })),
  ];
}

export function noNamespaceFault({ namespace, context }: Place): Fault {
  return {
    message: `the namespace ${namespace} is not there, or is being deleted (context ${context})`,
    cure: 'another cluster? kubectl config current-context. Else make it, and apply again',
  };
}

export const SIGN_IN = 'sign in anew, e.g. gcloud auth login';

const CRD_CURES = {
  GKE: 'is it a GKE cluster, with its HTTP load balancing add-on on?',
  'Gateway API': `is the Gateway API on? gcloud container clusters update CLUSTER ${SWITCHED_ON.gatewayApi}; never install its definitions by hand`,
  'cert-manager': 'install cert-manager, which fills the Secrets of the environment',
  'managed collection': `is managed collection of metrics on? gcloud container clusters update CLUSTER ${SWITCHED_ON.managedCollection}`,
} as const;
