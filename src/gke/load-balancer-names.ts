/** What the Ingress controller makes in Compute Engine for the front of an Ingress, by the letters in its name. */
export type FrontResource = 'um' | 'fr' | 'fs' | 'tp' | 'ts';

export interface IngressKey {
  readonly namespace: string;
  readonly name: string;
}

export interface BackendKey {
  readonly namespace: string;
  readonly service: string;
  /** Of the Service. */
  readonly port: number;
}

/** What names have of their own and nobody knows before: the cluster's id, and a hash of all of it. */
interface Unknown {
  readonly uid: string;
  readonly hash: string;
}

/**
 * The name of a URL map (`um`), forwarding rule (`fr` HTTP, `fs` HTTPS) or target proxy (`tp`, `ts`).
 *
 * @see https://github.com/kubernetes/ingress-gce/blob/master/pkg/utils/namer/frontendnamer.go
 */
export function frontName(resource: FrontResource, { namespace, name }: IngressKey, { uid, hash }: Unknown): string {
  return ['k8s2', resource, uid, ...trimmedEvenly(FRONT_MAX, [namespace, name]), hash].join('-');
}

/** The same, as an Ingress has it that was made before names were hashed. */
export function oldFrontName(resource: FrontResource, { namespace, name }: IngressKey, uid: string): string {
  return cut(`k8s-${OLD_LETTERS[resource]}-${cut(`${namespace}-${name}--${uid}`)}`);
}

/**
 * The name of a network endpoint group, of its backend service and of its health check.
 *
 * @param regional - behind a regional external load balancer
 * @see https://github.com/kubernetes/ingress-gce/blob/master/pkg/utils/namer/namer.go
 */
export function backendName(
  { namespace, service, port }: BackendKey,
  { uid, hash }: Unknown,
  regional = false,
): string {
  const parts = [namespace, service, String(port)];
  const trimmed = trimmedEvenly(regional ? REGIONAL_BACKEND_MAX : BACKEND_MAX, parts);
  return ['k8s1', uid, ...(regional ? ['e'] : []), ...trimmed, hash].join('-');
}

/** Anchored at both ends, an expression of the names of a front, of old and of new. */
export function frontPattern(resources: readonly FrontResource[], ingress: IngressKey): string {
  return resources
    .flatMap((resource) => [
      patternOf(frontName(resource, ingress, { uid: ANY_SHORT, hash: ANY_SHORT }), BASE_36),
      patternOf(oldFrontName(resource, ingress, ANY_LONG), HEX),
    ])
    .join('|');
}

/** Anchored at both ends, an expression of the name of a backend. */
export function backendPattern(backend: BackendKey, regional = false): string {
  return patternOf(backendName(backend, { uid: ANY_SHORT, hash: ANY_SHORT }, regional), HEX);
}

/**
 * Anchored at both ends, an expression of a name that the Gateway controller gives: to a forwarding rule, by namespace and
 * Gateway, or to a backend, by namespace, Service and port. Its source is closed: this is what was seen of backends, and
 * taken to hold of the front. How it trims long names is not known; of those the beginning alone is told.
 */
export function gatewayPattern(parts: readonly string[]): string {
  const name = parts.join('-');
  const told = name.length <= GATEWAY_MAX ? name : `${name.slice(0, GATEWAY_TOLD)}[-0-9a-z]*`;
  return `gkegw12?-${BASE_36}{4}-${told}-${BASE_36}{12}`;
}

/** Characters of a Gateway's names between its id and its hash, hyphens among them: 63 less `gkegw12-XXXX-` and the hash. */
const GATEWAY_MAX = 37;
/** However they are trimmed, the first name keeps so many, if it has them. */
const GATEWAY_TOLD = 8;

/** Characters that namespace and names may have together. */
const FRONT_MAX = 36;
const BACKEND_MAX = 38;
const REGIONAL_BACKEND_MAX = 36;

/** Characters that stay of an old name; a longer one, of 63 characters too, ends in a 0 after them. */
const OLD_MAX = 62;
const OLD_LETTERS = { um: 'um', fr: 'fw', fs: 'fws', tp: 'tp', ts: 'tps' } as const;

/** Letters of new ids and hashes; those of backends and of old names are hexadecimal. */
const BASE_36 = '[0-9a-z]';
const HEX = '[0-9a-f]';

/** Stands for one character that nobody knows before. */
const ANY = '?';
const ANY_SHORT = ANY.repeat(8);
const ANY_LONG = ANY.repeat(16);

function patternOf(name: string, letter: string): string {
  return name.replace(/\?+/g, (unknown) => (unknown.length === 1 ? letter : `${letter}{${unknown.length}}`));
}

/** All lose the same share; what that takes too much is given back, one to each from the first. */
function trimmedEvenly(max: number, fields: readonly string[]): string[] {
  const total = fields.reduce((sum, { length }) => sum + length, 0);
  const excess = total - max;
  if (excess <= 0) return [...fields];
  const lengths = fields.map(({ length }) => Math.max(length - Math.floor((length * excess) / total) - 1, 0));
  const left = max - lengths.reduce((sum, length) => sum + length, 0);
  return fields.map((field, index) => field.slice(0, (lengths[index] ?? 0) + (index < left ? 1 : 0)));
}

function cut(name: string): string {
  return name.length > OLD_MAX ? `${name.slice(0, OLD_MAX)}0` : name;
}
