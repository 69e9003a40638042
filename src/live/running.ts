import { type Fault, UserError } from '../errors';
import { CHART } from '../milvus/chart';
import type { Cluster } from './cluster';
import type { Asked } from './preflight/asked';
import type { Helm } from './preflight/helm';
import { Refused, faultsOf, noNamespaceFault } from './refused';
import { type LiveObject, RESOURCES, type Resource } from './resources';

/** A Helm release of Milvus, with the values that its user supplied. */
export interface LiveRelease {
  readonly name: string;
  readonly chart: string;
  readonly values: { readonly file: string; readonly text: string };
}

/**
 * The names of a namespace's releases of Milvus, and the versions of their charts.
 *
 * @throws UserError where helm does not say
 */
export async function milvusReleases(helm: Helm): Promise<{ readonly name: string; readonly chart: string }[]> {
  const releases = answered(await helm.list(), 'helm list');
  return releases.flatMap(({ name, chart }) => {
    const version = new RegExp(`^${CHART.name}-v?(\\d+\\.\\d+\\.\\d+)$`).exec(chart)?.[1];
    return version === undefined ? [] : [{ name, chart: version }];
  });
}

/** @throws UserError where helm does not say */
export async function releaseWithValues(
  helm: Helm,
  { name, chart }: { readonly name: string; readonly chart: string },
): Promise<LiveRelease> {
  const text = answered(await helm.values(name), `helm get values ${name}`);
  return { name, chart, values: { file: `live values of ${name}`, text } };
}

/**
 * Objects of every kind that an environment has, all there are in the namespace.
 *
 * @throws UserError with everything that may not be read; kinds that the cluster does not know are left out
 */
export async function objectsIn(cluster: Cluster): Promise<LiveObject[]> {
  if ((await cluster.hasNamespace()) === false) throw new UserError([noNamespaceFault(cluster)]);
  const refused: Refused[] = [];
  const lists = await Promise.all(
    RESOURCES.map(async (resource) => {
      try {
        return await cluster.list(resource);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // A role from before there were Gateways or PodMonitorings does for whoever has none.
        if (error.status === 403 && NEWER.includes(resource.from)) return [];
        if (error.status !== 404) refused.push(error);
        return [];
      }
    }),
  );
  if (refused.length > 0) throw new UserError(faultsOf(refused, cluster, 'docs/init.md'));
  return lists.flat();
}

const NEWER: readonly Resource['from'][] = ['Gateway API', 'managed collection'];

function answered<T>(answer: Asked<T>, command: string): T {
  if ('value' in answer) return answer.value;
  const cure = 'mend that, or write the file without looking at a cluster: --no-cluster';
  const fault: Fault = { message: `${command}: ${answer.notRun}`, cure };
  throw new UserError([fault]);
}
