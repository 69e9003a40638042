import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { pathIn } from '../configuration';

export const userYamlIsReadable: Rule = {
  id: 'user-yaml-is-readable',
  severity: 'error',
  why: 'Milvus reads it as it starts, and does not start',
  cure: 'Write YAML below "user.yaml: |", indented alike.',
  see: PAGES.configuration,
  *check({ configurations }) {
    for (const configuration of configurations) {
      for (const { message, cure } of configuration.faults) {
        yield { on: configuration, path: pathIn(configuration, []), message, ...(cure !== undefined && { cure }) };
      }
    }
  },
  examples: {
    good: [values('common: { security: { tlsMode: 1 } }')],
    bad: [values('common: { security: { tlsMode: 1 }')],
  },
};
