import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const keysStandOnce: Rule = {
  id: 'keys-stand-once',
  severity: 'warning',
  why: 'helm and the API server take the last one, and what the first one says is lost; kustomize refuses the file',
  cure: 'Keep one of the two.',
  see: PAGES.yaml,
  *check({ repeated }) {
    for (const { at, message } of repeated) yield { at, message: `${message}: this one counts` };
  },
  examples: { good: [service()], bad: [`${service()}kind: Service\n`] },
};
