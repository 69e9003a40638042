import { quote } from '../../errors';
import { TLS_MODE } from '../../milvus/service';
import { USER_YAML } from '../../milvus/values';
import { hasLoadBalancer, pathIn, tlsModeOf } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const MODES: readonly string[] = Object.values(TLS_MODE);

export const tlsModeIsOneSided: Rule = {
  id: 'tls-mode-is-one-sided',
  severity: 'error',
  why: 'with 2, Milvus asks for a client certificate, and the load balancer has none: every call fails; it knows 0, 1 and 2 only',
  cure: 'Write tlsMode: 1.',
  see: PAGES.tls,
  *check({ configurations }) {
    for (const configuration of configurations.filter(hasLoadBalancer)) {
      const mode = tlsModeOf(configuration);
      if (mode === undefined || mode === TLS_MODE.off || mode === TLS_MODE.server) continue;
      const path = pathIn(configuration, USER_YAML.tlsMode);
      const message = MODES.includes(mode)
        ? 'tlsMode 2 (mutual TLS) cannot work behind a load balancer'
        : `tlsMode must be 1, got ${quote(mode)}`;
      yield { on: configuration, path, message };
    }
  },
  examples: {
    good: [values('common: { security: { tlsMode: 1 } }')],
    bad: [values('common: { security: { tlsMode: 2 } }'), values('common: { security: { tlsMode: on } }')],
  },
};
