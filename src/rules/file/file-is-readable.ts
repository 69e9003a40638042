import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const fileIsReadable: Rule = {
  id: 'file-is-readable',
  severity: 'error',
  why: 'kubectl and helm cannot read it either, and no rule sees what is in it',
  cure: 'Mend the YAML.',
  see: PAGES.yaml,
  *check({ unreadable }) {
    for (const { at, message, cure, template } of unreadable) {
      if (template) {
        const told = 'is a template: no rule can see what it renders to';
        const render = 'Render it: helm template RELEASE CHART -f VALUES | milvus-l7 lint -';
        yield { at, message: told, cure: render, severity: 'info' };
      } else yield { at, message, ...(cure !== undefined && { cure }) };
    }
  },
  examples: { good: [service()], bad: ['apiVersion: v1\nkind: [Service\n'] },
};
