import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { frontendOf, ingressesIn, pairsOf } from '../../edge';
import { code } from '../../words';

/** Weakest first; what stands first is Google's own where nothing is said. */
const ORDERS = {
  min_tls_version: ['TLS_1_0', 'TLS_1_1', 'TLS_1_2', 'TLS_1_3'],
  profile: ['COMPATIBLE', 'MODERN', 'RESTRICTED'],
} as const;

export const minimumTlsIsLowered: Danger = {
  id: 'minimum-tls-is-lowered',
  why: 'clients may come with older protocols and weaker ciphers again, which can be broken, and which auditors refuse',
  cure: 'Keep TLS 1.2 and `profile: MODERN`, which gRPC clients have spoken for years.',
  see: 'https://cloud.google.com/load-balancing/docs/ssl-policies-concepts',
  *check(changes) {
    for (const kind of ['google_compute_ssl_policy', 'google_compute_region_ssl_policy']) {
      for (const { before, after } of pairsOf(changes, kind)) {
        for (const [key, order] of Object.entries(ORDERS)) {
          const [from, to] = [before, after].map(({ value }) => value[key] ?? order[0]);
          const [old, current] = [from, to].map((word) => (order as readonly unknown[]).indexOf(word));
          if (old === undefined || current === undefined || current < 0 || current >= old) continue;
          yield { on: after, message: `${key} is lowered from ${code(from)} to ${code(to)}` };
        }
      }
    }
    for (const { before, after, on, environment } of ingressesIn(changes)) {
      const from = valueAt(frontendOf(environment.before, before)?.value, ['spec', 'sslPolicy']);
      const to = valueAt(frontendOf(environment.after, after)?.value, ['spec', 'sslPolicy']);
      if (from === undefined || from === '' || to !== '') continue;
      const message = `the SSL policy ${code(from)} is taken off: Google's own takes TLS 1.0 and every cipher`;
      yield { on, message };
    }
  },
};
