/** What a failure may come from, and the way out. */
export interface Cause {
  readonly cause: string;
  readonly cure: string;
}

/** What the environment says, as far as cures name it. */
export interface Setup {
  readonly environment: string;
  readonly ingress: string;
  readonly backendConfig: string;
  readonly certificate: 'google-managed' | 'self-managed' | 'pre-shared';
  readonly http: 'redirect' | 'closed' | 'open';
  readonly internal: boolean;
}

export type Told = (setup: Setup, host: string) => Cause;

/** Those of a code that says the same whatever the environment is. */
export const always =
  (cause: string, cure: string): Told =>
  () => ({ cause, cure });

export const statusCure = ({ environment }: Setup): string => `milvus-l7 status ${environment} says what is missing.`;

export const applyAgain = ({ environment, ingress }: Setup): string =>
  `Apply dist/manifests/${environment}.k8s.yaml; changes take some minutes. kubectl describe ingress ${ingress} shows why not.`;
