import { USER_YAML } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const SETTINGS = [
  USER_YAML.tlsMode,
  USER_YAML.authorizationEnabled,
  USER_YAML.serverPemPath,
  USER_YAML.serverKeyPath,
  USER_YAML.restPort,
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
        if (valueAt(one.value, path) === undefined) continue;
        yield { on: one, path, message: `${path.join('.')} does nothing as a value of the chart` };
      }
    }
  },
  examples: {
    good: [values(PLAIN)],
    bad: [values(PLAIN, { more: PLAIN })],
  },
};
