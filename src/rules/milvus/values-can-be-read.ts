import { yaml } from '../rule';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const valuesCanBeRead: Rule = {
  id: 'values-can-be-read',
  severity: 'info',
  why: 'no rule sees what these values say of Milvus',
  cure: 'Lint the file too: milvus-l7 lint THIS FILE AND THAT. Or lint what comes out: helm template … | milvus-l7 lint -',
  see: PAGES.chart,
  *check({ skipped }) {
    for (const { on, path, message, broken } of skipped) {
      const cure = 'Write YAML: a mapping of values.';
      yield broken ? { on, path, message, severity: 'error', cure } : { on, path, message: `skipped: ${message}` };
    }
  },
  examples: {
    good: [application('values: "proxy: { replicas: 2 }"')],
    bad: [application('valueFiles: [values-production.yaml]'), application('values: "proxy: { replicas: 2"')],
  },
};

function application(helm: string): string {
  return yaml`
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: { name: my-release }
    spec:
      source:
        chart: milvus
        targetRevision: 5.0.19
        helm: { ${helm} }
  `;
}
