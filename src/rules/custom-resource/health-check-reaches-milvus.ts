import { quote } from '../../errors';
import { HEALTH_CHECK } from '../../gke/backend-config';
import { HEALTH } from '../../milvus/service';
import { isMapping, textOf } from '../../source/plain';
import type { Path } from '../../source/plain';
import type { BackendConfig } from '../backend-config';
import { backendConfig } from '../examples';
import { PAGES } from '../pages';
import type { Rule, Severity } from '../rule';

const GOOD = 'healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }';

export const healthCheckReachesMilvus: Rule = {
  id: 'health-check-reaches-milvus',
  severity: 'error',
  why: 'Milvus answers health checks in plain HTTP at 9091/healthz only: anything else keeps the backend unhealthy',
  cure: `Write ${GOOD}.`,
  see: PAGES.guide,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      if (!config.milvus) continue;
      for (const fault of faultsOf(config)) yield { on: config, ...fault };
    }
  },
  examples: {
    good: [backendConfig(GOOD).replace('my-config', 'milvus')],
    bad: [
      'timeoutSec: 3600',
      'healthCheck: { port: 9091, requestPath: /healthz }',
      'healthCheck: { type: HTTP, requestPath: /healthz }',
      'healthCheck: { type: HTTP, port: 9091 }',
      'healthCheck: { type: HTTP, port: 19530, requestPath: /healthz }',
      'healthCheck: { type: HTTPS, port: 9091, requestPath: /healthz }',
    ].map((spec) => backendConfig(spec).replace('my-config', 'milvus')),
  },
};

interface HealthFault {
  readonly path: Path;
  readonly absent?: Path;
  readonly message: string;
  readonly severity?: Severity;
}

function* faultsOf({ spec }: BackendConfig): Generator<HealthFault> {
  const { healthCheck } = spec;
  if (healthCheck === undefined || healthCheck === null) {
    yield {
      path: ['spec'],
      absent: ['spec', 'healthCheck'],
      message: 'healthCheck is missing: the load balancer probes HTTP2 "/" on the gRPC port',
    };
    return;
  }
  if (!isMapping(healthCheck)) return;
  const path: Path = ['spec', 'healthCheck'];
  const { type, port, requestPath } = healthCheck;
  if (type === undefined)
    yield { path, absent: [...path, 'type'], message: 'type is missing: the load balancer probes with HTTP2' };
  else if (type !== HEALTH.type && isKnownType(type)) {
    yield { path: [...path, 'type'], message: `must be ${HEALTH.type}, got ${quote(type)}` };
  }
  if (port === undefined)
    yield { path, absent: [...path, 'port'], message: 'port is missing: the load balancer probes the gRPC port' };
  else if (port === 19_530) yield { path: [...path, 'port'], message: 'must be 9091, got the gRPC port 19530' };
  else if (typeof port === 'number' && port !== HEALTH.port && isPort(port)) {
    const message = `Milvus answers on 9091 unless its image is told otherwise, got ${port}`;
    yield { path: [...path, 'port'], message, severity: 'warning' };
  }
  const found = textOf(requestPath);
  if (requestPath === undefined)
    yield { path, absent: [...path, 'requestPath'], message: 'requestPath is missing: the load balancer probes "/"' };
  else if (found === '/') yield { path: [...path, 'requestPath'], message: 'must be /healthz, got "/"' };
  else if (found?.startsWith('/') && found !== HEALTH.requestPath) {
    const message = `Milvus' health is at /healthz, got ${quote(found)}`;
    yield { path: [...path, 'requestPath'], message, severity: 'warning' };
  }
}

/** What is no type or port at all has a rule of its own. */
function isKnownType(type: unknown): boolean {
  return (HEALTH_CHECK.types as readonly unknown[]).includes(type);
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= HEALTH_CHECK.port.min && port <= HEALTH_CHECK.port.max;
}
