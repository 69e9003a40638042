/**
 * What a node's condition `NetworkUnavailable` says of how its pods are reached, once they are.
 *
 * @see https://github.com/kubernetes/cloud-provider-gcp/blob/master/pkg/controller/nodeipam/ipam/cloud_cidr_allocator.go
 * @see https://github.com/kubernetes/cloud-provider/blob/master/controllers/route/route_controller.go
 */
const POD_ROUTES = {
  /** The machine has an alias range for its pods: no route has to be made. */
  'NodeController create implicit route': 'vpc-native',
  /** A route to the machine was made for its pods. */
  'RouteController created a route': 'routes-based',
} as const;

export type PodRoutes = (typeof POD_ROUTES)[keyof typeof POD_ROUTES];

/** How the pods of a node are reached, by the message of the condition; undefined where it does not tell. */
export function podRoutesOf(message: string): PodRoutes | undefined {
  return new Map<string, PodRoutes>(Object.entries(POD_ROUTES)).get(message);
}
