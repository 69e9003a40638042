import { allowsHttp } from '../../../rules/objects';
import type { Ingress } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import type { Environment } from '../../dist';
import { frontendOf, ingressesIn } from '../../edge';

type State = 'open' | 'redirect' | 'closed';

const WORDS: Record<State, string> = {
  open: 'open (clear text)',
  redirect: 'a redirect to HTTPS',
  closed: 'closed',
};

const WHY: Record<State, string> = {
  open: 'whoever calls port 80 reaches Milvus in clear text, passwords included',
  redirect: 'clients that call port 80 get a redirect, which gRPC does not follow',
  closed: 'clients that call port 80 are refused, browsers and probes too',
};

export const port80Changes: Danger = {
  id: 'port-80-changes',
  why: 'clients of port 80 are cut off, or it begins to answer',
  cure: "Keep `loadBalancer.http`; else see in the load balancer's logs who still calls port 80, and move them to 443 first.",
  see: PAGES.features,
  *check(changes) {
    for (const { before, after, on, environment } of ingressesIn(changes)) {
      const [from, to] = [stateOf(environment.before, before), stateOf(environment.after, after)];
      if (from === to) continue;
      const cure = to === 'open' ? 'Keep `loadBalancer.http: redirect`, the default, or `closed`.' : undefined;
      yield { on, message: `port 80 changes from ${WORDS[from]} to ${WORDS[to]}`, why: WHY[to], ...(cure && { cure }) };
    }
  },
};

function stateOf(environment: Environment, ingress: Ingress): State {
  if (!allowsHttp(ingress)) return 'closed';
  const frontend = frontendOf(environment, ingress);
  return valueAt(frontend?.spec, ['redirectToHttps', 'enabled']) === true ? 'redirect' : 'open';
}
