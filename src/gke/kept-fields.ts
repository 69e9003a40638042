import { BACKEND_CONFIG_FIELDS } from './backend-config';

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

/**
 * What the Ingress controller leaves as it is when a BackendConfig or FrontendConfig no longer says it; it merges what it
 * finds into what is there.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export const KEPT_FIELDS: Readonly<Record<'BackendConfig' | 'FrontendConfig', readonly KeptField[]>> = {
  BackendConfig: Object.entries(BACKEND_CONFIG_FIELDS).flatMap(([name, { kept = [] }]) =>
    kept.map(({ below, instead, defaults, onlyWith }) => ({
      path: ['spec', name, ...(below === undefined ? [] : [below])],
      instead: `${name}: ${instead}`,
      defaults,
      ...(onlyWith && { onlyWith: { path: ['spec', name, onlyWith.below], value: onlyWith.value } }),
    })),
  ),
  FrontendConfig: [{ path: ['spec', 'sslPolicy'], instead: 'sslPolicy: off', defaults: [''] }],
};
