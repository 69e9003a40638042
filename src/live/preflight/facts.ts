import type { LiveObject } from '../resources';
import type { Asked } from './asked';

/** What was found out before anything is changed, and what could not be. */
export interface Facts {
  readonly context: string;
  readonly server: string;
  readonly namespaceIsThere: Asked<boolean>;
  readonly nodes: Asked<readonly LiveObject[]>;
  readonly versions: Readonly<Record<'helm' | 'kubectl' | 'terraform' | 'yq', Asked<string>>>;
  readonly rights: Asked<readonly RightAnswer[]>;
  /** Kinds that the API server knows, as roles name them; of groups that were asked for. */
  readonly served: Asked<readonly string[]>;
  /** `gcloud container clusters describe`. */
  readonly gke: Asked<GkeCluster>;
  /** Proxy-only subnets of the region; asked for where the load balancer is of a region and others made the network. */
  readonly proxyOnly?: Asked<readonly { readonly network?: string; readonly ipCidrRange?: string }[]>;
  readonly hasGateWebhook: Asked<boolean>;
  readonly named: readonly NamedAnswer[];
  readonly ingress: Asked<LiveObject | undefined>;
  /** Of the Ingress. */
  readonly events: Asked<readonly LiveObject[]>;
  /** Asked for where the environment has one. */
  readonly gateway?: GatewayFacts;
  readonly releases: ReadonlyMap<string, ReleaseFacts>;
  readonly dns: readonly HostRecords[];
  readonly secrets: readonly SecretAnswer[];
}

export interface GatewayFacts {
  readonly object: Asked<LiveObject | undefined>;
  readonly events: Asked<readonly LiveObject[]>;
  /** Whether the cluster has the class that it names. */
  readonly hasClass: Asked<boolean>;
}

export interface Right {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/portforward`. */
  readonly resource: string;
}

export interface RightAnswer extends Right {
  readonly allowed: boolean;
}

/** The fields that are read of a cluster. @see https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export interface GkeCluster {
  readonly name?: string;
  readonly location?: string;
  readonly endpoint?: string;
  readonly privateClusterConfig?: { readonly privateEndpoint?: string; readonly publicEndpoint?: string };
  readonly controlPlaneEndpointsConfig?: { readonly dnsEndpointConfig?: { readonly endpoint?: string } };
  readonly addonsConfig?: { readonly httpLoadBalancing?: { readonly disabled?: boolean } };
  readonly ipAllocationPolicy?: { readonly useIpAliases?: boolean };
  readonly networkConfig?: { readonly datapathProvider?: string };
  readonly networkPolicy?: { readonly enabled?: boolean };
  readonly monitoringConfig?: { readonly managedPrometheusConfig?: { readonly enabled?: boolean } };
}

/** Something that the environment names and nobody here makes. */
export interface Named {
  /** `static address`, `SSL policy`, `Issuer`, … */
  readonly kind: string;
  readonly name: string;
}

/** Undefined: it is not there. */
export interface NamedAnswer extends Named {
  readonly found: Asked<Readonly<Record<string, unknown>> | undefined>;
}

export interface ReleaseFacts {
  /** Undefined: helm knows of no such release. */
  readonly installed: Asked<Installed | undefined>;
  /** What was supplied to it, as YAML. */
  readonly values: Asked<string>;
  /** What helm applied. */
  readonly manifest: Asked<string>;
  readonly service: Asked<LiveObject | undefined>;
  readonly pods: Asked<readonly LiveObject[]>;
  readonly autoscalers: Asked<readonly LiveObject[]>;
}

export interface Installed {
  /** `milvus-5.0.19`. */
  readonly chart: string;
  /** `deployed`, `pending-upgrade`, `failed`. */
  readonly status: string;
}

export interface HostRecords {
  readonly host: string;
  readonly a: Asked<readonly string[]>;
  readonly aaaa: Asked<readonly string[]>;
  /** Authorities that the nearest CAA record set allows; none where there is no such set. */
  readonly caa: Asked<readonly string[]>;
}

export interface SecretAnswer {
  readonly secretName: string;
  readonly dnsNames: readonly string[];
  readonly side: 'backend' | 'frontend';
  /** Who fills it, where nobody has to make it. */
  readonly issuer?: string;
  readonly found: Asked<LiveObject | undefined>;
}
