import { quote } from '../../errors';
import { ingress, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { EDIT_IN_PLACE, solvesInPlace } from './issuers';

const IN_PLACE = { 'cert-manager.io/issuer': 'letsencrypt', [EDIT_IN_PLACE]: 'true' };
const TLS = { spec: 'tls: [{ secretName: milvus-tls }]' };
const TEMPORARY = 'cert-manager.io/issue-temporary-certificate';

export const challengeNeedsNoSecret: Rule = {
  id: 'challenge-needs-no-secret',
  severity: 'warning',
  why: 'the controller sets nothing up while a Secret of spec.tls is missing, port 80 neither: the HTTP-01 challenge waits for the Ingress, and the Ingress for the Secret',
  cure: `Write ${TEMPORARY}: "true", make the Secret beforehand with any certificate, or use a DNS-01 solver.`,
  see: PAGES.certManager,
  *check({ ingresses, registry }) {
    for (const ingress of ingresses) {
      if (!solvesInPlace(ingress, registry) || ingress.annotations[TEMPORARY] === 'true') continue;
      for (const { secretName = '', path } of ingress.tls) {
        if (secretName === '' || registry.find('Secret', secretName, ingress)) continue;
        const message = `HTTP-01 on this Ingress waits for Secret ${quote(secretName)}, which it is to bring`;
        yield { on: ingress, path: [...path, 'secretName'], message };
      }
    }
  },
  examples: {
    good: [
      ingress({ annotations: { 'cert-manager.io/issuer': 'letsencrypt' }, ...TLS }),
      together(ingress({ annotations: IN_PLACE, ...TLS }), tlsSecret(['good'])),
    ],
    bad: [ingress({ annotations: IN_PLACE, ...TLS })],
  },
};
