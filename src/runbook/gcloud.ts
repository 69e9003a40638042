import type { Topology } from '../topology/topology';

/** What Compute Engine has one of for each region, and one for all of them. */
export type ScopedKind = 'addresses' | 'ssl-certificates' | 'ssl-policies' | 'security-policies';

/** The command that prints fields of what an Ingress names; an internal load balancer looks in its region only. */
export function describeLine(
  { project, region, loadBalancer }: Topology,
  kind: ScopedKind,
  name: string,
  fields: string,
): string {
  const scope = loadBalancer.scheme === 'internal' ? `--region ${region}` : '--global';
  return `gcloud compute ${kind} describe ${name} ${scope} --project ${project} --format='value(${fields})'`;
}

/** A network or subnetwork by name, or by its path, which names the project it is in. */
export function placeOf(path: string, project: string): { readonly project: string; readonly name: string } {
  const [, owner = project] = path.split('/');
  return { project: owner, name: path.slice(path.lastIndexOf('/') + 1) };
}
