import type { Topology } from '../topology/topology';
import type { Alert } from './alert';

/** What a message says of an alert, in Markdown: what it means, and where to begin. */
export function documentationOf({ meaning, heading }: Alert, { environment }: Topology): string {
  return [
    meaning,
    '',
    '1. `npx milvus-l7 status ' + environment + '`: what the controllers in the cluster wait for.',
    '2. `npx milvus-l7 verify ' + environment + '`: where the way of a client ends.',
    `3. \`less dist/runbook/${environment}.md\`, *Verify*, and docs/troubleshooting.md, *${heading}*: cause and cure.`,
  ].join('\n');
}
