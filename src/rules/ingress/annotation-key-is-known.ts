import { INGRESS, LEGACY_SERVICE, SERVICE } from '../../gke/annotations';
import { nearest } from '../../source/did-you-mean';
import { ingress, service } from '../examples';
import type { Item } from '../item';
import { PAGES } from '../pages';
import type { Problem, Rule } from '../rule';

const ON_INGRESS: readonly string[] = Object.values(INGRESS);
const ON_SERVICE: readonly string[] = [...Object.values(SERVICE), ...Object.values(LEGACY_SERVICE)];

const CERTIFICATE_MAP = 'networking.gke.io/certmap';

export const annotationKeyIsKnown: Rule = {
  id: 'annotation-key-is-known',
  severity: 'error',
  why: 'an annotation under another key is ignored without an event',
  cure: 'Write the key as the controller spells it.',
  see: PAGES.features,
  *check({ ingresses, services }) {
    for (const item of ingresses) yield* unknownKeys(item, ON_INGRESS, ON_SERVICE);
    for (const item of services) yield* unknownKeys(item, ON_SERVICE, ON_INGRESS);
  },
  examples: {
    good: [ingress({ annotations: { [INGRESS.frontendConfig]: 'milvus-frontend' } })],
    bad: [
      ingress({ annotations: { 'networking.gke.io/v1.FrontendConfig': 'milvus-frontend' } }),
      service({ 'cloud.google.com/backendconfig': '{"default":"my-config"}' }),
      ingress({ annotations: { 'gke.googleapis.com/managed-certificates': 'milvus-tls' } }),
      ingress({ annotations: { [SERVICE.backendConfig]: '{"default":"my-config"}' } }),
      ingress({ annotations: { [CERTIFICATE_MAP]: 'milvus' } }),
    ],
  },
};

function* unknownKeys(item: Item, known: readonly string[], elsewhere: readonly string[]): Generator<Problem> {
  for (const key of Object.keys(item.annotations)) {
    if (known.includes(key)) continue;
    const path = [...item.annotationsPath, key];
    if (elsewhere.includes(key) || key === CERTIFICATE_MAP) {
      const message = `does nothing on ${item.kind === 'Ingress' ? 'an Ingress' : 'a Service'}`;
      yield { on: item, path, message, severity: 'warning', cure: placeFor(key) };
      continue;
    }
    const meant = FRONTEND_CONFIG.test(key) ? INGRESS.frontendConfig : (outdated(key, known) ?? misspelt(key, known));
    if (meant === undefined) continue;
    yield { on: item, path, message: `must be ${meant}`, cure: `Write ${meant}.` };
  }
}

function placeFor(key: string): string {
  if (key === CERTIFICATE_MAP)
    return `Remove it: a Gateway has a certificate map. Here, write ${INGRESS.preSharedCertificates}.`;
  return ON_SERVICE.includes(key) ? 'Write it on the Service.' : 'Write it on the Ingress.';
}

/** The same word below a group that GKE used before, or uses for something else. */
function outdated(key: string, known: readonly string[]): string | undefined {
  const [group = '', word = ''] = key.toLowerCase().split('/');
  if (!/(^|\.)(gke\.io|google\.com|googleapis\.com|kubernetes\.io)$/.test(group)) return undefined;
  if (/^managed-?certs?$/.test(word)) return known.find((one) => one === INGRESS.managedCertificates);
  if (/^ingress\.static-ip(-name)?$/.test(word)) return known.find((one) => one === INGRESS.globalStaticIpName);
  if (word === 'load-balancer-neg') return known.find((one) => one === SERVICE.neg);
  return known.find((one) => (one.split('/')[1] ?? '').toLowerCase().replace(/^ingress\./, '') === word);
}

const FRONTEND_CONFIG = /^networking\.gke\.io\/(v\w+\.)?frontend-?configs?$/i;

/** Keys that Google uses for other things lie near: only what differs in a letter or two, or in dashes, was meant. */
function misspelt(key: string, known: readonly string[]): string | undefined {
  if (OTHERS.includes(key)) return undefined;
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const near = nearest(key, known);
  if (near === undefined) return undefined;
  return plain(key) === plain(near) || isWithin(plain(key), plain(near), 2) ? near : undefined;
}

/** Of the same beginning or end, and as much longer or shorter at most. */
function isWithin(one: string, other: string, letters: number): boolean {
  if (Math.abs(one.length - other.length) > letters) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end <= letters;
}

const OTHERS: readonly string[] = ['cloud.google.com/neg-status', CERTIFICATE_MAP];
