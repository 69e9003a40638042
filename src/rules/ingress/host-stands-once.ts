import { quote } from '../../errors';
import { listOf, mappingOf, textOf } from '../../source/plain';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const hostStandsOnce: Rule = {
  id: 'host-stands-once',
  severity: 'error',
  why: 'the last rule for a host replaces the paths of the earlier ones, without an event',
  cure: 'Put all paths of a host into one rule.',
  see: PAGES.kubernetesIngress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const first = new Map<string, number>();
      for (const [index, rule] of listOf(ingress.spec['rules']).entries()) {
        const host = textOf(mappingOf(rule)['host']) ?? '';
        const before = first.get(host);
        first.set(host, before ?? index);
        if (before === undefined) continue;
        const message = `${host === '' ? 'no host' : quote(host)} stands in rule ${before + 1} too, whose paths are lost`;
        yield { on: ingress, path: ['spec', 'rules', index, 'host'], message };
      }
    }
  },
  examples: { good: [ingress()], bad: [twice()] },
};

function twice(): string {
  const lines = ingress().trimEnd().split('\n');
  return [...lines, ...lines.slice(-4).map((line) => line.replace('path: /,', 'path: /v2/vectordb,')), ''].join('\n');
}
