import { service, together } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const objectStandsOnce: Rule = {
  id: 'object-stands-once',
  severity: 'warning',
  why: 'of one object twice the last one wins once all is applied, and is what the rules look at',
  cure: 'Keep one of the two.',
  see: PAGES.kubernetesObjects,
  *check({ doubles }) {
    for (const { lost, last } of doubles) {
      const { file, line } = last.part.keyAt([...last.base, 'kind']);
      const where = file === lost.part.file ? `in line ${line}` : `in ${file}, line ${line}`;
      yield { on: lost, path: ['metadata', 'name'], message: `does not count: it stands again ${where}` };
    }
  },
  examples: {
    good: [together(service(), service().replace('name: my-release-milvus', 'name: your-release-milvus'))],
    bad: [together(service(), service())],
  },
};
