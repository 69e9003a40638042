import type { Service } from './objects';

/** A Helm values file, as far as the path reads it. */
export interface HelmValues extends Pods {
  readonly fullnameOverride?: string;
  readonly nameOverride?: string;
  readonly service?: {
    readonly portName?: string;
    readonly port?: number;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly proxy?: Pods;
  readonly extraConfigFiles?: { readonly 'user.yaml'?: string };
}

interface Pods {
  readonly volumes?: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** The Service that the chart makes of a values file, by the chart's rules and not by our code for them. */
export function chartServiceOf(release: string, namespace: string, values: HelmValues): Service {
  const { service = {}, fullnameOverride, nameOverride = 'milvus' } = values;
  const name = fullnameOverride ?? (release.includes(nameOverride) ? release : `${release}-${nameOverride}`);
  return {
    kind: 'Service',
    metadata: { name, namespace, annotations: service.annotations ?? {} },
    spec: {
      ports: [
        { name: service.portName ?? 'milvus', port: service.port ?? 19530, targetPort: 'milvus' },
        { name: 'metrics', port: 9091, targetPort: 'metrics' },
      ],
      selector: { 'app.kubernetes.io/instance': release },
    },
  };
}

/** Container ports that the chart gives names to. */
export const CONTAINER_PORTS: Readonly<Record<string, number>> = { milvus: 19530, metrics: 9091 };

/** Where Secrets are mounted into the pods that serve clients: the folder in the pod and the Secret. */
export function mountsOf({ proxy, ...everywhere }: HelmValues): { path: string; secretName: string }[] {
  return [everywhere, proxy ?? {}].flatMap(({ volumes = [], volumeMounts = [] }) =>
    volumeMounts.flatMap(({ name, mountPath }) => {
      const secretName = volumes.find((volume) => volume.name === name)?.secret?.secretName;
      return secretName === undefined ? [] : [{ path: mountPath, secretName }];
    }),
  );
}
