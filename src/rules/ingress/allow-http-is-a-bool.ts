import { quote } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const allowHttpIsABool: Rule = {
  id: 'allow-http-is-a-bool',
  severity: 'error',
  why: 'what is not "true" or "false" counts as true: port 80 is open in clear text',
  cure: 'Write "false" to close port 80, or "true".',
  see: PAGES.ingressExternal,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const value = ingress.annotations[INGRESS.allowHttp];
      if (typeof value !== 'string' || /^(1|0|t|f|true|false)$/i.test(value)) continue;
      yield {
        on: ingress,
        path: ['metadata', 'annotations', INGRESS.allowHttp],
        message: `must be "true" or "false", got ${quote(value)}`,
      };
    }
  },
  examples: {
    good: [ingress(), ingress({ annotations: { [INGRESS.allowHttp]: 'true' } })],
    bad: [ingress({ annotations: { [INGRESS.allowHttp]: 'no' } })],
  },
};
