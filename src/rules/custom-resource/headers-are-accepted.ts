import { CUSTOM_HEADER, refusedHeader, splitHeader } from '../../gke/custom-headers';
import { listOf, mappingOf } from '../../source/plain';
import { backendConfig } from '../examples';
import { quote } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const headersAreAccepted: Rule = {
  id: 'headers-are-accepted',
  severity: 'error',
  why: 'Compute Engine refuses the backend service: it is left as it was, or not made',
  cure: 'Write each header as name:value, under a name that is not reserved.',
  see: PAGES.customHeaders,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      for (const field of ['customRequestHeaders', 'customResponseHeaders']) {
        for (const [index, header] of listOf(mappingOf(config.spec[field])['headers']).entries()) {
          const fault = typeof header === 'string' ? faultOf(header) : undefined;
          if (fault === undefined) continue;
          yield { on: config, path: ['spec', field, 'headers', index], message: fault };
        }
      }
    }
  },
  examples: {
    good: [
      backendConfig('healthCheck: { port: 9091 }\ncustomRequestHeaders: { headers: ["X-Region:{client_region}"] }'),
    ],
    bad: [
      backendConfig('healthCheck: { port: 9091 }\ncustomRequestHeaders: { headers: ["X-Region"] }'),
      backendConfig('healthCheck: { port: 9091 }\ncustomResponseHeaders: { headers: ["Connection:close"] }'),
    ],
  },
};

/** The value may be a credential: it is not shown. */
function faultOf(header: string): string | undefined {
  const parts = splitHeader(header);
  if (!parts) return 'must be name:value, but there is no colon';
  if (!CUSTOM_HEADER.namePattern.test(parts.name))
    return `must have a header name before the colon, got ${quote(parts.name)}`;
  if (!CUSTOM_HEADER.valuePattern.test(parts.value)) return 'must have no control characters in its value';
  const reason = refusedHeader(parts.name);
  return reason === undefined ? undefined : `${quote(parts.name)} ${reason}`;
}
