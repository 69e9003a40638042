import type { Ingress } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { ingressesIn } from '../../edge';
import { code } from '../../words';

export const hostIsRemoved: Danger = {
  id: 'host-is-removed',
  why: 'calls for it get the default backend, 404, and its certificate goes with it: clients of that host fail at once',
  cure: 'Move its clients first. To change a host, run a second release under the new one for a while.',
  see: PAGES.ingress,
  *check(changes) {
    for (const { before, after, on } of ingressesIn(changes)) {
      const left = hostsOf(after);
      const come = [...left].filter((host) => !hostsOf(before).has(host));
      for (const host of hostsOf(before)) {
        if (left.has(host)) continue;
        const instead = come.length === 1 ? `; ${code(come[0])} is new` : '';
        yield { on, message: `the host ${code(host)} is removed${instead}` };
      }
    }
  },
};

function hostsOf({ routes }: Ingress): Set<string> {
  return new Set(routes.flatMap(({ host }) => host ?? []));
}
