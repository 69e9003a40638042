import { REST_ON_TLS_REFUSED_SINCE, compareVersions } from '../../milvus/chart';
import { TLS_MODE } from '../../milvus/service';
import { USER_YAML } from '../../milvus/values';
import { pathIn, sharesRest, tlsModeOf } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Problem, Rule } from '../rule';

export const restHasItsOwnPort: Rule = {
  id: 'rest-has-its-own-port',
  severity: 'error',
  why: `REST and gRPC share a port only without TLS: from chart ${REST_ON_TLS_REFUSED_SINCE} on the proxy does not start, before that REST answers 415`,
  cure: 'Write proxy.http.enabled: false into user.yaml, or a port of its own, proxy.http.port: 8080.',
  see: PAGES.tls,
  *check({ configurations }) {
    for (const configuration of configurations) {
      const { settings, chart } = configuration;
      const mode = tlsModeOf(configuration);
      if (!settings || (mode !== TLS_MODE.server && mode !== TLS_MODE.mutual) || !sharesRest(configuration)) continue;
      yield { on: configuration, path: pathIn(configuration, USER_YAML.restEnabled), ...effectOf(chart) };
    }
  },
  examples: {
    good: [
      values('common: { security: { tlsMode: 1 } }\nproxy: { http: { enabled: false } }'),
      values('common: { security: { tlsMode: 1 } }\nproxy: { http: { port: 8080 } }'),
    ],
    bad: [
      values('common: { security: { tlsMode: 1 } }'),
      values('common: { security: { tlsMode: 1 } }', { chart: '4.2.25' }),
    ],
  },
};

function effectOf(chart: string | undefined): Pick<Problem, 'message' | 'severity'> {
  if (chart === undefined) {
    const message =
      'REST shares the TLS port; whether the proxy starts cannot be told without the version of the chart';
    return { message, severity: 'info' };
  }
  return compareVersions(chart, REST_ON_TLS_REFUSED_SINCE) >= 0
    ? { message: `REST shares the TLS port: with chart ${chart} the proxy does not start` }
    : { message: `REST shares the TLS port: with chart ${chart} it answers 415`, severity: 'warning' };
}
