import { KEPT_FIELDS } from '../../../gke/kept-fields';
import { PAGES } from '../../../rules/pages';
import { pathName, valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { frontendOf, ingressesIn, pairsOf } from '../../edge';
import { code } from '../../words';

export const fieldDoesNotRevert: Danger = {
  id: 'field-does-not-revert',
  why: 'the controller leaves what merely disappears as it is in Google Cloud: the files no longer say what is live',
  cure: 'Write the value that is wanted instead.',
  see: PAGES.features,
  *check(changes) {
    for (const { before, after } of pairsOf(changes, 'BackendConfig')) {
      for (const { path, instead } of KEPT_FIELDS.BackendConfig) {
        const [from, to] = [valueAt(before.value, path), valueAt(after.value, path)];
        if (from === undefined || to !== undefined) continue;
        const message = `${pathName(path)} disappears, and stays ${code(from)} in Google Cloud`;
        const place = instead.startsWith('securityPolicy') ? 'loadBalancer' : 'loadBalancer.backend';
        yield { on: after, message, cure: cureWith(place, instead) };
      }
    }
    // A FrontendConfig that is named no more says as little as one without the field.
    for (const { before, after, on, environment } of ingressesIn(changes)) {
      for (const { path, instead } of KEPT_FIELDS.FrontendConfig) {
        const from = valueAt(frontendOf(environment.before, before)?.value, path);
        const to = valueAt(frontendOf(environment.after, after)?.value, path);
        if (from === undefined || from === '' || to !== undefined) continue;
        const message = `${pathName(path)} of the FrontendConfig disappears, and stays ${code(from)} in Google Cloud`;
        yield { on, message, cure: cureWith('loadBalancer', instead) };
      }
    }
  },
};

function cureWith(place: string, instead: string): string {
  return `Write what is wanted instead; to be rid of it, \`${instead}\` below \`${place}\`.`;
}
