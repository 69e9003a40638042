import type { LoadBalancer } from '../topology/topology';

/** What a failure may come from, and the way out. */
export interface Cause {
  readonly cause: string;
  readonly cure: string;
}

/** What the environment says, as far as cures name it. */
export interface Setup {
  readonly environment: string;
  /** To which DNS leads. */
  readonly api: LoadBalancer['api'];
  /** Of the Ingress or the Gateway. */
  readonly name: string;
  /** The BackendConfig or GCPBackendPolicy of the host. */
  readonly settings: string;
  readonly certificate: 'google-managed' | 'self-managed' | 'pre-shared';
  readonly http: 'redirect' | 'closed' | 'open';
  readonly internal: boolean;
  readonly globalAccess: boolean;
}

export type Told = (setup: Setup, host: string) => Cause;

/** Those of a code that says the same whatever the environment is. */
export const always =
  (cause: string, cure: string): Told =>
  () => ({ cause, cure });

export const statusCure = ({ environment }: Setup): string => `milvus-l7 status ${environment} says what is missing.`;

export const applyAgain = ({ environment, name }: Setup): string =>
  `Apply dist/manifests/${environment}.k8s.yaml; changes take some minutes. kubectl describe ingress ${name} shows why not.`;
