import { BACKEND_CONFIG, HEALTH_CHECK } from './backend-config';
import { RESPONSE_CODE_NAMES } from './frontend-config';
import { RFC1035_LABEL } from './names';

/** What a field of a custom resource takes. */
export type Shape =
  | { readonly is: 'text'; readonly values?: readonly string[]; readonly pattern?: RegExp; readonly must?: string }
  | { readonly is: 'whole' | 'number'; readonly min: number; readonly max: number }
  | { readonly is: 'flag' }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly keys: Readonly<Record<string, Shape>>; readonly required?: readonly string[] };

const flag: Shape = { is: 'flag' };
const text: Shape = { is: 'text' };
const texts: Shape = { is: 'list', of: text };
const whole = ({ min, max }: { readonly min: number; readonly max: number }): Shape => ({ is: 'whole', min, max });
const map = (keys: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape => ({
  is: 'map',
  keys,
  required,
});
const headers = map({ headers: texts });
const seconds = whole({ min: 0, max: 2_147_483_647 });
const computeName = {
  is: 'text',
  pattern: new RegExp(`^$|${RFC1035_LABEL.pattern.source}`),
  must: `must be ${RFC1035_LABEL.form}`,
} as const;

const cdn = map(
  {
    enabled: flag,
    cacheMode: { is: 'text', values: ['USE_ORIGIN_HEADERS', 'FORCE_CACHE_ALL', 'CACHE_ALL_STATIC'] },
    clientTtl: seconds,
    defaultTtl: seconds,
    maxTtl: seconds,
    negativeCaching: flag,
    negativeCachingPolicy: { is: 'list', of: map({ code: whole({ min: 300, max: 599 }), ttl: seconds }) },
    requestCoalescing: flag,
    serveWhileStale: seconds,
    bypassCacheOnRequestHeaders: { is: 'list', of: map({ headerName: text }) },
    cachePolicy: map({
      includeHost: flag,
      includeProtocol: flag,
      includeQueryString: flag,
      queryStringBlacklist: texts,
      queryStringWhitelist: texts,
    }),
    signedUrlCacheMaxAgeSec: seconds,
    signedUrlKeys: { is: 'list', of: map({ keyName: text, keyValue: text, secretName: text }) },
  },
  ['enabled'],
);

/**
 * The specs of GKE's custom resources. Google's own definitions check types and required fields, nothing more.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export const CUSTOM_RESOURCES: Readonly<Record<string, Shape>> = {
  BackendConfig: map({
    timeoutSec: seconds,
    connectionDraining: map({ drainingTimeoutSec: whole(BACKEND_CONFIG.drainingTimeoutSec) }),
    sessionAffinity: map({
      affinityType: { is: 'text', values: [...BACKEND_CONFIG.affinityTypes, ''] },
      affinityCookieTtlSec: whole(BACKEND_CONFIG.affinityCookieTtlSec),
    }),
    healthCheck: map({
      checkIntervalSec: whole(HEALTH_CHECK.checkIntervalSec),
      timeoutSec: whole(HEALTH_CHECK.timeoutSec),
      healthyThreshold: whole(HEALTH_CHECK.healthyThreshold),
      unhealthyThreshold: whole(HEALTH_CHECK.unhealthyThreshold),
      port: whole(HEALTH_CHECK.port),
      type: { is: 'text', values: HEALTH_CHECK.types },
      requestPath: { is: 'text', pattern: /^\//, must: 'must start with "/"' },
    }),
    logging: map({ enable: flag, sampleRate: { is: 'number', ...BACKEND_CONFIG.sampleRate } }),
    securityPolicy: map({ name: computeName }, ['name']),
    customRequestHeaders: headers,
    customResponseHeaders: headers,
    iap: map(
      {
        enabled: flag,
        oauthclientCredentials: map({ secretName: text, clientID: text, clientSecret: text }, ['secretName']),
      },
      ['enabled'],
    ),
    cdn,
  }),
  FrontendConfig: map({
    sslPolicy: computeName,
    redirectToHttps: map({ enabled: flag, responseCodeName: { is: 'text', values: [...RESPONSE_CODE_NAMES, ''] } }, [
      'enabled',
    ]),
  }),
  ManagedCertificate: map({ domains: texts }, ['domains']),
};
