/** Value paths of the Milvus chart that decide how it stands behind the load balancer. */
export const VALUES = {
  fullnameOverride: ['fullnameOverride'],
  nameOverride: ['nameOverride'],
  imageRepository: ['image', 'all', 'repository'],
  imageTag: ['image', 'all', 'tag'],
  clusterEnabled: ['cluster', 'enabled'],
  messageQueue: ['standalone', 'messageQueue'],
  externalPulsarEnabled: ['externalPulsar', 'enabled'],
  serviceType: ['service', 'type'],
  servicePort: ['service', 'port'],
  servicePortName: ['service', 'portName'],
  serviceAnnotations: ['service', 'annotations'],
  loadBalancerIp: ['service', 'loadBalancerIP'],
  loadBalancerSourceRanges: ['service', 'loadBalancerSourceRanges'],
  metricsEnabled: ['metrics', 'enabled'],
  ingress: ['ingress'],
  ingressEnabled: ['ingress', 'enabled'],
  attuEnabled: ['attu', 'enabled'],
  customConfigMap: ['customConfigMap'],
  proxyEnabled: ['proxy', 'enabled'],
  proxyReplicas: ['proxy', 'replicas'],
  proxyHpa: ['proxy', 'hpa'],
  proxyHpaEnabled: ['proxy', 'hpa', 'enabled'],
  proxyHpaMinReplicas: ['proxy', 'hpa', 'minReplicas'],
  proxyResources: ['proxy', 'resources'],
  proxySpread: ['proxy', 'topologySpreadConstraints'],
  /** For every component that has no list of its own. */
  spread: ['topologySpreadConstraints'],
  /** One text: a second values file replaces it whole. */
  userYaml: ['extraConfigFiles', 'user.yaml'],
} as const;

/** Where the chart takes the object storage, and the service account of its pods. */
export const STORAGE_VALUES = {
  minioEnabled: ['minio', 'enabled'],
  enabled: ['externalS3', 'enabled'],
  host: ['externalS3', 'host'],
  port: ['externalS3', 'port'],
  rootPath: ['externalS3', 'rootPath'],
  bucketName: ['externalS3', 'bucketName'],
  cloudProvider: ['externalS3', 'cloudProvider'],
  useSsl: ['externalS3', 'useSSL'],
  useIam: ['externalS3', 'useIAM'],
  createServiceAccount: ['serviceAccount', 'create'],
  serviceAccountName: ['serviceAccount', 'name'],
} as const;

/** Where the chart takes what a pod's processes may do: the component's own in place of that for all. */
export const SECURITY_CONTEXTS = {
  all: ['securityContext'],
  cluster: ['proxy', 'securityContext'],
  standalone: ['standalone', 'securityContext'],
} as const;

/** Where the chart takes volumes and mounts of the pods that serve clients. */
export const VOLUMES = {
  cluster: { volumes: ['proxy', 'volumes'], mounts: ['proxy', 'volumeMounts'] },
  standalone: { volumes: ['volumes'], mounts: ['volumeMounts'] },
} as const;

/** The message queue that cluster mode brings and standalone does without. */
export const PULSAR_ENABLED = { v3: ['pulsarv3', 'enabled'], before: ['pulsar', 'enabled'] } as const;

/**
 * Paths inside user.yaml: Milvus' own configuration.
 *
 * @see https://milvus.io/docs/system_configuration.md
 */
export const USER_YAML = {
  tlsMode: ['common', 'security', 'tlsMode'],
  authorizationEnabled: ['common', 'security', 'authorizationEnabled'],
  restEnabled: ['proxy', 'http', 'enabled'],
  restPort: ['proxy', 'http', 'port'],
  proxyPort: ['proxy', 'port'],
  proxyInternalPort: ['proxy', 'internalPort'],
  bucketName: ['minio', 'bucketName'],
  rootPath: ['minio', 'rootPath'],
  cloudProvider: ['minio', 'cloudProvider'],
  useIam: ['minio', 'useIAM'],
  serverPemPath: ['tls', 'serverPemPath'],
  serverKeyPath: ['tls', 'serverKeyPath'],
} as const;

/** Keys that no other chart has: a file without apiVersion and kind that has one of them holds values of this chart. */
export const TELLING_KEYS = [
  'extraConfigFiles',
  'rootCoordinator',
  'queryCoordinator',
  'dataCoordinator',
  'indexCoordinator',
  'mixCoordinator',
  'queryNode',
  'dataNode',
  'indexNode',
  'streamingNode',
  'externalEtcd',
  'externalS3',
  'externalPulsar',
  'pulsarv3',
  'attu',
] as const;

/** Keys of Milvus' own configuration file that its chart does not have. */
export const MILVUS_YAML_KEYS = ['rootCoord', 'queryCoord', 'dataCoord', 'mixCoord', 'quotaAndLimits'] as const;

/** Where user.yaml stands in a rendered chart's ConfigMap. */
export const USER_YAML_KEY = 'user.yaml';
/** What the chart itself writes beside it. */
export const DEFAULT_YAML_KEY = 'default.yaml';

/**
 * What a values file may say without a file of yours below it: all that is written for an environment. Lists and mappings
 * below a path are meant too.
 */
export const WRITTEN_FOR_YOU: readonly (readonly string[])[] = [
  VALUES.fullnameOverride,
  VALUES.imageTag,
  VALUES.clusterEnabled,
  VALUES.messageQueue,
  VALUES.serviceType,
  VALUES.serviceAnnotations,
  VALUES.proxyReplicas,
  ['proxy', 'hpa'],
  VALUES.proxySpread,
  VALUES.spread,
  VOLUMES.cluster.volumes,
  VOLUMES.cluster.mounts,
  VOLUMES.standalone.volumes,
  VOLUMES.standalone.mounts,
  ...Object.values(SECURITY_CONTEXTS).map((path) => [...path, 'fsGroup']),
  PULSAR_ENABLED.v3,
  PULSAR_ENABLED.before,
  ...Object.values(STORAGE_VALUES),
  ...Object.values(USER_YAML).map((path) => [...VALUES.userYaml, ...path]),
];
