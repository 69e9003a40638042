// What users of the package write, and what must not compile: `npm run typecheck` is the judge, and .ci/pack.sh, which
// puts the package's name in place of src and compiles as its users do.
import { App, Chart } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import {
  BackendConfig,
  FrontendConfig,
  GkeIngress,
  GkeService,
  ManagedCertificate,
  MilvusIngressChart,
  MilvusValidation,
  RULES,
  UserError,
  diff,
  helmValuesOf,
  lint,
  runbookOf,
  type Diff,
  type Environment,
  type Fault,
  type Finding,
  type HelmValues,
  type IngressService,
  type Rule,
  type ValuesFile,
} from '../src/index';

const environment: Environment = {
  project: 'example-production',
  labels: { team: 'search' },
  releases: [{ name: 'vectors', host: 'vectors.example.com' }],
};
const app = new App();
const milvus = new MilvusIngressChart(app, 'production', environment, { skipRules: { 'no-clear-text': 'a reason' } });
const chart = new Chart(app, 'mine', { namespace: 'default' });

const healthCheck = { type: 'HTTP', port: 3000, requestPath: '/' } as const;
const metadata = { labels: { team: 'web' }, annotations: { 'example.com/owner': 'web' } };
const backendConfig = new BackendConfig(chart, 'backend', { name: 'web', healthCheck, metadata });
const frontendConfig = new FrontendConfig(chart, 'frontend', { name: 'web', redirectToHttps: true });
const certificate = new ManagedCertificate(chart, 'certificate', { name: 'web', domains: ['web.example.com'] });
const pods = { podLabels: { app: 'web' }, portName: 'web', port: 3000, appProtocol: 'HTTP' } as const;
const service = new GkeService(chart, 'service', { name: 'web', ...pods, backendConfig });
const plain = new Service(chart, 'plain', { ports: [{ port: 80 }] });
const services: IngressService[] = [service, plain, { name: 'theirs', port: 80 }];
const ingress = new GkeIngress(chart, 'ingress', {
  name: 'web',
  managedCertificates: [certificate, 'theirs'],
  frontendConfig,
});
ingress.addRule({ host: 'web.example.com', paths: [{ service }] });
ingress.addPath('web.example.com', ...services.map((one, index) => ({ path: `/${index}`, service: one })));
ingress.metadata.addLabel('exposed', 'true');
milvus.ingress.metadata.addAnnotation('example.com/owner', ingress.name);

export const names: string[] = [backendConfig, frontendConfig, certificate, service, ingress].map(({ name }) => name);
export const existing: ValuesFile = { file: 'values.yaml', text: '' };
export const values: HelmValues[] = milvus.topology.releases.map((release) =>
  helmValuesOf(milvus.topology, release, existing),
);
export const runbook: string = runbookOf(milvus.topology);
export const findings: Finding[] = lint([{ file: 'a.yaml', text: '' }], { rules: RULES });
export const rules: readonly Rule[] = RULES;
export const changes: Diff = diff(new Map([['manifests/a.k8s.yaml', '']]), new Map());
export const faults = (error: unknown): readonly Fault[] => (error instanceof UserError ? error.faults : []);
export const validation: { validate: (context: never) => Promise<void> } = new MilvusValidation();

export const mistakes = (): unknown[] => [
  // @ts-expect-error a certificate is no BackendConfig
  new GkeService(chart, 'a', { name: 'a', ...pods, backendConfig: certificate }),
  // @ts-expect-error a BackendConfig is no FrontendConfig
  new GkeIngress(chart, 'b', { name: 'b', frontendConfig: backendConfig }),
  // @ts-expect-error a FrontendConfig is no certificate
  new GkeIngress(chart, 'c', { name: 'c', managedCertificates: [frontendConfig] }),
  // @ts-expect-error a BackendConfig is no Service
  { service: backendConfig } satisfies { service: IngressService },
  // @ts-expect-error a Service has a port
  { name: 'theirs' } satisfies IngressService,
  // @ts-expect-error a member that is misspelt
  milvus.ingres,
  // @ts-expect-error a key that is misspelt
  { project: 'example-production', relases: [] } satisfies Environment,
  // @ts-expect-error a word that GKE does not know
  new BackendConfig(chart, 'd', { name: 'd', healthCheck: { ...healthCheck, type: 'GRPC' } }),
];
