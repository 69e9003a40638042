import { ingress, together, values } from '../../src/rules/examples';
import { lint } from '../../src/rules/run';
import { streamingCallsAreAuthorized } from '../../src/rules/milvus/streaming-calls-are-authorized';

const now = new Date('2026-01-01T00:00:00Z');
const severities = (tag: string, ingressClass?: string): string[] => {
  const annotations = ingressClass === undefined ? {} : { 'kubernetes.io/ingress.class': ingressClass };
  const release = values('common: { security: { tlsMode: 1 } }', { more: `image: { all: { tag: ${tag} } }` });
  const text = together(release, ingress({ annotations }));
  const found = lint([{ file: 'all.yaml', text }], { now, rules: [streamingCallsAreAuthorized] });
  return found.map(({ severity }) => severity);
};

test.each([
  ['v3.0.0', undefined, ['error']],
  ['v3.0.0-gpu', 'gce', ['error']],
  ['v3.0.0', 'gce-regional-external', ['error']],
  ['v3.0.0', 'gce-internal', ['warning']],
  ['v3.0.1', 'gce', []],
  ['v2.6.15', 'gce', []],
  ['latest', 'gce', []],
])('of %s behind class %s tells %j', (tag, ingressClass, expected) => {
  expect(severities(tag, ingressClass)).toEqual(expected);
});
