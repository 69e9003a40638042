/**
 * Headers that a load balancer adds on request, each written `name:value`.
 *
 * @see https://cloud.google.com/load-balancing/docs/https/custom-headers
 */
export const CUSTOM_HEADER = {
  /** A token of RFC 7230. */
  namePattern: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/,
  /** No control character but the tab: RFC 7230 without its obsolete line folding. Empty is fine. */
  valuePattern: /^[^\x00-\x08\x0a-\x1f\x7f]*$/,
  /** Lower case, because header names have no case. */
  refusedNames: [
    'cdn-loop',
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'x-user-ip',
  ],
  refusedPrefixes: ['x-google', 'x-goog-', 'x-gfe', 'x-amz-'],
} as const;

/** `name` and `value` of `name:value`, without the blanks around the value; undefined where there is no colon. */
export function splitHeader(header: string): { name: string; value: string } | undefined {
  const colon = header.indexOf(':');
  return colon < 0 ? undefined : { name: header.slice(0, colon), value: header.slice(colon + 1).trim() };
}

/** Why Google refuses a header of that name, undefined where it takes it. */
export function refusedHeader(name: string): string | undefined {
  const lower = name.toLowerCase();
  if ((CUSTOM_HEADER.refusedNames as readonly string[]).includes(lower)) return 'is reserved by the load balancer';
  const prefix = CUSTOM_HEADER.refusedPrefixes.find((start) => lower.startsWith(start));
  return prefix && `must not start with "${prefix}"`;
}
