import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { code } from '../../words';

export const backendConfigIsRenamed: Danger = {
  id: 'backend-config-is-renamed',
  why: 'a Service that names a BackendConfig which is not there stops the whole Ingress, and the health checks of Milvus with it; the manifests and the Helm release name it, and are applied one after the other',
  cure: 'Keep the names of the release and the namespace, which decide it. Else three steps: apply the new BackendConfig, upgrade the release, and only then delete the old one; a tool that prunes must wait.',
  see: PAGES.features,
  *check(changes) {
    for (const { before, after } of pairsOf(changes, 'BackendConfig')) {
      const [from, to] = [before, after].map(({ place, name }) => `${place}/${name}`);
      if (from === to) continue;
      yield { on: after, message: `the BackendConfig is renamed from ${code(from)} to ${code(to)}` };
    }
  },
};
