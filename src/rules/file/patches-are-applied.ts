import { yaml } from '../rule';
import type { Rule } from '../rule';
import { PAGES } from '../pages';

export const patchesAreApplied: Rule = {
  id: 'patches-are-applied',
  severity: 'info',
  why: 'no rule sees what this patch makes of the object',
  cure: 'Lint what comes out: kustomize build FOLDER | milvus-l7 lint -',
  see: PAGES.kustomize,
  *check({ unusedPatches }) {
    yield* unusedPatches;
  },
  examples: {
    good: [kustomization('resources: [service.yaml]')],
    bad: [kustomization('patches: [{ target: { kind: Service, name: milvus }, patch: "[]" }]')],
  },
};

function kustomization(content: string): string {
  return yaml`
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    ${content}
  `;
}
