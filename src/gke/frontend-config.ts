/**
 * How a FrontendConfig may redirect: 301, 302, 307, 308.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#https_redirect
 */
export const RESPONSE_CODE_NAMES = [
  'MOVED_PERMANENTLY_DEFAULT',
  'FOUND',
  'TEMPORARY_REDIRECT',
  'PERMANENT_REDIRECT',
] as const;
