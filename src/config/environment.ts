// Generated from src/config/schema.ts by `npm run generate`; do not edit.

/**
 * Milvus behind a Layer-7 load balancer on GKE: one environment.
 */
export interface Environment {
  /**
   * Google Cloud project id.
   */
  project: string;
  /**
   * Compute Engine region.
   *
   * @default "us-west1"
   */
  region?: string;
  /**
   * Zone of a zonal cluster; it must lie in the region. Left out: the cluster is regional.
   */
  zone?: string;
  /**
   * Kubernetes namespace of every object. It must exist: the Namespace itself is never emitted.
   *
   * @default "default"
   */
  namespace?: string;
  /**
   * They share one Ingress.
   *
   * @minItems 1
   */
  releases: EnvironmentRelease[];
  /**
   * The certificate that clients see. `google-managed`: a ManagedCertificate per release; `self-managed`: the Secret `<Service>-tls` per release, which the runbook makes.
   *
   * @default "google-managed"
   */
  certificate?: 'google-managed' | 'self-managed';
  loadBalancer?: {
    /**
     * Name of the Ingress and of everything in Compute Engine that is one per load balancer. Required with several releases; left out with one: the release's Service name. At most 63 characters where Terraform creates something of that name.
     */
    name?: string;
    /**
     * The IP address. `reserved`: a static address that Terraform makes and the Ingress names; `{ name }`: a static address that exists; `ephemeral`: the load balancer finds one, and another after a rebuild.
     *
     * @default "reserved"
     */
    address?:
      | ('reserved' | 'ephemeral')
      | {
          name: string;
        };
    /**
     * Port 80. `redirect`: a FrontendConfig answers 301 to https; `closed`: no listener; `open`: the same backend in clear text, as Google leaves it.
     *
     * @default "redirect"
     */
    http?: 'redirect' | 'closed' | 'open';
  };
  /**
   * Terraform. Nothing here is created unless named.
   */
  gcp?: {
    /**
     * Where Terraform keeps its state. `local`: `terraform.<stack>.tfstate` beside the output folder.
     *
     * @default "local"
     */
    state?:
      | 'local'
      | {
          gcs: {
            /**
             * A bucket that exists.
             */
            bucket: string;
            /**
             * Folder in the bucket; the state of stack S is `<prefix>/S/default.tfstate`.
             *
             * @default "milvus-l7"
             */
            prefix?: string;
          };
        };
    /**
     * Labels on every Google Cloud resource that can carry labels.
     */
    labels?: {
      [k: string]: string;
    };
  };
  /**
   * Findings of rules that are fine in this environment: the id of a rule, and why. The ids are those of `milvus-l7 lint --list`.
   */
  allow?: {
    [k: string]: string;
  };
}
/**
 * One Helm release of Milvus and the host that leads to it.
 */
export interface EnvironmentRelease {
  /**
   * Helm release name, at most 53 characters.
   */
  name: string;
  /**
   * DNS name that clients use, lower case, at most 253 characters; at most 63 and no wildcard with a Google-managed certificate. `*.example.com` is a wildcard.
   */
  host: string;
  /**
   * Version of the chart `milvus`, from 4.1.29 on. It decides the Milvus version: 4.1.29 to 4.1.36 are Milvus 2.4, 4.2.0 to 4.2.25 are Milvus 2.4, 4.2.26 to 4.2.58 are Milvus 2.5, 5.0.0 to 5.0.19 are Milvus 2.6. A newer patch draws a note, an unknown minor line is an error.
   *
   * @default "5.0.19"
   */
  chart?: string;
  /**
   * `cluster` is the chart's own default and written nowhere; `standalone` is written into the values.
   *
   * @default "cluster"
   */
  mode?: 'cluster' | 'standalone';
  /**
   * As in the chart: the name of its objects, and so of the Service. Left out, the chart's own: the release name where it contains `milvus`, else `<release>-milvus`.
   */
  fullnameOverride?: string;
  /**
   * An existing Helm values file to merge into, relative to this file. Secrets in it are refused.
   */
  values?: string;
  /**
   * A Helm values file with secrets, relative to this file, never read: the runbook hands it to helm as a second `-f`. Not inside the folder of the environments.
   */
  secretValues?: string;
  /**
   * The certificate that Milvus itself serves to the load balancer. `secret`: from the Secret `<Service>-backend-tls`, which the runbook makes; `{ secretName }`: from a Secret of yours; `{ issuer }`: cert-manager fills `<Service>-backend-tls`; `image`: the one in the Milvus image, whose private key is public.
   *
   * @default "secret"
   */
  backendCertificate?:
    | ('secret' | 'image')
    | {
        secretName?: string;
        /**
         * The cert-manager issuer: the name of an Issuer in the namespace, or `{ kind: ClusterIssuer, name: … }`.
         */
        issuer?:
          | string
          | {
              kind?: 'Issuer' | 'ClusterIssuer';
              name: string;
            };
      };
  /**
   * Milvus' REST API. `false` turns it off (`proxy.http.enabled: false`), because on the TLS port of gRPC it stops current proxies from starting; `unmanaged` says nothing of it.
   *
   * @default false
   */
  rest?: false | 'unmanaged';
  /**
   * Whether Milvus asks for user and password (`common.security.authorizationEnabled`); `unmanaged` says nothing of it.
   *
   * @default true
   */
  authorization?: boolean | 'unmanaged';
  /**
   * The Milvus proxies, to which the load balancer sends every call. Left out: 2 replicas in cluster mode, nothing in standalone, which has none; `unmanaged` says nothing of them.
   */
  proxy?:
    | 'unmanaged'
    | {
        /**
         * Number of proxies, 1 to 1000.
         *
         * @default 2
         */
        replicas?: number;
      };
  /**
   * A NetworkPolicy that lets only the load balancer, the namespace and, for metrics, the named pods reach Milvus. It does nothing on a cluster without Dataplane V2 or network policy enforcement.
   *
   * @default "none"
   */
  networkPolicy?:
    | 'none'
    | {
        /**
         * Label sets of the pods, of any namespace, that may read metrics on 9091.
         */
        metricsFrom?: {
          [k: string]: string;
        }[];
      };
}
