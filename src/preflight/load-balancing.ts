import { SWITCHED_ON } from '../gke/cluster';
import { GATEWAY_CONDITIONS } from '../gke/gateway';
import { gatewayErrorsIn } from '../gke/gateway-errors';
import type { Facts, GatewayFacts } from '../live/preflight/facts';
import { GATEWAYS, type LiveObject, RESOURCES, roleName } from '../live/resources';
import { listOf, mappingOf, textOf } from '../source/plain';
import type { Topology } from '../topology/topology';
import { addressesOf, gatewayAddressesOf } from './clients';
import type { Findings } from './finding';

const UPDATE = 'gcloud container clusters update CLUSTER';
const GATEWAY_API = `${UPDATE} ${SWITCHED_ON.gatewayApi}`;
const ADD_ON = `${UPDATE} ${SWITCHED_ON.httpLoadBalancing}`;
export const COLLECTION = `${UPDATE} ${SWITCHED_ON.managedCollection}`;

const CURES = {
  GKE: `its load-balancing add-on is off: ${ADD_ON}`,
  'Gateway API': `its Gateway API is off: ${GATEWAY_API}`,
  'cert-manager': 'install cert-manager',
  'managed collection': `its managed collection of metrics was never on: ${COLLECTION}`,
} as const;

/** Whether somebody makes a load balancer of what is applied. */
export function loadBalancing(
  findings: Findings,
  { loadBalancer }: Topology,
  { served, gke, ingress, events, gateway }: Facts,
  kinds: readonly string[],
): void {
  findings.of('kinds that are applied', served, (names) => {
    const needed = RESOURCES.filter(({ kind, from }) => from && kinds.includes(kind));
    const missing = needed.filter((resource) => !names.includes(roleName(resource)));
    if (missing.length === 0) findings.ok(`the cluster knows every kind: ${needed.map(({ kind }) => kind).join(', ')}`);
    for (const { kind, from } of missing) {
      findings.stop(`the cluster knows no ${kind}`, CURES[from ?? 'GKE']);
    }
  });
  if ('value' in gke && gke.value.addonsConfig?.httpLoadBalancing?.disabled) {
    const front = loadBalancer.ingress ? 'Ingress' : 'Gateway';
    findings.stop(`the load-balancing add-on is off, and no ${front} gets a load balancer`, ADD_ON);
  }
  const live = loadBalancer.ingress && 'value' in ingress ? ingress.value : undefined;
  if (live && 'value' in events && events.value.length === 0 && addressesOf(live).length === 0) {
    findings.stop(
      `the Ingress ${live.metadata.name} is there, and has neither an address nor any event: no controller looks at it`,
      `is the load-balancing add-on on? ${ADD_ON}`,
    );
  }
  if (loadBalancer.gateway && gateway) {
    const knowsGateways = 'value' in served && served.value.includes(roleName(GATEWAYS));
    gatewayFindings(findings, loadBalancer.gateway.className, gateway, knowsGateways);
  }
}

/** Definitions that somebody installed by hand bring the kinds, and neither classes nor a controller. */
function gatewayFindings(
  findings: Findings,
  className: string,
  { object, events, hasClass }: GatewayFacts,
  knowsGateways: boolean,
): void {
  findings.of('GatewayClass', hasClass, (there) => {
    if (there) findings.ok(`GatewayClass ${className}`);
    else if (knowsGateways)
      findings.stop(
        `there is no GatewayClass ${className}, and no controller makes a load balancer of a Gateway`,
        `its Gateway API is off: ${GATEWAY_API}, and some minutes later again`,
      );
  });
  const live = 'value' in object ? object.value : undefined;
  if (!live) return;
  const { name } = live.metadata;
  const told = 'value' in events ? events.value : undefined;
  if (told?.length === 0 && gatewayAddressesOf(live).length === 0 && conditionsOf(live).every(isUnlooked)) {
    findings.stop(
      `the Gateway ${name} is there, and has neither an address nor any event: no controller looks at it`,
      `is the Gateway API on? ${GATEWAY_API}`,
    );
    return;
  }
  const wrong = conditionsOf(live).find(
    ({ type, status }) => status === 'False' && GATEWAY_CONDITIONS.some((one) => one === type),
  );
  if (!wrong) return;
  const warning = told?.filter(({ type }) => type === 'Warning').at(-1);
  const message = wrong.message ?? textOf(warning?.['message']);
  findings.note(
    `the Gateway ${name} that runs is not ${wrong.type === 'Programmed' ? 'Programmed' : 'healthy'}${message === undefined ? '' : `: ${message}`}`,
    gatewayErrorsIn(message ?? '')[0]?.cure ?? 'milvus-l7 status says why',
  );
}

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly message?: string;
}

function conditionsOf(object: LiveObject): Condition[] {
  return listOf(mappingOf(object.status)['conditions']).map((one) => {
    const { type, status, message } = mappingOf(one);
    return { type: textOf(type), status: textOf(status), message: textOf(message) };
  });
}

/** What the API server itself writes into a Gateway that nobody has looked at. */
function isUnlooked({ status }: Condition): boolean {
  return status === 'Unknown';
}
