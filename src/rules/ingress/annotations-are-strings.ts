import { quote } from '../../errors';
import { mappingOf, valueAt } from '../../source/plain';
import type { Mapping } from '../../source/plain';
import { ingress, values } from '../examples';
import type { Item } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { objectsOf } from '../custom-resource/shape-faults';

export const annotationsAreStrings: Rule = {
  id: 'annotations-are-strings',
  severity: 'error',
  why: 'an annotation is a text: the API server refuses anything else, Helm only as it installs',
  cure: `Put the value into quotes, JSON into single ones: '{"ingress": true}'.`,
  see: PAGES.features,
  isOfForm: true,
  *check(objects) {
    const values = objects.services.filter(({ kind }) => kind === 'values');
    for (const item of [...objectsOf(objects), ...values]) {
      for (const [key, value] of Object.entries(writtenAnnotations(item))) {
        // A null is an empty text.
        if (typeof value === 'string' || value === null) continue;
        const message = `must be a text, got ${quote(value)}`;
        yield { on: item, path: [...item.annotationsPath, key], message };
      }
    }
  },
  examples: {
    good: [ingress(), values('common: { security: { tlsMode: 1 } }')],
    bad: [
      ingress().replace(`'false'`, 'false'),
      ingress().replace(`'false'`, `'false'\n    example.com/revision: 3`),
      values('common: { security: { tlsMode: 1 } }').replace(`'{"ingress":true}'`, '{ ingress: true }'),
    ],
  },
};

/** What is no mapping of them is told as that. */
function writtenAnnotations({ annotationsPath, origin, value, written = value }: Item): Mapping {
  return mappingOf(valueAt(written, origin?.(annotationsPath) ?? annotationsPath));
}
