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
   * Compute Engine region. Left out: us-west1; an internal load balancer wants it written.
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
   * Labels on every Kubernetes object of ours; `gcp.labels` are those in Google Cloud.
   */
  labels?: {
    [k: string]: string;
  };
  /**
   * They share one Ingress.
   *
   * @minItems 1
   */
  releases: EnvironmentRelease[];
  /**
   * The certificate that clients see. `google-managed`: a ManagedCertificate per release, and for a Gateway a certificate of Certificate Manager, which Terraform makes and which is active before DNS leads anywhere; `self-managed`: the Secret `<Service>-tls` per release, which `milvus-l7 secrets` makes; `{ type: self-managed, secretName }`: one Secret for all hosts; `{ type: self-managed, issuer }`: cert-manager fills the Secrets; `{ type: pre-shared, names }`: Compute Engine certificates that exist; `{ type: pre-shared, create: true }`: Terraform makes them. Left out: `google-managed`, and `self-managed` when the load balancer is internal, where Google manages one for a Gateway only, and issues it by a record in public DNS.
   */
  certificate?:
    | ('google-managed' | 'self-managed')
    | (
        | {
            type: 'self-managed';
            /**
             * One Secret whose certificate covers every host.
             */
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
          }
        | {
            type: 'pre-shared';
            /**
             * Compute Engine SSL certificates that exist.
             *
             * @minItems 1
             * @maxItems 15
             */
            names?: string[];
            /**
             * Terraform makes a Google-managed Compute certificate `<Service>-tls` for each release.
             */
            create?: true;
          }
      );
  loadBalancer?: {
    /**
     * Name of the Ingress or the Gateway, and of everything in Compute Engine that is one per load balancer. Required with several releases; left out with one: the release's Service name. No dots. At most 63 characters where Terraform creates something of that name.
     */
    name?: string;
    /**
     * The API of Kubernetes that makes the load balancer, to which DNS leads. `ingress`: an Ingress, BackendConfigs and a FrontendConfig; `gateway`: a Gateway, HTTPRoutes and policies of the Gateway API.
     *
     * @default "ingress"
     */
    api?: 'ingress' | 'gateway';
    /**
     * While moving from one API to the other: the other one, which serves the same releases on an address of its own. Left out: none.
     */
    also?: 'ingress' | 'gateway';
    /**
     * `external`: a global load balancer on the internet; `internal`: a regional one inside the VPC network; `regional`: a regional one on the internet, with `api: gateway` only. The latter two need `region`, `gcp.network` and a proxy-only subnet.
     *
     * @default "external"
     */
    scheme?: 'external' | 'internal' | 'regional';
    /**
     * Whether clients of all regions reach an internal load balancer, not only those of its own; with `api: gateway` only. Turned on later, it makes the load balancer anew: some 15 minutes down.
     *
     * @default false
     */
    globalAccess?: boolean;
    /**
     * Says that Milvus is to be open to the internet, where an existing values file kept it inside (an internal load balancer of its Service, or `loadBalancerSourceRanges`): an external load balancer would open it, so without this word that is a fault.
     *
     * @default false
     */
    public?: boolean;
    /**
     * The IP address. `reserved`: a static address that Terraform makes and the Ingress or Gateway names; `{ name }`: a static address that exists; `{ ingress, gateway }`: beside `also`, the one of each; `ephemeral`: the load balancer finds one, and another after a rebuild.
     *
     * @default "reserved"
     */
    address?:
      | ('reserved' | 'ephemeral')
      | {
          name: string;
        }
      | {
          /**
           * Static address that exists. Left out: Terraform makes one.
           */
          ingress?: string;
          /**
           * Static address that exists. Left out: Terraform makes one.
           */
          gateway?: string;
        };
    /**
     * Port 80. `redirect`: a FrontendConfig or a route answers 301 to https; `closed`: no listener; `open`: the same backend in clear text, as Google leaves it. Left out: `redirect`, and `closed` when internal, where an Ingress has no redirect.
     */
    http?: 'redirect' | 'closed' | 'open';
    /**
     * What TLS the load balancer speaks with clients. `{ minTlsVersion, profile }`: a policy that Terraform makes; `{ name }`: one that exists; `none` says nothing; `off` takes the present one away by an empty name, which was never verified of a Gateway. Left out: `{ minTlsVersion: TLS_1_2, profile: MODERN }`, and `none` when internal.
     */
    sslPolicy?:
      | ('none' | 'off')
      | {
          name: string;
        }
      | {
          /**
           * Oldest TLS that clients may speak.
           *
           * @default "TLS_1_2"
           */
          minTlsVersion?: 'TLS_1_0' | 'TLS_1_1' | 'TLS_1_2';
          /**
           * Google's choice of ciphers, from the widest to the narrowest.
           *
           * @default "MODERN"
           */
          profile?: 'COMPATIBLE' | 'MODERN' | 'RESTRICTED';
        };
    /**
     * Cloud Armor. `{ allow, rateLimit }`: a policy that Terraform makes; `{ name }`: one that exists; `none` says nothing; `off` takes the present one away by an empty name, which was never verified of a Gateway.
     *
     * @default "none"
     */
    securityPolicy?:
      | ('none' | 'off')
      | {
          name: string;
        }
      | {
          /**
           * Address ranges that may call; all others get 403. Left out: everybody may.
           *
           * @minItems 1
           * @maxItems 1990
           */
          allow?: string[];
          rateLimit?: {
            /**
             * Requests of one client IP in 60 seconds, 1 to 1000000; what exceeds them gets 429.
             */
            requestsPerMinute: number;
          };
        };
    /**
     * What every release's BackendConfig says, in its own words; of a Gateway it is said to GCPBackendPolicy, HealthCheckPolicy and the route's filters, in their units.
     */
    backend?: {
      /**
       * Longest time one call may take, in seconds, 1 to 86400; a gRPC stream is one call. `default` says nothing, which leaves Google's 30, or what was set before.
       *
       * @default 3600
       */
      timeoutSec?: 'default' | number;
      /**
       * `none` says nothing; `{ drainingTimeoutSec: 0 }` switches draining off.
       *
       * @default {"drainingTimeoutSec":60}
       */
      connectionDraining?:
        | 'none'
        | {
            /**
             * Seconds that running calls get when their pod leaves, 0 to 3600.
             */
            drainingTimeoutSec: number;
          };
      /**
       * Request logs. `none` says nothing, which leaves every request logged; `{ enable: false }` switches them off.
       *
       * @default {"enable":true,"sampleRate":0.1}
       */
      logging?:
        | 'none'
        | {
            /**
             * Whether requests are logged.
             */
            enable: boolean;
            /**
             * Share of the requests that is logged, 0 to 1. Left out: 1 for a new backend, else what it was.
             */
            sampleRate?: number;
          };
      /**
       * Numbers of the health check. Its port 9091, path /healthz and type HTTP are Milvus' own.
       */
      healthCheck?: {
        /**
         * Seconds between two probes, 1 to 300. Left out: 15 for a new backend, else what it was.
         */
        checkIntervalSec?: number;
        /**
         * Seconds a probe may take, 1 to 300, at most checkIntervalSec. Left out: 15 for a new backend, else what it was.
         */
        timeoutSec?: number;
        /**
         * Successes in a row that make a pod healthy, 1 to 10. Left out: 1 for a new backend, else what it was.
         */
        healthyThreshold?: number;
        /**
         * Failures in a row that make a pod unhealthy, 1 to 10. Left out: 2 for a new backend, else what it was.
         */
        unhealthyThreshold?: number;
      };
      /**
       * Whether calls of a client go to the same proxy. Left out: nothing is said.
       */
      sessionAffinity?: {
        /**
         * By what a client is known again; `NONE` switches it off. An Ingress takes NONE, CLIENT_IP, GENERATED_COOKIE. `HTTP_COOKIE` and `HEADER_FIELD` were never verified: GKE's definition lists them, and has no field for the name of a cookie or a header.
         */
        affinityType:
          | 'NONE'
          | 'CLIENT_IP'
          | 'GENERATED_COOKIE'
          | 'CLIENT_IP_PROTO'
          | 'CLIENT_IP_PORT_PROTO'
          | 'HTTP_COOKIE'
          | 'HEADER_FIELD';
        /**
         * Life of the cookie in seconds, 0 to 86400, for a Gateway to 1209600; only with GENERATED_COOKIE and HTTP_COOKIE. Left out: 0 for a new backend, else what it was.
         */
        affinityCookieTtlSec?: number;
      };
      /**
       * Headers added to requests, each `name:value`. Left out: those that were set stay; `{ headers: [] }` takes them away. Google is said to take 16 of them, of 8 KB together, for one backend; no source for these numbers was found, so they are not checked.
       */
      customRequestHeaders?: {
        /**
         * Each `name:value`; Google's variables stand in braces, as in `X-Client-Region:{client_region}`.
         */
        headers: string[];
      };
      /**
       * Headers added to responses, each `name:value`. Left out: none.
       */
      customResponseHeaders?: {
        /**
         * Each `name:value`; Google's variables stand in braces, as in `X-Client-Region:{client_region}`.
         *
         * @minItems 1
         */
        headers: string[];
      };
      /**
       * Calls a second that the load balancer counts on one pod to take, 1 to 1000000000; with `api: gateway` only. Left out: 100000000.
       */
      maxRatePerEndpoint?: number;
    };
  };
  /**
   * Terraform. Nothing here is created unless named.
   */
  gcp?: {
    /**
     * An A record for every host, in a managed zone of Cloud DNS. Left out: DNS is made by hand.
     */
    dns?: {
      zone: {
        /**
         * Name of a managed zone of the project.
         */
        existing?: string;
        /**
         * DNS name of the existing zone; with it hosts outside the zone are found before anything is applied.
         */
        dnsName?: string;
        /**
         * A managed zone that Terraform makes; private to `gcp.network` when the load balancer is internal.
         */
        create?: {
          /**
           * Domain of the zone, in which every host must lie.
           */
          dnsName: string;
          /**
           * Name of the zone. Left out: `<load balancer>-zone`.
           */
          name?: string;
          /**
           * Left out: the environment it is for.
           */
          description?: string;
          /**
           * DNSSEC of a public zone. Left out: the zone is signed; a private one cannot be.
           */
          dnssecConfig?: {
            /**
             * Whether Google signs the zone. Resolvers check it once its DS record stands where the domain is registered; take that record out, and wait for its time to live, before you say `off`.
             *
             * @default "on"
             */
            state?: 'on' | 'off';
          };
        };
      };
    };
    /**
     * Left out: nothing is known of the network.
     */
    network?: {
      /**
       * A VPC network that Terraform makes, with a subnet, Cloud NAT and firewall rules for inner traffic and for SSH through Identity-Aware Proxy.
       */
      create?: {
        /**
         * Name of the VPC network. Left out: `<load balancer>-network`.
         */
        name?: string;
        /**
         * `custom`: one subnet, in the region; `auto`: Google makes a subnet in every region, and GKE its ranges.
         *
         * @default "custom"
         */
        mode?: 'custom' | 'auto';
        /**
         * Largest packet, in bytes, 1300 to 8896.
         *
         * @default 1460
         */
        mtu?: number;
        /**
         * Whether Cloud Routers learn routes of their own region only.
         *
         * @default "REGIONAL"
         */
        routingMode?: 'REGIONAL' | 'GLOBAL';
        /**
         * The subnet of the nodes, with private Google access. Left out: 10.0.0.0/20, pods 10.4.0.0/14, Services 10.8.0.0/20. Not in auto mode.
         */
        subnetwork?: {
          /**
           * Name of the subnet. Left out: `<load balancer>-subnet`.
           */
          name?: string;
          /**
           * Range of the nodes.
           *
           * @default "10.0.0.0/20"
           */
          ipCidrRange?: string;
          /**
           * Secondary ranges of the subnet; they are called `pods` and `services`.
           */
          secondaryIpRange?: {
            /**
             * Range of the pods. Each node takes twice its pods, rounded up to a power of two.
             *
             * @default "10.4.0.0/14"
             */
            pods?: string;
            /**
             * Range of the Services, one address each.
             *
             * @default "10.8.0.0/20"
             */
            services?: string;
          };
          /**
           * VPC Flow Logs of the subnet; Cloud Logging takes money for them. Left out: there are none.
           */
          logConfig?: {
            /**
             * How often a connection that goes on is told again; the shorter, the more there is to pay.
             *
             * @default "INTERVAL_5_SEC"
             */
            aggregationInterval?:
              | 'INTERVAL_5_SEC'
              | 'INTERVAL_30_SEC'
              | 'INTERVAL_1_MIN'
              | 'INTERVAL_5_MIN'
              | 'INTERVAL_10_MIN'
              | 'INTERVAL_15_MIN';
            /**
             * Share of the connections that is logged, more than 0, at most 1.
             *
             * @default 0.5
             */
            flowSampling?: number;
          };
        };
        /**
         * Range of a proxy-only subnet, where the proxies of an internal or regional load balancer are. Left out: 10.9.0.0/23 when the load balancer is one, else none is made.
         */
        proxyOnlyRange?: string;
      };
      /**
       * The cluster's VPC network and subnetwork, which exist; paths for those of a shared VPC.
       */
      existing?: {
        /**
         * Name of the VPC network, or its path where it is in another project.
         */
        network: string;
        /**
         * Name of the cluster's subnetwork, or its path; an internal address is one of its own.
         */
        subnetwork: string;
        /**
         * IPv4 range of the region's proxy-only subnet, /8 to /26; required when the load balancer is internal or regional.
         */
        proxyOnlyRange?: string;
        /**
         * Whether Terraform lets the load balancer in, by a firewall rule in the host project of a shared VPC. Elsewhere the controller of the Ingress or Gateway does that.
         *
         * @default false
         */
        firewall?: boolean;
      };
    };
    /**
     * Left out: the cluster of the project and location that the runbook finds.
     */
    cluster?: {
      /**
       * A VPC-native GKE cluster that Terraform makes, with workload identity, logging, monitoring and one node pool with a service account of its own.
       */
      create?: {
        /**
         * Name of the cluster. Left out: `<load balancer>-cluster`.
         */
        name?: string;
        /**
         * A region for a regional cluster, a zone for a zonal one. Left out: `zone`, else `region`.
         */
        location?: string;
        /**
         * Zones of the nodes of a regional cluster; further zones of a zonal one. Left out: GKE chooses three, or the one zone.
         *
         * @minItems 1
         */
        nodeLocations?: string[];
        /**
         * Which versions of Kubernetes it gets, and when. A version of its own cannot be asked for.
         */
        releaseChannel?: {
          /**
           * `EXTENDED` keeps a version longest.
           *
           * @default "REGULAR"
           */
          channel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
        };
        /**
         * `ADVANCED_DATAPATH` is Dataplane V2, which NetworkPolicies need.
         *
         * @default "ADVANCED_DATAPATH"
         */
        datapathProvider?: 'ADVANCED_DATAPATH' | 'LEGACY_DATAPATH';
        /**
         * Who has an address on the internet.
         */
        privateClusterConfig?: {
          /**
           * Whether nodes have inner addresses only; they reach the internet through Cloud NAT.
           *
           * @default true
           */
          enablePrivateNodes?: boolean;
          /**
           * Range of the control plane, a /28. Left out: GKE finds an address of the subnet.
           */
          masterIpv4CidrBlock?: string;
        };
        /**
         * Left out: whoever has credentials may call the Kubernetes API from anywhere.
         */
        masterAuthorizedNetworksConfig?: {
          /**
           * Address ranges that may call the Kubernetes API, at most 100.
           *
           * @minItems 1
           * @maxItems 100
           */
          cidrBlocks: {
            /**
             * The range, e.g. 203.0.113.0/24.
             */
            cidrBlock: string;
            /**
             * What it is, for people.
             */
            displayName?: string;
          }[];
        };
        /**
         * Secondary ranges of an existing subnet, by their names; required in a shared VPC. Left out: those of `gcp.network.create`, else GKE makes its own.
         */
        ipAllocationPolicy?: {
          /**
           * Range of the pods.
           */
          clusterSecondaryRangeName: string;
          /**
           * Range of the Services.
           */
          servicesSecondaryRangeName: string;
        };
        /**
         * When GKE may update control plane and nodes.
         */
        maintenancePolicy?: {
          recurringWindow?: {
            /**
             * Start of the first window, in UTC.
             *
             * @default "2025-01-04T00:00:00Z"
             */
            startTime?: string;
            /**
             * End of the first window, in UTC.
             *
             * @default "2025-01-04T08:00:00Z"
             */
            endTime?: string;
            /**
             * How it comes back, as in RFC 5545. Google wants 48 hours in 32 days, in pieces of four hours or more.
             *
             * @default "FREQ=WEEKLY;BYDAY=SA,SU"
             */
            recurrence?: string;
          };
        };
        /**
         * Whether GKE installs the Gateway API; the Ingress does without.
         */
        gatewayApiConfig?: {
          /**
           * `CHANNEL_STANDARD` installs it. Left out: `CHANNEL_STANDARD` where the load balancer is a Gateway, else `CHANNEL_DISABLED`.
           */
          channel?: 'CHANNEL_DISABLED' | 'CHANNEL_STANDARD';
        };
        /**
         * Whether Terraform refuses to delete the cluster. Say false, and apply that, before a tear-down.
         *
         * @default true
         */
        deletionProtection?: boolean;
        /**
         * The nodes.
         */
        nodePool?: {
          /**
           * Name of the node pool. Left out: `<load balancer>-pool`.
           */
          name?: string;
          /**
           * Name of the service account that is made for the nodes. Left out: `<load balancer>-nodes`.
           */
          accountId?: string;
          /**
           * Nodes in each zone, 1 to 1000. Left out: 3 over all zones.
           */
          nodeCount?: number;
          /**
           * Left out: the number of nodes stays.
           */
          autoscaling?: {
            /**
             * Fewest nodes over all zones, 1 to 1000.
             */
            totalMinNodeCount: number;
            /**
             * Most nodes over all zones, 1 to 1000.
             */
            totalMaxNodeCount: number;
            /**
             * `BALANCED`: zones have like numbers; `ANY`: where machines are to be had.
             *
             * @default "BALANCED"
             */
            locationPolicy?: 'BALANCED' | 'ANY';
          };
          /**
           * Most pods on a node, 8 to 256; fewer than 16 draws a note.
           *
           * @default 110
           */
          maxPodsPerNode?: number;
          /**
           * What a node is.
           */
          nodeConfig?: {
            /**
             * Compute Engine machine type. Milvus wants 16 GB of memory or more: less draws a note.
             *
             * @default "c2-standard-4"
             */
            machineType?: string;
            /**
             * Boot disk, in GB, 20 to 65536.
             *
             * @default 100
             */
            diskSizeGb?: number;
            /**
             * Kind of the boot disk. Which ones a machine type takes is Google's to say.
             *
             * @default "pd-standard"
             */
            diskType?: 'pd-standard' | 'pd-balanced' | 'pd-ssd' | 'hyperdisk-balanced';
            /**
             * Image of the nodes; those without containerd are gone.
             *
             * @default "COS_CONTAINERD"
             */
            imageType?: 'COS_CONTAINERD' | 'UBUNTU_CONTAINERD';
          };
        };
      };
      /**
       * A GKE cluster that exists. Terraform asks Google for it only where it runs the releases.
       */
      existing?: {
        name: string;
        /**
         * Its region, or its zone.
         */
        location: string;
        /**
         * Left out: `project`.
         */
        project?: string;
      };
    };
    /**
     * Left out: Milvus' object storage is not spoken of.
     */
    storage?: {
      /**
       * A bucket that Terraform makes, and the service accounts by which Milvus reaches it without keys (workload identity).
       */
      create: {
        /**
         * Name of the bucket, the only one of that name in all of Google Cloud. Left out: `<project>-<load balancer>`.
         */
        name?: string;
        /**
         * Where the objects are. Left out: `region`.
         */
        location?: string;
        /**
         * Price class of the objects.
         *
         * @default "STANDARD"
         */
        storageClass?: 'STANDARD' | 'NEARLINE' | 'COLDLINE' | 'ARCHIVE';
        /**
         * Keeps what Milvus overwrites or deletes for some days. Left out: nothing is kept.
         */
        versioning?: {
          /**
           * Days that an old version is kept, 1 to 3650.
           *
           * @default 7
           */
          daysSinceNoncurrentTime?: number;
        };
        /**
         * Whether Terraform may delete a bucket that still has objects, which are the data.
         *
         * @default false
         */
        forceDestroy?: boolean;
        /**
         * One service account for all releases, in Google Cloud and in Kubernetes. Left out: `<Service>-storage` for each release.
         */
        accountId?: string;
      };
    };
    /**
     * Whether Terraform runs the Helm releases too, in a stack `<env>-release`. `true`: it installs them; `{ import: true }`: it adopts the ones that helm made.
     *
     * @default false
     */
    helmRelease?:
      | boolean
      | {
          /**
           * Whether the releases exist, and are adopted.
           */
          import: boolean;
        };
    /**
     * Whether `terraform plan` refuses whatever would destroy or replace the cluster, the bucket, the DNS zone or the address that Terraform made (`prevent_destroy`). Say false, and apply that, before a tear-down.
     *
     * @default true
     */
    deletionProtection?: boolean;
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
   * Metrics, alerts, dashboard and uptime checks. Nothing unless named.
   */
  monitoring?: {
    /**
     * A PodMonitoring per release: the cluster's managed collection reads Milvus' metrics, those that alerts and dashboard use.
     *
     * @default false
     */
    podMonitoring?: boolean;
    /**
     * Alert policies of Cloud Monitoring. `{}`: all of them, with the defaults. Left out: none.
     */
    alerts?: {
      /**
       * Who is told: channels that exist, by their paths, as `gcloud beta monitoring channels list` prints them, or `{ email }`, which Terraform makes; one of these, or a list. Left out: incidents are opened, and nobody is told.
       */
      notificationChannels?:
        | (
            | string
            | {
                /**
                 * Terraform makes the channel.
                 */
                email: string;
              }
          )[]
        | {
            /**
             * Terraform makes the channel.
             */
            email: string;
          };
      /**
       * Percent of calls over 30 days that must not fail, 95 to 99.99. What may fail is a budget; alerts watch how fast it burns.
       *
       * @default 99.9
       */
      availability?: number;
      /**
       * Calls slower than this for ten minutes.
       */
      latency?: {
        /**
         * What 99 of 100 searches must not exceed, in milliseconds, 1 to 131072.
         *
         * @default 1000
         */
        searchMs?: number;
        /**
         * What 99 of 100 inserts and upserts must not exceed, in milliseconds, 1 to 131072.
         *
         * @default 2000
         */
        insertMs?: number;
      };
    };
    /**
     * A dashboard of Cloud Monitoring, with a row per release.
     *
     * @default false
     */
    dashboard?: boolean;
    /**
     * Google calls each host over HTTPS every minute, and reads how long its certificate is valid. External load balancers only. With `securityPolicy.allow`: `{ checkerRanges }`, as the checkers would get 403.
     *
     * @default false
     */
    uptimeCheck?:
      | boolean
      | {
          /**
           * Addresses of Google's checkers, which `gcloud monitoring uptime list-ips` prints: they are let in beside `securityPolicy.allow`.
           *
           * @minItems 1
           */
          checkerRanges: string[];
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
   * Version of the chart `milvus`, from 4.1.29 on. Unless `milvus` or the values name another, it decides the Milvus version: 4.1.29 to 4.1.36 are Milvus 2.4, 4.2.0 to 4.2.25 are Milvus 2.4, 4.2.26 to 4.2.58 are Milvus 2.5, 5.0.0 to 5.0.25 are Milvus 2.6, 5.0.27 and later are Milvus 3.0. One whose templates were not looked at draws a note; an unknown minor line, and one that was never published, is an error.
   *
   * @default "5.0.19"
   */
  chart?: string;
  /**
   * Version of Milvus, e.g. `3.0.1`, without the `v` of its image tag; a suffix such as `-gpu` belongs to it. Written as `image.all.tag`; values that name another are refused, values that name the same with a suffix keep it. Lines known: 2.4, 2.5, 2.6, 3.0, each with the charts that are made for it. Left out, the values' own tag decides, else the chart.
   */
  milvus?: string;
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
   * The certificate that Milvus itself serves to the load balancer. `secret`: from the Secret `<Service>-backend-tls`, which `milvus-l7 secrets` makes; `{ secretName }`: from a Secret of yours; `{ issuer }`: cert-manager fills `<Service>-backend-tls`; `image`: the one in the Milvus image, whose private key is public. Left out: what an existing values file mounts and names of its own, else `secret`.
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
   * Milvus' REST API. `false` turns it off (`proxy.http.enabled: false`), because on the TLS port of gRPC it stops current proxies from starting; `{ port, path }` gives it a port of its own, with a Service, a BackendConfig and a path on the Ingress; `unmanaged` says nothing of it. Left out: the port of its own that an existing values file gives it, which the load balancer does not lead to, else `false`.
   */
  rest?:
    | (false | 'unmanaged')
    | {
        /**
         * Port of the Milvus pods, 1024 to 65535; none of Milvus' others.
         *
         * @default 8080
         */
        port?: number;
        /**
         * Calls at and below this path of the host go to the REST port. The path arrives at Milvus as it is, so it must be one that Milvus serves: `/v2/vectordb`, or `/v1/vector` for the first version of the API.
         *
         * @default "/v2/vectordb"
         */
        path?: string;
      };
  /**
   * Whether Milvus asks for user and password (`common.security.authorizationEnabled`); `unmanaged` says nothing of it.
   *
   * @default true
   */
  authorization?: boolean | 'unmanaged';
  /**
   * The Milvus proxies, to which the load balancer sends every call. Left out: what an existing values file says, where that is safe (2 replicas or more, or -1 with an autoscaler from 2), else 2 replicas; nothing in standalone mode, which has none; `unmanaged` says nothing of them. Each proxy takes more connections than over HTTP/1.1: Google's load balancer keeps no pool of HTTP/2 connections.
   */
  proxy?:
    | 'unmanaged'
    | {
        /**
         * Number of proxies, 1 to 1000. Left out: 2, unless `autoscale` is there.
         */
        replicas?: number;
        /**
         * The chart's HorizontalPodAutoscaler, with `proxy.replicas: -1`. It needs a CPU request in the values, `proxy.resources.requests.cpu`, which nobody can choose for you.
         */
        autoscale?: {
          /**
           * Fewest proxies, 1 to 1000.
           *
           * @default 2
           */
          minReplicas?: number;
          /**
           * Most proxies, 1 to 1000.
           *
           * @default 10
           */
          maxReplicas?: number;
          /**
           * Average use of CPU, in percent of what a proxy requests, 1 to 100: above it proxies are added.
           *
           * @default 60
           */
          cpuUtilization?: number;
        };
      };
  /**
   * A NetworkPolicy that lets only the load balancer and the namespace reach Milvus, and nothing but health checks and collectors of metrics its port 9091, where Milvus asks nobody for a password: those of Managed Service for Prometheus, and the named pods. `{}` is enough. It does nothing on a cluster without Dataplane V2 or network policy enforcement.
   *
   * @default "none"
   */
  networkPolicy?:
    | 'none'
    | {
        /**
         * Label sets of further pods, of any namespace, that may read metrics on 9091; the collectors of Managed Service for Prometheus may anyway.
         */
        metricsFrom?: {
          [k: string]: string;
        }[];
      };
}
