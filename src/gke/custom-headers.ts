/**
 * Headers that a load balancer adds on request, each written `name:value`.
 *
 * @see https://cloud.google.com/load-balancing/docs/https/custom-headers
 */
const CUSTOM_HEADER: CustomHeader = {
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
};

interface CustomHeader {
  readonly namePattern: RegExp;
  readonly valuePattern: RegExp;
  readonly refusedNames: readonly string[];
  readonly refusedPrefixes: readonly string[];
}

/** What is wrong with one of several headers, in words that do not show its value, which may be a credential. */
export interface CustomHeaderFault {
  readonly index: number;
  readonly message: string;
  readonly cure?: string;
}

/** Why a load balancer does not take headers; what is no text is passed over. */
export function customHeaderFaults(headers: readonly unknown[]): CustomHeaderFault[] {
  const names = headers.map((header) => (typeof header === 'string' ? nameOf(header)?.toLowerCase() : undefined));
  return headers.flatMap((header, index) => {
    if (typeof header !== 'string') return [];
    const first = names.indexOf(names[index]);
    const fault = headerFault(header) ?? (first < index ? repeated(first) : undefined);
    return fault ? [{ index, ...fault }] : [];
  });
}

function headerFault(header: string): Omit<CustomHeaderFault, 'index'> | undefined {
  const name = nameOf(header);
  if (name === undefined) return { message: 'must be name:value', cure: 'e.g. X-Client-Region:{client_region}' };
  if (!CUSTOM_HEADER.namePattern.test(name)) return { message: 'must have a header name before the colon' };
  if (!CUSTOM_HEADER.valuePattern.test(header.slice(name.length + 1).trim())) {
    return { message: 'must have no control characters in its value' };
  }
  const lower = name.toLowerCase();
  if (CUSTOM_HEADER.refusedNames.includes(lower)) return { message: `${name} is reserved by the load balancer` };
  const prefix = CUSTOM_HEADER.refusedPrefixes.find((start) => lower.startsWith(start));
  return prefix === undefined ? undefined : { message: `${name} must not start with "${prefix}"` };
}

function repeated(first: number): Omit<CustomHeaderFault, 'index'> {
  const message = `must differ in name from headers[${first}]: header names have no case`;
  return { message, cure: 'keep one of them' };
}

/** What stands before the first colon. */
function nameOf(header: string): string | undefined {
  const colon = header.indexOf(':');
  return colon < 0 ? undefined : header.slice(0, colon);
}
