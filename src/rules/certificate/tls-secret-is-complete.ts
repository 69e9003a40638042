import { ingress, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { isMadeLater } from './issuers';
import { tlsSecretOf } from './tls-secret';

const INGRESS = ingress({ spec: 'tls: [{ secretName: milvus-tls }]' });

export const tlsSecretIsComplete: Rule = {
  id: 'tls-secret-is-complete',
  severity: 'error',
  why: 'the controller reports an error and makes no frontend at all, not even port 80',
  cure: 'Make the Secret with kubectl create secret tls, from a certificate chain and its key without a passphrase.',
  see: PAGES.secretCertificates,
  *check({ tlsSecrets, registry }) {
    for (const secret of tlsSecrets) {
      const { placeholder, certificateFault, keyFault, certificatePath, keyPath } = tlsSecretOf(secret);
      if (placeholder) continue;
      const [ingress = secret.gateway] = secret.ingresses;
      if (certificateFault === 'tls.crt is empty' && ingress && isMadeLater(secret.name ?? '', ingress, registry)) {
        const message = 'tls.crt is empty until it is issued: there is no port 443 before';
        yield { on: secret, path: certificatePath, message, severity: 'warning', cure: 'Wait until it is issued.' };
        continue;
      }
      if (certificateFault !== undefined) yield { on: secret, path: certificatePath, message: certificateFault };
      if (keyFault !== undefined) yield { on: secret, path: keyPath, message: keyFault };
    }
  },
  examples: {
    good: [together(INGRESS, tlsSecret(['good']))],
    bad: [
      together(INGRESS, tlsSecret(['good']).replace('tls.key', 'tls.pem')),
      together(
        INGRESS,
        'apiVersion: v1\nkind: Secret\nmetadata: { name: milvus-tls }\ndata: { tls.crt: "", tls.key: "" }\n',
      ),
      together(INGRESS, tlsSecret(['good']).replace(/CERTIFICATE/g, 'NOTHING')),
    ],
  },
};
