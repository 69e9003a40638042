import { BACKEND_CONFIG, HEALTH_CHECK } from './backend-config';
import { RESPONSE_CODE_NAMES } from './frontend-config';
import { objectShape } from './core-objects';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from './names';
import { flag, listOfMaps, map, oneOf, text, texts, whole } from './shape';
import type { MapShape, Shape } from './shape';

const headers = map({ headers: texts });
const seconds = whole({ min: 0, max: 2_147_483_647 });
const computeName = {
  is: 'text',
  pattern: new RegExp(`^$|${RFC1035_LABEL.pattern.source}`),
  must: `must be ${RFC1035_LABEL.form}`,
} as const;

const cachePolicy = map({
  includeHost: flag,
  includeProtocol: flag,
  includeQueryString: flag,
  queryStringBlacklist: texts,
  queryStringWhitelist: texts,
});
const cdn = {
  cacheMode: oneOf('USE_ORIGIN_HEADERS', 'FORCE_CACHE_ALL', 'CACHE_ALL_STATIC'),
  clientTtl: seconds,
  defaultTtl: seconds,
  maxTtl: seconds,
  negativeCaching: flag,
  negativeCachingPolicy: listOfMaps(map({ code: whole({ min: 300, max: 599 }), ttl: seconds })),
  requestCoalescing: flag,
  serveWhileStale: seconds,
  bypassCacheOnRequestHeaders: listOfMaps(map({ headerName: text })),
  signedUrlCacheMaxAgeSec: seconds,
  signedUrlKeys: listOfMaps(map({ keyName: text, keyValue: text, secretName: text })),
} satisfies Readonly<Record<string, Shape>>;

const backendConfig = {
  timeoutSec: seconds,
  connectionDraining: map({ drainingTimeoutSec: whole(BACKEND_CONFIG.drainingTimeoutSec) }),
  sessionAffinity: map({
    affinityType: oneOf(...BACKEND_CONFIG.affinityTypes, ''),
    affinityCookieTtlSec: whole(BACKEND_CONFIG.affinityCookieTtlSec),
  }),
  healthCheck: map({
    checkIntervalSec: whole(HEALTH_CHECK.checkIntervalSec),
    timeoutSec: whole(HEALTH_CHECK.timeoutSec),
    healthyThreshold: whole(HEALTH_CHECK.healthyThreshold),
    unhealthyThreshold: whole(HEALTH_CHECK.unhealthyThreshold),
    port: whole(HEALTH_CHECK.port),
    type: oneOf(...HEALTH_CHECK.types),
    requestPath: { is: 'text', pattern: /^\//, must: 'must start with "/"' },
  }),
  securityPolicy: map({ name: computeName }, { required: ['name'] }),
  customRequestHeaders: headers,
  iap: map(
    {
      enabled: flag,
      oauthclientCredentials: map(
        { secretName: text, clientID: text, clientSecret: text },
        { required: ['secretName'] },
      ),
    },
    { switchedBy: 'enabled' },
  ),
} satisfies Readonly<Record<string, Shape>>;

const redirectToHttps = map(
  { enabled: flag, responseCodeName: oneOf(...RESPONSE_CODE_NAMES, '') },
  { switchedBy: 'enabled' },
);

/**
 * GKE's custom resources, by kind and version. Google's own definitions check types and required fields, nothing more.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export const CUSTOM_RESOURCES: Readonly<Record<string, Readonly<Record<string, MapShape>>>> = {
  BackendConfig: {
    'cloud.google.com/v1': resource(
      map({
        ...backendConfig,
        logging: map({ enable: flag, sampleRate: { is: 'number', ...BACKEND_CONFIG.sampleRate } }),
        customResponseHeaders: headers,
        cdn: map({ enabled: flag, cachePolicy, ...cdn }, { switchedBy: 'enabled' }),
      }),
    ),
    // It has no logging, and of cdn only the beginnings.
    'cloud.google.com/v1beta1': resource(
      map({ ...backendConfig, cdn: map({ enabled: flag, cachePolicy }, { switchedBy: 'enabled' }) }),
    ),
  },
  FrontendConfig: { 'networking.gke.io/v1beta1': resource(map({ sslPolicy: computeName, redirectToHttps })) },
  ManagedCertificate: {
    'networking.gke.io/v1': resource(map({ domains: texts }, { required: ['domains'] }), ['spec']),
  },
};

function resource(spec: MapShape, required: readonly string[] = []): MapShape {
  return objectShape(RFC1123_SUBDOMAIN, { spec }, required);
}
