import { service } from '../examples';
import { PAGES } from '../pages';
import type { Objects } from '../objects';
import type { Rule } from '../rule';

export const fileIsReadable: Rule = {
  id: 'file-is-readable',
  severity: 'error',
  why: 'kubectl and helm cannot read it either, and no rule sees what is in it',
  cure: 'Mend the YAML.',
  see: PAGES.yaml,
  *check(objects) {
    for (const { at, message, cure, kind } of objects.unreadable) {
      if (kind === 'template') {
        const told = 'is a template: no rule can see what it renders to';
        const render = 'Render it: helm template RELEASE CHART -f VALUES | milvus-l7 lint -';
        yield { at, message: told, cure: render, severity: 'info' };
      } else {
        const mayBeForeign = kind === 'syntax' && !hasOurs(objects);
        yield { at, message, ...(cure !== undefined && { cure }), ...(mayBeForeign && { severity: 'warning' }) };
      }
    }
  },
  examples: { good: [service()], bad: ['apiVersion: v1\nkind: [Service\n'] },
};

/** Whether the input has anything that other rules judge: what cannot be read may then belong to it. */
function hasOurs({
  ingresses,
  gateways,
  httpRoutes,
  policies,
  services,
  backendConfigs,
  managedCertificates,
  values,
  configurations,
}: Objects): boolean {
  return [
    ingresses,
    gateways,
    httpRoutes,
    policies,
    services,
    backendConfigs,
    managedCertificates,
    values,
    configurations,
  ].some(({ length }) => length > 0);
}
