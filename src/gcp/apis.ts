import { isWatched } from '../topology/monitoring';
import type { Topology } from '../topology/topology';
import type { Api } from './services';

/** The APIs of Google Cloud that the stack of an environment needs. */
export function apisOf({ terraform, cluster, storage, monitoring, releases }: Topology): Api[] {
  const apis: Api[] = ['compute'];
  if (terraform.dnsZone) apis.push('dns');
  if (releases.some(({ gateway }) => gateway?.certificate)) apis.push('certificatemanager');
  if (cluster?.created) apis.push('container');
  if (cluster?.created || storage) apis.push('iam');
  if (storage) apis.push('iamcredentials', 'storage');
  if (isWatched(monitoring)) apis.push('monitoring');
  return apis;
}
