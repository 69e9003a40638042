/** Annotation keys that the GKE Ingress controller reads, spelled as it spells them. */
export const INGRESS = {
  class: 'kubernetes.io/ingress.class',
  allowHttp: 'kubernetes.io/ingress.allow-http',
  globalStaticIpName: 'kubernetes.io/ingress.global-static-ip-name',
  managedCertificates: 'networking.gke.io/managed-certificates',
  frontendConfig: 'networking.gke.io/v1beta1.FrontendConfig',
} as const;

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration */
export const SERVICE = {
  appProtocols: 'cloud.google.com/app-protocols',
  backendConfig: 'cloud.google.com/backend-config',
  neg: 'cloud.google.com/neg',
} as const;
