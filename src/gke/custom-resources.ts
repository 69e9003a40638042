import { BACKEND_CONFIG_FIELDS, COMPUTE_NAME_OR_NONE } from './backend-config';
import type { BackendConfigField } from './backend-config';
import { RESPONSE_CODE_NAMES } from './frontend-config';
import { objectShape } from './core-objects';
import { RFC1123_SUBDOMAIN } from './names';
import { POD_MONITORING_VERSIONS } from './pod-monitoring';
import { flag, listOfMaps, map, oneOf, text, texts, whole } from './shape';
import type { MapShape, Shape } from './shape';

const seconds = whole({ min: 0, max: 2_147_483_647 });

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

/** Its fields but cdn, which differs between the versions. */
function backendConfigOf(isThere: (field: BackendConfigField) => boolean): Record<string, Shape> {
  const fields = Object.entries(BACKEND_CONFIG_FIELDS).filter(([, field]) => isThere(field));
  return { ...Object.fromEntries(fields.map(([name, { takes }]) => [name, takes])), iap };
}

const iap = map(
  {
    enabled: flag,
    oauthclientCredentials: map({ secretName: text, clientID: text, clientSecret: text }, { required: ['secretName'] }),
  },
  { switchedBy: 'enabled' },
);

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
        ...backendConfigOf(() => true),
        cdn: map({ enabled: flag, cachePolicy, ...cdn }, { switchedBy: 'enabled' }),
      }),
    ),
    // Of cdn it has only the beginnings.
    'cloud.google.com/v1beta1': resource(
      map({
        ...backendConfigOf(({ onlyInV1 = false }) => !onlyInV1),
        cdn: map({ enabled: flag, cachePolicy }, { switchedBy: 'enabled' }),
      }),
    ),
  },
  FrontendConfig: { 'networking.gke.io/v1beta1': resource(map({ sslPolicy: COMPUTE_NAME_OR_NONE, redirectToHttps })) },
  ManagedCertificate: {
    'networking.gke.io/v1': resource(map({ domains: texts }, { required: ['domains'] }), ['spec']),
  },
  PodMonitoring: POD_MONITORING_VERSIONS,
};

function resource(spec: MapShape, required: readonly string[] = []): MapShape {
  return objectShape(RFC1123_SUBDOMAIN, { spec }, required);
}
