/** A field that Google Cloud keeps when it merely disappears from the object. */
export interface KeptField {
  readonly path: readonly string[];
  /** What to write in an environment to be rid of it. */
  readonly instead: string;
}

/**
 * What the Ingress controller leaves as it is when a BackendConfig or FrontendConfig no longer says it.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export const KEPT_FIELDS: Readonly<Record<'BackendConfig' | 'FrontendConfig', readonly KeptField[]>> = {
  BackendConfig: [
    { path: ['spec', 'timeoutSec'], instead: 'timeoutSec: 30' },
    { path: ['spec', 'connectionDraining'], instead: 'connectionDraining: { drainingTimeoutSec: 0 }' },
    { path: ['spec', 'sessionAffinity'], instead: 'sessionAffinity: { affinityType: NONE }' },
    { path: ['spec', 'logging'], instead: 'logging: { enable: false }' },
    { path: ['spec', 'securityPolicy'], instead: 'securityPolicy: off' },
  ],
  FrontendConfig: [{ path: ['spec', 'sslPolicy'], instead: 'sslPolicy: off' }],
};
