import { RFC1035_LABEL } from './names';
import { PORT } from './network';
import { flag, map, oneOf, texts, whole } from './shape';
import type { Shape } from './shape';

/**
 * What a BackendConfig takes; its own definition in the cluster checks types only. Seconds everywhere.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#backendconfig_crd
 */
export const BACKEND_CONFIG = {
  /** 0 silently means 30. Above a day Google restarts its proxies earlier. */
  timeoutSec: { min: 1, max: 86_400, default: 30 },
  drainingTimeoutSec: { min: 0, max: 3600 },
  affinityTypes: ['NONE', 'CLIENT_IP', 'GENERATED_COOKIE'],
  affinityCookieTtlSec: { min: 0, max: 86_400 },
  sampleRate: { min: 0, max: 1 },
} as const;

interface ProbeSeconds<T> {
  readonly timeoutSec: T;
  readonly checkIntervalSec: T;
}

/** Seconds that a probe may take and that lie between two, with what the controller fills in; the first must not exceed the second. */
export function probeSecondsOf(
  { timeoutSec, checkIntervalSec }: Partial<ProbeSeconds<number | null | undefined>>,
  filledIn: ProbeSeconds<{ readonly default: number }>,
): { timeout: number; interval: number; fit: boolean } {
  const timeout = timeoutSec ?? filledIn.timeoutSec.default;
  const interval = checkIntervalSec ?? filledIn.checkIntervalSec.default;
  return { timeout, interval, fit: timeout <= interval };
}

/** What the controller adds to a health check that leaves it out goes to the Compute API like anything written. */
export const HEALTH_CHECK = {
  /** Anything else, lower case too, is an error that leaves the whole Ingress unsynced. */
  types: ['HTTP', 'HTTPS', 'HTTP2'],
  port: PORT,
  checkIntervalSec: { min: 1, max: 300, default: 15 },
  timeoutSec: { min: 1, max: 300, default: 15 },
  healthyThreshold: { min: 1, max: 10, default: 1 },
  unhealthyThreshold: { min: 1, max: 10, default: 2 },
} as const;

/** A field of a BackendConfig that environments know. */
export interface BackendConfigField {
  readonly takes: Shape;
  /** The older v1beta1 has none. */
  readonly onlyInV1?: true;
  /** What Google Cloud keeps of it where it merely disappears; left out: nothing. */
  readonly kept?: readonly KeptPart[];
}

/** The whole of a field, or one field below it. */
export interface KeptPart {
  readonly below?: string;
  /** What to write for the field in an environment, to be rid of it. */
  readonly instead: string;
  /** What Google has where nothing was ever said: of these, nothing is left behind. */
  readonly defaults: readonly unknown[];
  /** It counts only while this other field below has this value. */
  readonly onlyWith?: { readonly below: string; readonly value: unknown };
}

/** Of a request, in seconds: 0 is taken too, and means what is Google's own. */
const seconds = whole({ min: 0, max: 2_147_483_647 });
const headers = map({ headers: texts });

/** A name in Compute Engine; an empty one takes away what is there. */
export const COMPUTE_NAME_OR_NONE: Shape = {
  is: 'text',
  pattern: new RegExp(`^$|${RFC1035_LABEL.pattern.source}`),
  must: `must be ${RFC1035_LABEL.form}`,
};

/**
 * What a BackendConfig may say, apart from Cloud CDN and Identity-Aware Proxy, field by field. The controller merges what
 * it finds into what is there. Response headers do go.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export const BACKEND_CONFIG_FIELDS: Readonly<Record<string, BackendConfigField>> = {
  timeoutSec: {
    takes: seconds,
    kept: [{ instead: String(BACKEND_CONFIG.timeoutSec.default), defaults: [BACKEND_CONFIG.timeoutSec.default] }],
  },
  connectionDraining: {
    takes: map({ drainingTimeoutSec: whole(BACKEND_CONFIG.drainingTimeoutSec) }),
    kept: [{ instead: '{ drainingTimeoutSec: 0 }', defaults: [{ drainingTimeoutSec: 0 }, {}] }],
  },
  sessionAffinity: {
    takes: map({
      affinityType: oneOf(...BACKEND_CONFIG.affinityTypes, ''),
      affinityCookieTtlSec: whole(BACKEND_CONFIG.affinityCookieTtlSec),
    }),
    kept: [
      { instead: '{ affinityType: NONE }', defaults: [{ affinityType: 'NONE' }] },
      {
        below: 'affinityCookieTtlSec',
        instead: '{ affinityType: GENERATED_COOKIE, affinityCookieTtlSec: 0 }',
        defaults: [0],
        onlyWith: { below: 'affinityType', value: 'GENERATED_COOKIE' },
      },
    ],
  },
  logging: {
    takes: map({ enable: flag, sampleRate: { is: 'number', ...BACKEND_CONFIG.sampleRate } }),
    onlyInV1: true,
    kept: [
      { instead: '{ enable: false }', defaults: [{ enable: true }, { enable: true, sampleRate: 1 }] },
      {
        below: 'sampleRate',
        instead: '{ enable: true, sampleRate: 1 }',
        defaults: [1],
        onlyWith: { below: 'enable', value: true },
      },
    ],
  },
  securityPolicy: {
    takes: map({ name: COMPUTE_NAME_OR_NONE }, { required: ['name'], plain: 'name' }),
    kept: [{ instead: 'off', defaults: [{ name: '' }] }],
  },
  customRequestHeaders: { takes: headers, kept: [{ instead: '{ headers: [] }', defaults: [{ headers: [] }, {}] }] },
  customResponseHeaders: { takes: headers, onlyInV1: true },
  healthCheck: {
    takes: map(
      {
        checkIntervalSec: whole(HEALTH_CHECK.checkIntervalSec),
        timeoutSec: whole(HEALTH_CHECK.timeoutSec),
        healthyThreshold: whole(HEALTH_CHECK.healthyThreshold),
        unhealthyThreshold: whole(HEALTH_CHECK.unhealthyThreshold),
        port: whole(HEALTH_CHECK.port),
        type: oneOf(...HEALTH_CHECK.types),
        requestPath: { is: 'text', pattern: /^\//, must: 'must start with "/"' },
      },
      { alias: { path: 'requestPath', interval: 'checkIntervalSec', timeout: 'timeoutSec', protocol: 'type' } },
    ),
    kept: (['checkIntervalSec', 'timeoutSec', 'healthyThreshold', 'unhealthyThreshold'] as const).map((below) => ({
      below,
      instead: `{ ${below}: ${HEALTH_CHECK[below].default} }`,
      defaults: [HEALTH_CHECK[below].default],
    })),
  },
};
