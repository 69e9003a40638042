import { BACKEND_CONFIG, HEALTH_CHECK } from './backend-config';

/** A field that Google Cloud keeps when it merely disappears from the object. */
export interface KeptField {
  readonly path: readonly string[];
  /** What to write in an environment to be rid of it. */
  readonly instead: string;
  /** What Google has where nothing was ever said: of these, nothing is left behind. */
  readonly defaults: readonly unknown[];
  /** It counts only while another field has this value. */
  readonly onlyWith?: { readonly path: readonly string[]; readonly value: unknown };
}

const HEALTH_NUMBERS = ['checkIntervalSec', 'timeoutSec', 'healthyThreshold', 'unhealthyThreshold'] as const;

/**
 * What the Ingress controller leaves as it is when a BackendConfig or FrontendConfig no longer says it; it merges what it
 * finds into what is there. Response headers do go.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export const KEPT_FIELDS: Readonly<Record<'BackendConfig' | 'FrontendConfig', readonly KeptField[]>> = {
  BackendConfig: [
    {
      path: ['spec', 'timeoutSec'],
      instead: `timeoutSec: ${BACKEND_CONFIG.timeoutSec.default}`,
      defaults: [BACKEND_CONFIG.timeoutSec.default],
    },
    {
      path: ['spec', 'connectionDraining'],
      instead: 'connectionDraining: { drainingTimeoutSec: 0 }',
      defaults: [{ drainingTimeoutSec: 0 }, {}],
    },
    {
      path: ['spec', 'sessionAffinity'],
      instead: 'sessionAffinity: { affinityType: NONE }',
      defaults: [{ affinityType: 'NONE' }],
    },
    {
      path: ['spec', 'sessionAffinity', 'affinityCookieTtlSec'],
      instead: 'sessionAffinity: { affinityType: GENERATED_COOKIE, affinityCookieTtlSec: 0 }',
      defaults: [0],
      onlyWith: { path: ['spec', 'sessionAffinity', 'affinityType'], value: 'GENERATED_COOKIE' },
    },
    {
      path: ['spec', 'logging'],
      instead: 'logging: { enable: false }',
      defaults: [{ enable: true }, { enable: true, sampleRate: 1 }],
    },
    {
      path: ['spec', 'logging', 'sampleRate'],
      instead: 'logging: { enable: true, sampleRate: 1 }',
      defaults: [1],
      onlyWith: { path: ['spec', 'logging', 'enable'], value: true },
    },
    { path: ['spec', 'securityPolicy'], instead: 'securityPolicy: off', defaults: [{ name: '' }] },
    {
      path: ['spec', 'customRequestHeaders'],
      instead: 'customRequestHeaders: { headers: [] }',
      defaults: [{ headers: [] }, {}],
    },
    ...HEALTH_NUMBERS.map((name) => ({
      path: ['spec', 'healthCheck', name],
      instead: `healthCheck: { ${name}: ${HEALTH_CHECK[name].default} }`,
      defaults: [HEALTH_CHECK[name].default],
    })),
  ],
  FrontendConfig: [{ path: ['spec', 'sslPolicy'], instead: 'sslPolicy: off', defaults: [''] }],
};
