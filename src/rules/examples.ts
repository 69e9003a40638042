/** Annotations by their key; undefined takes one away. */
type Annotations = Readonly<Record<string, string | undefined>>;

const HTTP2 = `{"milvus":"HTTP2"}`;

/** A Milvus Service that is in order, but for what is said. */
export function service(annotations: Annotations = {}, spec = ''): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: my-release-milvus
${annotationsText({
  'cloud.google.com/app-protocols': HTTP2,
  'cloud.google.com/backend-config': `{"default":"my-config"}`,
  'cloud.google.com/neg': `{"ingress":true}`,
  ...annotations,
})}spec:
  type: ClusterIP
${indented(spec || 'ports: [{ name: milvus, port: 19530 }]', 2)}
`;
}

interface IngressParts {
  readonly annotations?: Annotations;
  readonly host?: string;
  readonly path?: string;
  readonly backend?: string;
  /** More lines of the spec. */
  readonly spec?: string;
}

const PATH = 'path: /, pathType: Prefix';
const BACKEND = 'service: { name: my-release-milvus, port: { number: 19530 } }';

/** An Ingress that leads to Milvus and is in order, but for what is said. */
export function ingress({
  annotations = {},
  host = 'milvus.example.com',
  path = PATH,
  backend = BACKEND,
  spec,
}: IngressParts = {}): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: my-release-milvus
${annotationsText({ 'kubernetes.io/ingress.allow-http': 'false', ...CERTIFICATE, ...annotations })}spec:
${spec === undefined ? '' : `${indented(spec, 2)}\n`}  rules:
    - host: ${host}
      http:
        paths:
          - { ${path}, backend: { ${backend} } }
`;
}

const CERTIFICATE = { 'ingress.gcp.kubernetes.io/pre-shared-cert': 'milvus-example-com' };

/** Takes the certificate of the example away. */
export const NO_CERTIFICATE = { 'ingress.gcp.kubernetes.io/pre-shared-cert': undefined };

/** A BackendConfig of the Service above. */
export function backendConfig(spec: string): string {
  return `apiVersion: cloud.google.com/v1
kind: BackendConfig
metadata:
  name: my-config
spec:
${indented(spec, 2)}
`;
}

export function frontendConfig(spec: string): string {
  return `apiVersion: networking.gke.io/v1beta1
kind: FrontendConfig
metadata:
  name: milvus-frontend
spec:
${indented(spec, 2)}
`;
}

export function managedCertificate(spec: string): string {
  return `apiVersion: networking.gke.io/v1
kind: ManagedCertificate
metadata:
  name: milvus-tls
spec:
${indented(spec, 2)}
`;
}

/** Helm values with a user.yaml; the first line says whose they are. */
export function values(userYaml: string, { chart = '5.0.19', more = '' } = {}): string {
  return `# milvus-l7 release=my-release chart=milvus-${chart}
service:
  annotations:
    cloud.google.com/app-protocols: '${HTTP2}'
    cloud.google.com/backend-config: '{"default":"my-config"}'
    cloud.google.com/neg: '{"ingress":true}'
${more === '' ? '' : `${more.trim()}\n`}extraConfigFiles:
  user.yaml: |
${indented(userYaml, 4)}
`;
}

/** Several objects in one file. */
export function together(...objects: readonly string[]): string {
  return objects.join('---\n');
}

/** An object in a namespace of its own. */
export function inNamespace(namespace: string, object: string): string {
  return object.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`);
}

function annotationsText(annotations: Annotations): string {
  const lines = Object.entries(annotations).flatMap(([key, value]) =>
    value === undefined ? [] : [`    ${key}: '${value}'\n`],
  );
  return lines.length === 0 ? '' : `  annotations:\n${lines.join('')}`;
}

function indented(text: string, width: number): string {
  return text
    .trim()
    .split('\n')
    .map((line) => ' '.repeat(width) + line)
    .join('\n');
}
