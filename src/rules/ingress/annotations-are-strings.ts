import { INGRESS, LEGACY_SERVICE, SERVICE } from '../../gke/annotations';
import { ingress, values } from '../examples';
import { quote } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const KEYS: readonly string[] = [INGRESS, SERVICE, LEGACY_SERVICE].flatMap((keys) => Object.values(keys));

export const annotationsAreStrings: Rule = {
  id: 'annotations-are-strings',
  severity: 'error',
  why: 'an annotation is a text: the API server refuses anything else, Helm only as it installs',
  cure: `Put the value into quotes, JSON into single ones: '{"ingress": true}'.`,
  see: PAGES.features,
  *check({ ingresses, services }) {
    for (const item of [...ingresses, ...services]) {
      for (const [key, value] of Object.entries(item.annotations)) {
        if (!KEYS.includes(key) || typeof value === 'string') continue;
        const message = `must be a text, got ${quote(value)}`;
        yield { on: item, path: [...item.annotationsPath, key], message };
      }
    }
  },
  examples: {
    good: [ingress(), values('common: { security: { tlsMode: 1 } }')],
    bad: [
      ingress().replace(`'false'`, 'false'),
      values('common: { security: { tlsMode: 1 } }').replace(`'{"ingress":true}'`, '{ ingress: true }'),
    ],
  },
};
