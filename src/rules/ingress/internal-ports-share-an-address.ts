import { INGRESS } from '../../gke/annotations';
import { LOAD_BALANCER_CLASSES, reasonAgainst } from '../../gke/load-balancer-classes';
import { ingress } from '../examples';
import { allowsHttp, hasCertificate } from '../ingress';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const INTERNAL = { [INGRESS.class]: 'gce-internal' };

export const internalPortsShareAnAddress: Rule = {
  id: 'internal-ports-share-an-address',
  severity: 'error',
  why: LOAD_BALANCER_CLASSES['gce-internal'].cannotHave.portsOnEphemeralAddress,
  cure: `Write ${INGRESS.allowHttp}: "false", or name a regional address in ${INGRESS.regionalStaticIpName}.`,
  see: PAGES.ingressInternal,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const reason = reasonAgainst('portsOnEphemeralAddress', ingress.class);
      if (reason === undefined || !allowsHttp(ingress) || !hasCertificate(ingress)) continue;
      if (ingress.annotations[INGRESS.regionalStaticIpName]) continue;
      const message = 'serves HTTP and HTTPS without a regional address';
      yield { on: ingress, path: ['metadata', 'annotations', INGRESS.class], message };
    }
  },
  examples: {
    good: [ingress({ annotations: INTERNAL })],
    bad: [ingress({ annotations: { ...INTERNAL, [INGRESS.allowHttp]: undefined } })],
  },
};
