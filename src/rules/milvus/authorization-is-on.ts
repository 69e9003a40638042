import { USER_YAML } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { hasLoadBalancer, isTrue, pathIn } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const authorizationIsOn: Rule = {
  id: 'authorization-is-on',
  severity: 'warning',
  why: 'whoever reaches the address reads, writes and drops everything',
  cure: "Write common.security.authorizationEnabled: true into user.yaml, and change root's first password.",
  see: PAGES.authentication,
  *check({ configurations }) {
    for (const configuration of configurations) {
      const { settings } = configuration;
      if (!settings || !hasLoadBalancer(configuration) || isTrue(valueAt(settings, USER_YAML.authorizationEnabled)))
        continue;
      const path = pathIn(configuration, USER_YAML.authorizationEnabled);
      yield { on: configuration, path, message: 'Milvus asks nobody for a password' };
    }
  },
  examples: {
    good: [values('common: { security: { tlsMode: 1, authorizationEnabled: true } }')],
    bad: [values('common: { security: { tlsMode: 1 } }')],
  },
};
