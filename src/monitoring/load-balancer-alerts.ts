import { ARMOR_CODES, NO_BACKEND_CODES, SERVER_ERROR_CLASS } from '../gke/load-balancer-metrics';
import type { Alerts } from '../topology/monitoring';
import type { Topology } from '../topology/topology';
import type { Alert } from './alert';
import { AN_HOUR, A_DAY, FAST_BURNS, SIX_HOURS, SLOW_BURNS, burning, percentOf } from './burn-rate';
import { requestSeries } from './scope';

const CALLS = 'What a client shows';

/** What the load balancer tells: calls that Milvus never saw, or that ended on the way. */
export function loadBalancerAlerts(topology: Topology, alerts: Alerts): Alert[] {
  return [...errorAlerts(topology, alerts), backendAlert(topology), ...armorAlerts(topology)];
}

const OWN_CODES =
  "Milvus answers gRPC with 200 always, so these are the load balancer's own: 502, no healthy answer of a backend, 503, no healthy backend, 504, `timeoutSec` ran out; with REST they may be Milvus' too.";

function errorAlerts(topology: Topology, { availability }: Alerts): Alert[] {
  const failed = requestSeries(topology, { response_code_class: SERVER_ERROR_CLASS });
  const requests = { failed, all: requestSeries(topology), by: 'backend_target_name' };
  return [
    {
      id: 'load-balancer-fails-fast',
      title: 'The load balancer fails requests',
      expr: burning(requests, availability, FAST_BURNS),
      forSec: 60,
      severity: 'CRITICAL',
      meaning: `More than ${percentOf(AN_HOUR, availability)} of the requests to a backend end in 5xx for an hour, or more than ${percentOf(SIX_HOURS, availability)} for six. ${OWN_CODES}`,
      heading: CALLS,
    },
    {
      id: 'load-balancer-fails-slowly',
      title: 'The load balancer fails requests, slowly',
      expr: burning(requests, availability, SLOW_BURNS),
      forSec: 900,
      severity: 'WARNING',
      meaning: `More than ${percentOf(A_DAY, availability)} of the requests to a backend end in 5xx for a day. ${OWN_CODES}`,
      heading: CALLS,
    },
  ];
}

/** Requests in five minutes that must have found no backend. */
const UNSERVED_MIN = 5;

function backendAlert(topology: Topology): Alert {
  const unserved = requestSeries(topology, { response_code: NO_BACKEND_CODES });
  const served = requestSeries(topology, { response_code: { matchesNot: NO_BACKEND_CODES.join('|') } });
  return {
    id: 'no-healthy-backend',
    title: 'No healthy backend',
    expr: [
      `sum by (backend_target_name) (increase(${unserved}[5m])) >= ${UNSERVED_MIN}`,
      `unless sum by (backend_target_name) (rate(${served}[5m])) > 0`,
    ].join('\n'),
    forSec: 120,
    severity: 'CRITICAL',
    meaning:
      'Every request to a backend gets 502 or 503 from the load balancer: it takes no pod of it for healthy, or reaches none. Where nobody calls there is nothing to see, unless an uptime check does.',
    heading: 'The Ingress',
  };
}

/** In fifteen minutes: strangers are refused every day, and are not worth a message. */
const REFUSED_MIN = 100;
const REFUSED_SHARE = 0.05;

function armorAlerts(topology: Topology): Alert[] {
  const { securityPolicy } = topology.loadBalancer;
  if (securityPolicy === undefined || securityPolicy === 'off') return [];
  const refused = requestSeries(topology, { response_code: ARMOR_CODES });
  return [
    {
      id: 'cloud-armor-refuses',
      title: 'Cloud Armor refuses requests',
      expr: [
        `sum(increase(${refused}[15m])) >= ${REFUSED_MIN}`,
        `and sum(rate(${refused}[15m])) / sum(rate(${requestSeries(topology)}[15m])) > ${REFUSED_SHARE}`,
      ].join('\n'),
      forSec: 300,
      severity: 'WARNING',
      meaning: `More than ${REFUSED_SHARE * 100} % of all requests, and ${REFUSED_MIN} or more in a quarter of an hour, are refused by the policy ${securityPolicy.name}: 403 is an address that is not on its list, 429 one that calls too often. Clients that share a NAT share its address.`,
      heading: CALLS,
    },
  ];
}
