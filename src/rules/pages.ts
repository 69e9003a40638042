const GKE = 'https://cloud.google.com/kubernetes-engine/docs';

/** Pages that rules point at. */
export const PAGES = {
  ingress: `${GKE}/concepts/ingress`,
  ingressExternal: `${GKE}/how-to/load-balance-ingress`,
  ingressInternal: `${GKE}/how-to/internal-load-balance-ingress`,
  features: `${GKE}/how-to/ingress-configuration`,
  http2: `${GKE}/how-to/ingress-http2`,
  neg: `${GKE}/how-to/container-native-load-balancing`,
  managedCertificates: `${GKE}/how-to/managed-certs`,
  certManager:
    'https://cert-manager.io/docs/tutorials/getting-started-with-cert-manager-on-google-kubernetes-engine-using-lets-encrypt-for-ingress-ssl/',
  secretCertificates: `${GKE}/how-to/ingress-multi-ssl`,
  selfManaged: 'https://cloud.google.com/load-balancing/docs/ssl-certificates/self-managed-certs',
  customHeaders: 'https://cloud.google.com/load-balancing/docs/https/custom-headers',
  timeouts: 'https://cloud.google.com/load-balancing/docs/https/request-distribution',
  kubernetesIngress: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  kubernetesObjects: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  networkPolicy: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  kubernetesService: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  yaml: 'https://yaml.org/spec/1.2.2/',
  guide: 'https://milvus.io/docs/gcp_layer7.md',
  tls: 'https://milvus.io/docs/tls.md',
  releaseNotes: 'https://milvus.io/docs/release_notes.md',
  networkPolicies: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  authentication: 'https://milvus.io/docs/authenticate.md',
  configuration: 'https://milvus.io/docs/system_configuration.md',
  chart: 'https://github.com/zilliztech/milvus-helm/tree/master/charts/milvus',
  attu: 'https://github.com/zilliztech/attu',
  scaling: 'https://milvus.io/docs/scaleout.md',
  lint: 'docs/rules.md#allowing-a-finding',
} as const;
