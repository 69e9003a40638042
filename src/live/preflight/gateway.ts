import type { Topology } from '../../topology/topology';
import type { Cluster } from '../cluster';
import { EVENTS, GATEWAYS } from '../resources';
import { type Asked, asked } from './asked';
import type { GatewayFacts } from './facts';

/** What the cluster has of an environment's Gateway; nothing where it has none. */
export async function askForGateway(
  { loadBalancer: { name, gateway } }: Topology,
  cluster: Cluster,
): Promise<GatewayFacts | undefined> {
  if (!gateway) return undefined;
  const [object, events, hasClass] = await Promise.all([
    asked(() => cluster.find(GATEWAYS, name)),
    asked(() => cluster.list(EVENTS, { fieldSelector: `involvedObject.kind=Gateway,involvedObject.name=${name}` })),
    classIsThere(gateway.className, cluster),
  ]);
  return { object, events, hasClass };
}

/** A class is of the whole cluster, so not everybody may ask. */
async function classIsThere(name: string, cluster: Cluster): Promise<Asked<boolean>> {
  const answer = await asked(() => cluster.ask('GET', `/apis/${GATEWAYS.apiVersion}/gatewayclasses/${name}`));
  if ('notRun' in answer) return answer;
  const { status } = answer.value;
  if (status === 200 || status === 404) return { value: status === 200 };
  return { notRun: status === 403 ? 'you may not get gatewayclasses' : `HTTP ${status} for gatewayclasses` };
}
