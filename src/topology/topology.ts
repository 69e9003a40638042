import type { Environment } from '../config/environment';
import type { Api, GatewayClass, IngressClass } from '../gke/load-balancer-classes';
import type { MilvusVersion } from '../milvus/version';
import type { GatewayBackend, GatewayShare } from './gateway-backend';
import type { Cluster, Network, ReleaseStorage, Storage } from './infrastructure';
import type { Monitoring } from './monitoring';

/** The names and numbers of one environment that two outputs share. */
export interface Topology {
  /** `<env>`: names the files and the Terraform stack. */
  readonly environment: string;
  readonly project: string;
  readonly region: string;
  readonly zone?: string;
  readonly namespace: string;
  /** On every Kubernetes object of ours. */
  readonly labels: Readonly<Record<string, string>>;
  /** The Ingress or Gateway, both while moving, and everything in Compute Engine that is one per load balancer. */
  readonly loadBalancer: LoadBalancer;
  /** Behind one load balancer, in the order they were written. */
  readonly releases: readonly Release[];
  readonly network?: Network;
  readonly cluster?: Cluster;
  /** There is one where Terraform makes the bucket. */
  readonly storage?: Storage;
  readonly monitoring: Monitoring;
  readonly terraform: Terraform;
}

export interface LoadBalancer {
  /** Of the Ingress and of the Gateway. */
  readonly name: string;
  /** To which DNS leads. */
  readonly api: Api;
  /** While moving: the other one. */
  readonly also?: Api;
  /** `external`: on the internet, global. `internal`: in the network, regional. `regional`: on the internet, regional. */
  readonly scheme: 'external' | 'internal' | 'regional';
  /** Said on purpose: Milvus may be open to the internet though a values file kept it inside. */
  readonly public: boolean;
  /** To which DNS leads: the one of `api`. */
  readonly address: Address;
  /** There is one where `api` or `also` says so. */
  readonly ingress?: IngressFront;
  /** There is one where `api` or `also` says so. */
  readonly gateway?: GatewayFront;
  readonly http: 'redirect' | 'closed' | 'open';
  readonly certificate: Certificate;
  /** Left out: nothing is said. `off`: the present one is taken away. */
  readonly sslPolicy?: 'off' | SslPolicy;
  /** Left out: nothing is said. `off`: the present one is taken away. */
  readonly securityPolicy?: 'off' | SecurityPolicy;
  readonly backend: Backend;
}

/** What is one per Ingress. */
export interface IngressFront {
  readonly class: IngressClass;
  readonly address: Address;
  /** There is one exactly when it has something to say. */
  readonly frontendConfigName?: string;
}

/** What is one per Gateway. */
export interface GatewayFront {
  readonly className: GatewayClass;
  readonly address: Address;
  /** Of its GCPGatewayPolicy, which there is exactly when it has something to say. */
  readonly policyName?: string;
  readonly globalAccess: boolean;
  /** Of the HTTPRoute that redirects port 80, where it does. */
  readonly redirectRouteName?: string;
  /** Of the certificates that Google manages for a global load balancer. */
  readonly certificateMapName?: string;
}

/** Where the certificates come from that clients see. Names of their own have the releases' `certificateName`. */
export type Certificate =
  | { readonly kind: 'google-managed' }
  | { readonly kind: 'self-managed'; readonly sharedSecretName?: string; readonly issuer?: Issuer }
  | { readonly kind: 'pre-shared'; readonly names: readonly string[]; readonly created: boolean };

/** `created`: Terraform makes it. */
export type SslPolicy =
  | { readonly kind: 'existing'; readonly name: string }
  | { readonly kind: 'created'; readonly name: string; readonly minTlsVersion: string; readonly profile: string };

export type SecurityPolicy =
  | { readonly kind: 'existing'; readonly name: string }
  | {
      readonly kind: 'created';
      readonly name: string;
      readonly allow?: readonly string[];
      readonly requestsPerMinute?: number;
    };

/**
 * What every backend service is told beside its health check's port, path and type, in the words of a BackendConfig, as
 * environments write them; what is left out is not said.
 */
export type Backend = { readonly [Field in keyof WrittenBackend]: Exclude<WrittenBackend[Field], 'none' | 'default'> };

type WrittenBackend = NonNullable<NonNullable<Environment['loadBalancer']>['backend']>;

/** `reserved`: Terraform makes it. `existing`: somebody did. `ephemeral`: the load balancer finds one itself. */
export type Address =
  | { readonly kind: 'reserved'; readonly name: string }
  | { readonly kind: 'existing'; readonly name: string }
  | { readonly kind: 'ephemeral' };

/** One Helm release of Milvus and its share of the load balancer. */
export interface Release {
  readonly name: string;
  /** As the Ingress or the route has it, perhaps a wildcard. */
  readonly host: string;
  /** What a client types: the host, a wildcard's star replaced by the release name. */
  readonly clientHost: string;
  /** Chart version, e.g. `5.0.19`. */
  readonly chart: string;
  /** Of the environment or the chart; where a values file is at hand, of its image. */
  readonly milvus: MilvusVersion;
  /** Tag of the image, where the environment names a Milvus version. */
  readonly imageTag?: string;
  readonly mode: 'cluster' | 'standalone';
  readonly fullnameOverride?: string;
  /** The chart's own Service, which an Ingress leads to. */
  readonly serviceName: string;
  /** There is one where an Ingress serves. */
  readonly backendConfigName?: string;
  /** There is one where a Gateway serves. */
  readonly gateway?: GatewayShare;
  /** ManagedCertificate, Secret or Compute certificate that is made for the host, where one is made for each. */
  readonly certificateName: string;
  /** `image`: the public one in the Milvus image. `values`: one that the values file mounts and names itself. */
  readonly backendCertificate: 'image' | 'values' | BackendCertificate;
  /** `values`: on a port of its own by the values file, where the load balancer does not lead. */
  readonly rest: 'off' | 'unmanaged' | 'values' | Rest;
  readonly authorization: boolean | 'unmanaged';
  /** How many there are, at least where they are autoscaled. */
  readonly proxyReplicas: number | 'unmanaged';
  readonly proxyAutoscale?: ProxyAutoscale;
  /** What the environment leaves to a default of ours: a safe answer of an existing values file goes before it. */
  readonly leftToDefault: readonly ('backendCertificate' | 'proxy' | 'rest')[];
  /** The PodDisruptionBudget of the proxies, which there is for two managed ones and more. */
  readonly disruptionBudgetName?: string;
  readonly networkPolicy?: NetworkPolicy;
  /** The label `job` of its metrics: the name of its PodMonitoring, where there is one. */
  readonly metricsJob: string;
  /** There is one where Terraform makes the bucket. */
  readonly storage?: ReleaseStorage;
  /** Helm values to merge into, and ones never read; relative to the project's root. */
  readonly valuesFile?: string;
  readonly secretValuesFile?: string;
}

/** The chart's HorizontalPodAutoscaler, from `proxyReplicas` on. */
export interface ProxyAutoscale {
  readonly maxReplicas: number;
  /** Percent of the CPU that a proxy requests. */
  readonly cpuUtilization: number;
}

/** The Secret whose certificate Milvus itself serves to the load balancer. */
export interface BackendCertificate {
  readonly secretName: string;
  /** The cert-manager issuer that fills the Secret; somebody else does where there is none. */
  readonly issuer?: Issuer;
}

/** REST on a port of its own, which the chart's Service does not have. */
export interface Rest {
  readonly port: number;
  /** Start of the URL paths that lead to it. */
  readonly path: string;
  /** There is one where an Ingress serves. */
  readonly ingress?: { readonly serviceName: string; readonly backendConfigName: string };
  /** There is one where a Gateway serves. */
  readonly gateway?: GatewayBackend;
}

export interface Issuer {
  readonly kind: 'Issuer' | 'ClusterIssuer';
  readonly name: string;
}

export interface NetworkPolicy {
  readonly name: string;
  /** Label sets of the pods, in any namespace of the cluster, that may read 9091. */
  readonly metricsFrom: readonly Readonly<Record<string, string>>[];
}

/** A managed zone of Cloud DNS, for an A record per host. */
export type DnsZone =
  | { readonly kind: 'existing'; readonly name: string }
  | {
      readonly kind: 'created';
      readonly name: string;
      readonly dnsName: string;
      readonly description: string;
      /** Whether it is signed. Left out: it is private, and cannot be. */
      readonly dnssec?: 'on' | 'off';
    };

export interface Terraform {
  /** There is one exactly when it has something to create. */
  readonly stackName?: string;
  /** There is one where Terraform runs the Helm releases. */
  readonly releaseStack?: ReleaseStack;
  readonly state: 'local' | { readonly gcs: { readonly bucket: string; readonly prefix: string } };
  readonly labels: Readonly<Record<string, string>>;
  /** Whether Terraform refuses to plan the end of cluster, bucket, zone and address. */
  readonly deletionProtection: boolean;
  readonly dnsZone?: DnsZone;
}

/** The second stack, which runs the Helm releases. */
export interface ReleaseStack {
  readonly name: string;
  /** Whether the releases exist, made by helm, and are adopted. */
  readonly adopts: boolean;
}
