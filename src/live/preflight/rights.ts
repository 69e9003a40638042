import type { Cluster } from '../cluster';
import { RESOURCES, type Resource } from '../resources';
import { type Asked, asked } from './asked';
import type { Right, RightAnswer } from './facts';

/** What helm must be allowed for this chart, as far as it stands in the way most often. */
const HELM: readonly Right[] = [
  ...['secrets', 'configmaps', 'services'].map((resource) => ({ group: '', resource })),
  ...['deployments', 'statefulsets'].map((resource) => ({ group: 'apps', resource })),
].flatMap((one) => ['get', 'create', 'patch'].map((verb) => ({ ...one, verb })));

/** Rights for the steps that follow: what is applied, what helm makes, and what commands of ours ask for. */
export function rightsFor(kinds: readonly string[], more: readonly Right[]): Right[] {
  const applied = RESOURCES.filter(({ kind }) => kinds.includes(kind)).flatMap((resource) =>
    ['get', 'create', 'patch'].map((verb) => ({ verb, ...namesOf(resource) })),
  );
  const all = [...applied, ...HELM, ...more];
  return [...new Map(all.map((right) => [JSON.stringify([right.verb, right.group, right.resource]), right])).values()];
}

export function namesOf({ apiVersion, plural }: Pick<Resource, 'apiVersion' | 'plural'>): Omit<Right, 'verb'> {
  return { group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', resource: plural };
}

/** Asks the API server for each right; it answers everybody. */
export function rightsOf(cluster: Cluster, rights: readonly Right[]): Promise<Asked<readonly RightAnswer[]>> {
  return asked(() => Promise.all(rights.map((right) => answerOf(cluster, right))));
}

async function answerOf(cluster: Cluster, right: Right): Promise<RightAnswer> {
  const [resource = '', subresource] = right.resource.split('/');
  const attributes = { namespace: cluster.namespace, verb: right.verb, group: right.group, resource };
  const { body } = await cluster.ask('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { ...attributes, ...(subresource !== undefined && { subresource }) } },
  });
  const { status } = (body ?? {}) as { status?: { allowed?: boolean } };
  return { ...right, allowed: status?.allowed === true };
}
