import { PAGES } from '../../../rules/pages';
import { backendConfigNamesOf } from '../../../rules/objects';
import type { Service } from '../../../rules/objects';
import type { Danger } from '../../danger';
import type { Environment } from '../../dist';
import type { Artifact } from '../../artifact';
import { goneOf } from '../../edge';
import { code } from '../../words';

export const backendConfigIsMissing: Danger = {
  id: 'backend-config-is-missing',
  why: 'the controller stops at the whole Ingress and closes the firewall for health checks, port 9091: an outage, of every release on it',
  cure: 'Keep the BackendConfig; else upgrade the release first, so that its Service names another, and remove it afterwards.',
  see: PAGES.features,
  *check(changes) {
    for (const { gone, after } of goneOf(changes, 'BackendConfig')) {
      for (const service of usersOf(gone, after)) {
        const name = code(service.serviceName ?? service.name);
        const message = `the BackendConfig ${code(gone.name)} is removed, and the Service ${name} still names it`;
        yield { on: gone, message };
      }
    }
  },
};

/** Services that name it and find none. Values leave the namespace to whoever runs Helm: any will do for them. */
function usersOf({ name, place }: Artifact, { objects, artifacts }: Environment): Service[] {
  const left = artifacts.filter((artifact) => artifact.kind === 'BackendConfig' && artifact.name === name);
  return objects.services.filter(({ namespace, ...service }) => {
    const couldBeIts = namespace === undefined || namespace === place;
    const finds = left.some((artifact) => namespace === undefined || namespace === artifact.place);
    return couldBeIts && !finds && backendConfigNamesOf({ namespace, ...service }).includes(name);
  });
}
