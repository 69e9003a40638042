import { KEPT_FIELDS } from '../../../gke/kept-fields';
import type { KeptField } from '../../../gke/kept-fields';
import { PAGES } from '../../../rules/pages';
import { pathName, valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { frontendOf, ingressesIn, pairsOf } from '../../edge';
import { isSame } from '../../fields';
import { code } from '../../words';

export const fieldDoesNotRevert: Danger = {
  id: 'field-does-not-revert',
  why: 'the controller leaves what merely disappears as it is in Google Cloud: the files no longer say what is live',
  cure: 'Write the value that is wanted instead.',
  see: PAGES.features,
  *check(changes) {
    for (const { before, after } of pairsOf(changes, 'BackendConfig')) {
      for (const field of KEPT_FIELDS.BackendConfig) {
        const from = leftBehind(field, before.value, after.value);
        if (from === undefined) continue;
        const place = field.instead.startsWith('securityPolicy') ? 'loadBalancer' : 'loadBalancer.backend';
        const message = `${pathName(field.path)} disappears, and stays ${code(from)} in Google Cloud`;
        yield { on: after, message, cure: cureWith(place, field.instead) };
      }
    }
    // A FrontendConfig that is named no more says as little as one without the field.
    for (const { before, after, on, environment } of ingressesIn(changes)) {
      const [old, current] = [frontendOf(environment.before, before), frontendOf(environment.after, after)];
      for (const field of KEPT_FIELDS.FrontendConfig) {
        const from = leftBehind(field, old?.value, current?.value ?? { spec: {} });
        if (from === undefined) continue;
        const message = `${pathName(field.path)} of the FrontendConfig disappears, and stays ${code(from)} in Google Cloud`;
        yield { on, message, cure: cureWith('loadBalancer', field.instead) };
      }
    }
  },
};

/** What Google Cloud keeps of a field that disappears; undefined where it does not, or keeps nothing. */
function leftBehind({ path, defaults, onlyWith }: KeptField, before: unknown, after: unknown): unknown {
  const [from, to] = [valueAt(before, path), valueAt(after, path)];
  if (from === undefined || to !== undefined || defaults.some((one) => isSame(one, from))) return undefined;
  // A block that goes as a whole is told by itself.
  if (valueAt(after, path.slice(0, -1)) === undefined) return undefined;
  return onlyWith && !isSame(valueAt(after, onlyWith.path), onlyWith.value) ? undefined : from;
}

function cureWith(place: string, instead: string): string {
  return `Write what is wanted instead; to be rid of it, \`${instead}\` below \`${place}\`.`;
}
