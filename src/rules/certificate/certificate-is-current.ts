import { ingress, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { tlsSecretOf } from './tls-secret';

const INGRESS = ingress({ spec: 'tls: [{ secretName: milvus-tls }]' });
const SOON_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export const certificateIsCurrent: Rule = {
  id: 'certificate-is-current',
  severity: 'error',
  why: 'clients refuse a certificate outside of its time: every call fails',
  cure: 'Renew the certificate, and put the new one into the Secret.',
  see: PAGES.selfManaged,
  *check({ tlsSecrets, now }) {
    if (now === undefined) return;
    for (const secret of tlsSecrets) {
      const { chain, certificatePath: path, placeholder } = tlsSecretOf(secret);
      const [leaf] = chain;
      if (!leaf || placeholder) continue;
      const [from, to] = [leaf.validFrom, leaf.validTo].map((text) => dateOf(text, now));
      if (from === undefined || to === undefined) continue;
      const days = Math.floor((to.getTime() - now.getTime()) / DAY_MS);
      const day = to.toISOString().slice(0, 10);
      if (to <= now) yield { on: secret, path, message: `has expired on ${day}` };
      else if (from > now) {
        const cure = 'Wait, or make one that is valid now.';
        yield { on: secret, path, message: `is not valid before ${from.toISOString().slice(0, 10)}`, cure };
      } else if (days < SOON_DAYS) {
        yield { on: secret, path, severity: 'warning', message: `expires on ${day}, in ${days} days` };
      }
    }
  },
  examples: {
    good: [together(INGRESS, tlsSecret(['good']))],
    bad: [together(INGRESS, tlsSecret(['expired']))],
  },
};

/** The clock is an input; its kind of date reads the text. */
function dateOf(text: string, now: Date): Date | undefined {
  const date = new (now.constructor as DateConstructor)(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
