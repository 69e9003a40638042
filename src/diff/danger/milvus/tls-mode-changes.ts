import { TLS_MODE } from '../../../milvus/service';
import { tlsModeOf } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { releasesIn } from '../../edge';
import { code } from '../../words';

const WHY: Readonly<Record<string, string>> = {
  [TLS_MODE.off]:
    'the load balancer speaks HTTP/2 over TLS to the proxies: without TLS every call fails, while health checks on port 9091 stay green',
  [TLS_MODE.server]:
    'clients that connect without TLS are cut off the moment it takes effect, Attu and callers inside the cluster too',
  [TLS_MODE.mutual]: 'proxies ask for a client certificate, which the load balancer does not have: every call fails',
};

export const tlsModeChanges: Danger = {
  id: 'tls-mode-changes',
  why: 'what clients and the load balancer must speak to Milvus changes the moment proxies restart',
  cure: 'Behind the load balancer it must be 1. Moving there needs a window, or a second release.',
  see: PAGES.tls,
  *check(changes) {
    for (const { before, after, on } of releasesIn(changes)) {
      const [from, to] = [before, after].map(({ configuration }) => configuration && tlsModeOf(configuration));
      if (from === undefined || to === undefined || from === to) continue;
      const why = WHY[to];
      yield { on, message: `tlsMode changes from ${words(from)} to ${words(to)}`, ...(why !== undefined && { why }) };
    }
  },
};

function words(mode: string): string {
  return code(/^\d+$/.test(mode) ? Number(mode) : mode);
}
