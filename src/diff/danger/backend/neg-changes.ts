import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { servicesIn } from '../../edge';
import { isSame } from '../../fields';
import { code } from '../../words';

export const negChanges: Danger = {
  id: 'neg-changes',
  why: 'NEGs are how the load balancer reaches the pods: other NEGs are other backends, empty until the controller has filled them, and a ClusterIP Service without `ingress: true` stops the whole Ingress',
  cure: 'Keep {"ingress": true}. Where it must change, do it in a window and watch the backends.',
  see: PAGES.neg,
  *check(changes) {
    for (const { before, after, on } of servicesIn(changes)) {
      const [from, to] = [before.neg?.value ?? before.neg?.raw, after.neg?.value ?? after.neg?.raw];
      if (isSame(from, to)) continue;
      yield { on, message: `the annotation for NEGs changes from ${code(from)} to ${code(to)}` };
    }
  },
};
