import { quote } from '../../errors';
import { MAX_RATE_PER_ENDPOINT } from '../../gke/annotations';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const maxRateIsANumber: Rule = {
  id: 'max-rate-is-a-number',
  severity: 'error',
  why: 'it is the number of calls a second that one pod takes: the controller cannot read anything else',
  cure: 'Write calls a second and pod, such as "100".',
  see: PAGES.features,
  *check({ services }) {
    for (const service of services) {
      const rate = service.annotations[MAX_RATE_PER_ENDPOINT];
      if (typeof rate !== 'string' || (/^\d+(\.\d+)?$/.test(rate) && Number(rate) > 0)) continue;
      const path = [...service.annotationsPath, MAX_RATE_PER_ENDPOINT];
      yield { on: service, path, message: `must be a number above 0, got ${quote(rate)}` };
    }
  },
  examples: {
    good: [service({ [MAX_RATE_PER_ENDPOINT]: '100' })],
    bad: [service({ [MAX_RATE_PER_ENDPOINT]: '100/s' })],
  },
};
