/**
 * What a route's filter takes of headers, beside what custom headers must be anywhere; values may hold Google's variables.
 *
 * @see https://cloud.google.com/load-balancing/docs/https/custom-headers-regional
 */
export const HEADER_FILTER = {
  max: 16,
  nameMaxLength: 256,
  valueMaxLength: 4096,
  /** Of Envoy-based load balancers, in lower case. */
  refusedNames: ['host', 'authority'],
} as const;

/** One header of a filter: what it was is replaced. */
export interface FilterHeader {
  readonly name: string;
  readonly value: string;
}

/** `name:value`, as a BackendConfig has it, in a filter's words. */
export function filterHeaderOf(header: string): FilterHeader {
  const colon = header.indexOf(':');
  return { name: header.slice(0, colon), value: header.slice(colon + 1).trim() };
}

/** Why a filter does not take headers that a BackendConfig does, in words that do not show their values. */
export function headerFilterFaults(
  headers: readonly (string | undefined)[],
): { readonly index: number; readonly message: string; readonly cure: string }[] {
  return headers.flatMap((header, index) => {
    if (header === undefined || !header.includes(':')) return [];
    const { name, value } = filterHeaderOf(header);
    const { max, nameMaxLength, valueMaxLength, refusedNames } = HEADER_FILTER;
    const names: readonly string[] = refusedNames;
    if (index >= max) return [{ index, message: `must be at most ${max} headers`, cure: 'take some out' }];
    if (names.includes(name.toLowerCase())) {
      return [{ index, message: `must not be ${name}`, cure: 'choose another name' }];
    }
    if (name.length > nameMaxLength) {
      return [{ index, message: `must have a name of at most ${nameMaxLength} characters`, cure: 'shorten it' }];
    }
    if (value === '') return [{ index, message: `${name} must have a value`, cure: 'write one, or take it out' }];
    if (value.length > valueMaxLength) {
      return [{ index, message: `${name} must have at most ${valueMaxLength} characters`, cure: 'shorten it' }];
    }
    return [];
  });
}
