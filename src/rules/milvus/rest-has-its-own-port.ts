import { REST_ON_TLS_REFUSED_SINCE } from '../../milvus/chart';
import { USER_YAML, VALUES } from '../../milvus/values';
import { isAtLeast, milvusVersionOf } from '../../milvus/version';
import { textOf, valueAt } from '../../source/plain';
import { isTls, pathIn, sharesRest, tlsModeOf } from '../configuration';
import type { Configuration } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Problem, Rule } from '../rule';

export const restHasItsOwnPort: Rule = {
  id: 'rest-has-its-own-port',
  severity: 'error',
  why: `REST and gRPC share a port only without TLS: from Milvus 2.5 (chart ${REST_ON_TLS_REFUSED_SINCE}) on the proxy does not start, before that REST answers 415`,
  cure: 'Write proxy.http.enabled: false into user.yaml, or a port of its own, proxy.http.port: 8080.',
  see: PAGES.tls,
  *check({ configurations }) {
    for (const configuration of configurations) {
      const { settings } = configuration;
      const mode = tlsModeOf(configuration);
      if (!settings || !isTls(mode) || !sharesRest(configuration)) continue;
      yield {
        on: configuration,
        path: pathIn(configuration, USER_YAML.restEnabled),
        ...(isOlder(configuration) ? DROPPED : REFUSED),
      };
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
      'image: { all: { tag: v2.6.7 } }\nextraConfigFiles:\n  user.yaml: "common: { security: { tlsMode: 1 } }"\n',
    ],
  },
};

/** Whether the tag of the image, or else the chart, says that the proxy starts. */
function isOlder({ chart, value }: Configuration): boolean {
  const repository = textOf(valueAt(value, VALUES.imageRepository));
  const tag = textOf(valueAt(value, VALUES.imageTag));
  return isAtLeast(milvusVersionOf({ chart, repository, tag }), REST_ON_TLS_REFUSED_SINCE_MILVUS) === false;
}

/** The first line whose chart does. */
const REST_ON_TLS_REFUSED_SINCE_MILVUS = '2.5.0';

const REFUSED: Pick<Problem, 'message'> = { message: 'REST shares the TLS port: the proxy does not start' };
const DROPPED: Pick<Problem, 'message' | 'severity'> = {
  message: 'REST shares the TLS port: this version answers it with 415',
  severity: 'warning',
};
