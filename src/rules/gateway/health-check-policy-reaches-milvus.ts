import { quote } from '../../errors';
import { HEALTH_CHECK_BLOCKS } from '../../gke/gateway-limits';
import { GRPC_PORT, HEALTH } from '../../milvus/service';
import { isMapping, mappingOf, textOf } from '../../source/plain';
import type { Path } from '../../source/plain';
import { together } from '../examples';
import { PROBE, backendPolicy, gateway, gatewayService, healthCheckPolicy, route, setup } from '../gateway-examples';
import { isMeantFor, isServedAndRead } from '../gateway-policy';
import type { GatewayPolicy } from '../gateway-policy';
import { PAGES } from '../pages';
import type { Rule, Severity } from '../rule';

const GOOD =
  '{ type: HTTP, httpHealthCheck: { portSpecification: USE_FIXED_PORT, port: 9091, requestPath: /healthz } }';
const probe = (config: string) => setup().replace(PROBE, `{ config: ${config} }`);

export const healthCheckPolicyReachesMilvus: Rule = {
  id: 'health-check-policy-reaches-milvus',
  severity: 'error',
  why: 'Milvus answers health checks in plain HTTP at 9091/healthz only, and on its gRPC port with 415: the load balancer takes every pod for dead',
  cure: `Write config: ${GOOD} in a HealthCheckPolicy of the Service.`,
  see: PAGES.gatewayPolicies,
  *check({ policies, gatewayServices, unclear }) {
    const checks = policies.filter(({ kind }) => kind === 'HealthCheckPolicy');
    for (const policy of checks) {
      if (policy.milvus) for (const fault of faultsOf(policy)) yield { on: policy, ...fault };
    }
    for (const service of gatewayServices) {
      // What may stand in other files is not told as missing.
      if (!isServedAndRead(service) || unclear.some(({ kind }) => kind === 'HealthCheckPolicy')) continue;
      if (checks.some((policy) => isMeantFor(policy, service))) continue;
      yield { on: service, message: 'no HealthCheckPolicy: the load balancer probes "/" on the gRPC port' };
    }
  },
  examples: {
    good: [setup(), healthCheckPolicy()],
    bad: [
      together(gateway(), route(), gatewayService(), backendPolicy()),
      probe('{ type: HTTP, httpHealthCheck: { requestPath: /healthz } }'),
      probe('{ type: HTTP, httpHealthCheck: { portSpecification: USE_SERVING_PORT } }'),
      probe(
        '{ type: HTTP, httpHealthCheck: { portSpecification: USE_FIXED_PORT, port: 19530, requestPath: /healthz } }',
      ),
      probe('{ type: HTTP, httpHealthCheck: { portSpecification: USE_FIXED_PORT, port: 9091 } }'),
      probe(GOOD.replace('HTTP,', 'HTTPS,').replace('httpH', 'httpsH')),
    ],
  },
};

interface HealthFault {
  readonly path: Path;
  readonly absent?: Path;
  readonly message: string;
  readonly severity?: Severity;
}

function* faultsOf({ settings, settingsPath }: GatewayPolicy): Generator<HealthFault> {
  const config = mappingOf(settings['config']);
  const { type } = config;
  const at: Path = settings['config'] === undefined ? settingsPath : [...settingsPath, 'config'];
  if (type === undefined) {
    const absent = [...settingsPath, 'config', 'type'];
    yield { path: at, absent, message: 'type is missing: the load balancer probes "/" on the gRPC port' };
    return;
  }
  const name = textOf(type) ?? '';
  const block = Object.hasOwn(HEALTH_CHECK_BLOCKS, name) ? HEALTH_CHECK_BLOCKS[name] : undefined;
  if (block === undefined) return;
  if (type !== HEALTH.type) {
    // An open port, or an answer to gRPC's own health check in plain text, may do where nothing better is asked for.
    const isOpen = type === 'TCP' || type === 'GRPC';
    const message = `must be ${HEALTH.type}, got ${quote(type)}`;
    yield { path: [...at, 'type'], message, ...(isOpen && { severity: 'warning' as const }) };
    return;
  }
  // Without it the API server refuses the policy, which is told.
  if (isMapping(config[block])) yield* ofHttp(config[block], [...at, block]);
}

function* ofHttp(check: Record<string, unknown>, path: Path): Generator<HealthFault> {
  const { portSpecification = 'USE_SERVING_PORT', port, portName, requestPath } = check;
  // What the API server refuses has a rule of its own.
  if (portSpecification === 'USE_SERVING_PORT' && port === undefined) {
    yield { path, message: 'probes the gRPC port, where Milvus answers with 415' };
  } else if (portSpecification === 'USE_NAMED_PORT') {
    if (portName === undefined || port !== undefined) return;
    yield { path: [...path, 'portSpecification'], message: 'a port by its name need not be 9091', severity: 'warning' };
  } else if (port === GRPC_PORT.number) {
    yield { path: [...path, 'port'], message: `must be ${HEALTH.port}, got the gRPC port ${GRPC_PORT.number}` };
  } else if (typeof port === 'number' && port !== HEALTH.port) {
    const message = `Milvus answers on ${HEALTH.port} unless its image is told otherwise, got ${port}`;
    yield { path: [...path, 'port'], message, severity: 'warning' };
  }
  if (requestPath === undefined) yield { path, message: 'requestPath is missing: the load balancer probes "/"' };
  else if (requestPath === '/')
    yield { path: [...path, 'requestPath'], message: `must be ${HEALTH.requestPath}, got "/"` };
  else if (typeof requestPath === 'string' && requestPath.startsWith('/') && requestPath !== HEALTH.requestPath) {
    const message = `Milvus' health is at ${HEALTH.requestPath}, got ${quote(requestPath)}`;
    yield { path: [...path, 'requestPath'], message, severity: 'warning' };
  }
}
