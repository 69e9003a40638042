import { HEALTH_CHECK_BLOCKS } from '../../gke/gateway-limits';
import { HEALTH_CHECK_POLICY } from '../../gke/gateway-policies';
import { isMapping, mappingOf } from '../../source/plain';
import type { Mapping } from '../../source/plain';
import { healthCheckPolicy, setup, PROBE } from '../gateway-examples';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Problem, Rule } from '../rule';

const GOOD = 'httpHealthCheck: { portSpecification: USE_FIXED_PORT, port: 9091, requestPath: /healthz }';
const probe = (settings: string) => setup().replace(PROBE, settings);

export const healthCheckPolicyIsTaken: Rule = {
  id: 'health-check-policy-is-taken',
  severity: 'error',
  why: 'the API server refuses the HealthCheckPolicy, so that the load balancer probes "/" on the gRPC port',
  cure: `Write ${GOOD}.`,
  see: PAGES.gatewayPolicies,
  *check({ policies }) {
    for (const policy of policies.filter(({ kind }) => kind === 'HealthCheckPolicy')) {
      if (isUnread(policy, [...policy.settingsPath, 'config'])) continue;
      for (const fault of faultsOf(policy.settings)) yield { on: policy, ...fault };
    }
  },
  examples: {
    good: [healthCheckPolicy(), probe(`{ timeoutSec: 15, checkIntervalSec: 15, config: { type: HTTP, ${GOOD} } }`)],
    bad: [
      probe('{ config: { type: HTTP, httpHealthCheck: { port: 9091, requestPath: /healthz } } }'),
      probe(
        '{ config: { type: HTTP, httpHealthCheck: { portSpecification: USE_FIXED_PORT, requestPath: /healthz } } }',
      ),
      probe(`{ config: { type: GRPC, ${GOOD} } }`),
      probe(`{ timeoutSec: 15, config: { type: HTTP, ${GOOD} } }`),
    ],
  },
};

type Fault = Pick<Problem, 'message' | 'cure' | 'severity'> & { readonly path: string[] };

function* faultsOf({ config: written, timeoutSec, checkIntervalSec }: Mapping): Generator<Fault> {
  const path = ['spec', 'default'];
  const timeout = timeoutSec ?? HEALTH_CHECK_POLICY.timeoutSec.default;
  const interval = checkIntervalSec ?? HEALTH_CHECK_POLICY.checkIntervalSec.default;
  const isWritten = timeoutSec !== undefined || checkIntervalSec !== undefined;
  if (isWritten && typeof timeout === 'number' && typeof interval === 'number' && timeout > interval) {
    const key = timeoutSec === undefined ? 'checkIntervalSec' : 'timeoutSec';
    const left = checkIntervalSec === undefined || timeoutSec === undefined ? ', of which 5 is the default' : '';
    const message = `a probe may not take longer than the interval: ${timeout} of ${interval} seconds${left}`;
    yield { path: [...path, key], message, cure: 'Write both, the interval at least as long.' };
  }
  const config = mappingOf(written);
  const { type } = config;
  const block =
    typeof type === 'string' && Object.hasOwn(HEALTH_CHECK_BLOCKS, type) ? HEALTH_CHECK_BLOCKS[type] : undefined;
  if (block !== undefined && !isMapping(config[block])) {
    const message = `type ${String(type)} wants ${block}, which is missing`;
    yield { path: [...path, 'config', 'type'], message };
  }
  for (const key of Object.values(HEALTH_CHECK_BLOCKS)) {
    if (block !== undefined && key !== block && isMapping(config[key]) && isMapping(config[block])) {
      const message = `${key} beside type ${String(type)}: clusters from 1.34 on refuse it`;
      yield { path: [...path, 'config', key], message, cure: 'Remove it.', severity: 'warning' };
      continue;
    }
    const fault = portFault(mappingOf(config[key]));
    if (fault !== undefined) yield { path: [...path, 'config', key, ...fault.path], message: fault.message };
  }
}

function portFault({ portSpecification, port, portName }: Mapping): { path: string[]; message: string } | undefined {
  const has = (value: unknown) => value !== undefined && value !== null;
  if (portSpecification === 'USE_FIXED_PORT') {
    if (!has(port)) return { path: [], message: 'USE_FIXED_PORT wants a port' };
    return has(portName) ? { path: ['portName'], message: 'USE_FIXED_PORT takes no portName' } : undefined;
  }
  if (portSpecification === 'USE_NAMED_PORT') {
    if (!has(portName)) return { path: [], message: 'USE_NAMED_PORT wants a portName' };
    return has(port) ? { path: ['port'], message: 'USE_NAMED_PORT takes no port' } : undefined;
  }
  // Another word is told as that.
  if (has(portSpecification) && portSpecification !== 'USE_SERVING_PORT') return undefined;
  if (has(port)) return { path: ['port'], message: 'port counts only with portSpecification: USE_FIXED_PORT' };
  return has(portName)
    ? { path: ['portName'], message: 'portName counts only with portSpecification: USE_NAMED_PORT' }
    : undefined;
}
