import { INGRESS } from '../../gke/annotations';
import { CERTIFICATES_MAX } from '../../gke/edge';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const MANAGED = INGRESS.managedCertificates;
const names = (count: number) => Array.from({ length: count }, (_, index) => `milvus-${index + 1}-tls`).join(',');

export const certificatesFitOnTheIngress: Rule = {
  id: 'certificates-fit-on-the-ingress',
  severity: 'error',
  why: 'a target proxy holds no more certificates: Compute Engine refuses the change',
  cure: 'Move some hosts to another Ingress.',
  see: PAGES.managedCertificates,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      // Named twice, a certificate is one.
      const managed = new Set(ingress.managedCertificates).size;
      const preShared = new Set(ingress.preSharedCertificates).size;
      const secrets = new Set(ingress.tls.map(({ secretName }) => secretName)).size;
      const count = managed + preShared + secrets;
      if (count <= CERTIFICATES_MAX) continue;
      const lists: [number, readonly string[]][] = [
        [managed, ['metadata', 'annotations', MANAGED]],
        [preShared, ['metadata', 'annotations', INGRESS.preSharedCertificates]],
        [secrets, ['spec', 'tls']],
      ];
      const [, path] = lists.reduce((longest, list) => (list[0] > longest[0] ? list : longest));
      yield { on: ingress, path, message: `must be at most ${CERTIFICATES_MAX} certificates, got ${count}` };
    }
  },
  examples: {
    good: [ingress({ annotations: { [MANAGED]: names(14) } })],
    bad: [ingress({ annotations: { [MANAGED]: names(16) } })],
  },
};
