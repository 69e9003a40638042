import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { HELM_RELEASE } from '../../artifact';
import { code } from '../../words';

export const releaseIsRenamed: Danger = {
  id: 'release-is-renamed',
  why: 'Helm cannot rename: it installs a second Milvus, empty, beside the first, with a Service, a certificate and a BackendConfig of other names; the old one goes on running and costing',
  cure: 'Keep the name of the release. To move, run both under two hosts, copy the data, move the clients, then uninstall the old one.',
  see: PAGES.chart,
  *check(changes) {
    for (const { before, after } of pairsOf(changes, HELM_RELEASE)) {
      if (before.name === after.name) continue;
      yield { on: after, message: `the release is renamed from ${code(before.name)} to ${code(after.name)}` };
    }
  },
};
