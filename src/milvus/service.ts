/** The chart's Service port for gRPC; annotations call it by name, the Ingress by number. */
export const GRPC_PORT = { name: 'milvus', number: 19530 } as const;

/** Health and metrics: plaintext HTTP always, whatever tlsMode says. */
export const HEALTH = { port: 9091, requestPath: '/healthz', type: 'HTTP' } as const;

/** The path of a gRPC call to Milvus, as a load balancer sees it. */
export const GRPC_METHOD_PATH = '/milvus.proto.milvus.MilvusService/Connect';

/** Other Milvus components call a proxy here; CreateCollection fails where it is blocked (milvus#21181). */
export const PROXY_INTERNAL_PORT = 19529;

/** Values of `common.security.tlsMode` in user.yaml. */
export const TLS_MODE = { off: '0', server: '1', mutual: '2' } as const;

/** Labels the chart gives the pods that its Service selects. */
export function podLabelsOf(release: string, mode: 'cluster' | 'standalone'): Record<string, string> {
  return {
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/name': 'milvus',
    component: mode === 'cluster' ? 'proxy' : 'standalone',
  };
}

/** The same, as kubectl and the API server take it. */
export function podSelectorOf(release: string, mode: 'cluster' | 'standalone'): string {
  return Object.entries(podLabelsOf(release, mode))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** Where the backend certificate's Secret (`tls.crt`, `tls.key`) is mounted in the Milvus pods. */
export const BACKEND_TLS_MOUNT = { volume: 'backend-tls', path: '/milvus/tls' } as const;

/** User and group of Milvus' process in the image, from 3.0 on; root before. */
export const MILVUS_USER = 999;

/** The user Milvus is born with; its password is public knowledge. */
export const FIRST_USER = { name: 'root', password: 'Milvus' } as const;

/** Names under which pods of the cluster reach the Service, the one that works from everywhere first. */
export function serviceDnsNamesOf(serviceName: string, namespace: string): string[] {
  const inNamespace = `${serviceName}.${namespace}`;
  return [`${inNamespace}.svc`, `${inNamespace}.svc.cluster.local`, inNamespace, serviceName];
}
