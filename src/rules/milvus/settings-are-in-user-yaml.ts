import { USER_YAML } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isOff } from '../values';

const SETTINGS = [
  USER_YAML.tlsMode,
  USER_YAML.authorizationEnabled,
  USER_YAML.serverPemPath,
  USER_YAML.serverKeyPath,
  USER_YAML.restPort,
  // The chart's own values have it, as true.
  USER_YAML.restEnabled,
];
const PLAIN = 'common: { security: { tlsMode: 1 } }';

export const settingsAreInUserYaml: Rule = {
  id: 'settings-are-in-user-yaml',
  severity: 'warning',
  why: "no template of the chart reads it: Milvus' own settings reach it through user.yaml only",
  cure: 'Write it below extraConfigFiles."user.yaml".',
  see: PAGES.configuration,
  *check({ values }) {
    for (const one of values) {
      for (const path of SETTINGS) {
        const value = valueAt(one.value, path);
        if (value === undefined || (path === USER_YAML.restEnabled && !isOff(value))) continue;
        yield { on: one, path, message: `${path.join('.')} does nothing as a value of the chart` };
      }
    }
  },
  examples: {
    good: [values(PLAIN)],
    bad: [values(PLAIN, { more: PLAIN }), values(PLAIN, { more: 'proxy: { http: { enabled: false } }' })],
  },
};
