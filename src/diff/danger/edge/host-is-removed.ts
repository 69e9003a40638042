import { leadsToMilvus } from '../../../rules/objects';
import type { Gateway, Ingress } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import type { Artifact } from '../../artifact';
import type { Danger, Found } from '../../danger';
import type { Environment } from '../../dist';
import { gatewaysIn, ingressesIn } from '../../edge';
import { code } from '../../words';

export const hostIsRemoved: Danger = {
  id: 'host-is-removed',
  why: 'calls for it get the default backend, 404, and its certificate goes with it: clients of that host fail at once',
  cure: 'Move its clients first. To change a host, run a second release under the new one for a while.',
  see: PAGES.ingress,
  *check(changes) {
    for (const { before, after, on } of ingressesIn(changes)) yield* removedOf(on, hostsOf(before), hostsOf(after));
    for (const { before, after, on, environment } of gatewaysIn(changes)) {
      const routes = [routeHostsOf(before, environment.before), routeHostsOf(after, environment.after)] as const;
      yield* removedOf(on, ...routes);
    }
  },
};

function* removedOf(on: Artifact, before: ReadonlySet<string>, left: ReadonlySet<string>): Generator<Found> {
  const come = [...left].filter((host) => !before.has(host));
  for (const host of before) {
    if (left.has(host)) continue;
    const instead = come.length === 1 ? `; ${code(come[0])} is new` : '';
    yield { on, message: `the host ${code(host)} is removed${instead}` };
  }
}

function routeHostsOf(gateway: Gateway, { objects }: Environment): Set<string> {
  const own = objects.httpRoutes.filter((route) => leadsToMilvus(route) && route.gateways.includes(gateway));
  return new Set(own.flatMap(({ hostnames }) => hostnames));
}

function hostsOf({ routes }: Ingress): Set<string> {
  return new Set(routes.flatMap(({ host }) => host ?? []));
}
