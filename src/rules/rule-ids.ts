import type { Fault } from '../errors';
import { nearest } from '../source/did-you-mean';
import { RULES } from './index';

/** Faults of a mapping of rules to the reasons why their findings are fine. */
export function ruleIdFaults(path: string, reasons: Readonly<Record<string, string>>): Fault[] {
  return Object.entries(reasons).flatMap(([id, reason]) => {
    const fault = ruleIdFault(id);
    if (fault) return [{ path: `${path}.${id}`, ...fault }];
    return reason.trim() === '' ? [{ path: `${path}.${id}`, message: 'must say why it is fine, got ""' }] : [];
  });
}

/** What is wrong with the id of a rule; undefined where there is such a rule. */
export function ruleIdFault(id: string): { readonly message: string; readonly cure: string } | undefined {
  const ids = RULES.map((rule) => rule.id);
  if (ids.includes(id)) return undefined;
  const near = nearest(id, ids);
  return {
    message: 'is no rule',
    cure: near === undefined ? 'milvus-l7 lint --list tells them' : `did you mean "${near}"?`,
  };
}
