import { PAGES } from '../../../rules/pages';
import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { pairsOf, releasesIn } from '../../edge';
import type { Artifact } from '../../artifact';
import { code } from '../../words';

export const serviceIsRenamed: Danger = {
  id: 'service-is-renamed',
  why: 'a Service of another name is another backend with other NEGs: from the upgrade that removes the old one until the Ingress names the new one and its pods are healthy, calls fail; clients inside the cluster lose its DNS name',
  cure: 'Keep `fullnameOverride` and `nameOverride`; else plan a window, and apply the manifests right after the upgrade.',
  see: PAGES.chart,
  *check(changes) {
    for (const { before, after, on } of releasesIn(changes)) {
      const [from, to] = [before.service?.serviceName, after.service?.serviceName];
      // A renamed release is told by itself.
      if (before.name !== after.name || from === undefined || to === undefined || from === to) continue;
      yield { on, message: `the Service is renamed from ${code(from)} to ${code(to)}` };
    }
    for (const { before, after } of pairsOf(changes, 'Service')) {
      if (before.name === after.name || instanceOf(before) !== instanceOf(after)) continue;
      // It follows Milvus' own Service.
      if (before.name.endsWith('-rest') && after.name.endsWith('-rest')) continue;
      yield { on: after, message: `the Service is renamed from ${code(before.name)} to ${code(after.name)}` };
    }
  },
};

function instanceOf({ value }: Artifact): unknown {
  return valueAt(value, ['spec', 'selector', 'app.kubernetes.io/instance']);
}
