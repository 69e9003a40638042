import { App, Chart, JsonPatch } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import type { Environment } from '../../src/config/environment';
import { BackendConfig } from '../../src/kubernetes/backend-config';
import { FrontendConfig } from '../../src/kubernetes/frontend-config';
import { MilvusIngressChart } from '../../src/kubernetes/milvus-ingress-chart';

const environment: Environment = {
  project: 'milvus-testing-nonprod',
  releases: [{ name: 'my-release', host: 'my-release.milvus.io' }],
};
const healthCheck = { type: 'HTTP', port: 9091, requestPath: '/healthz' } as const;

/** Makes a path that takes no gRPC calls. */
function breakPath(chart: MilvusIngressChart): void {
  chart.ingress.apiObject.addJsonPatch(JsonPatch.replace('/spec/rules/0/http/paths/0/pathType', 'Exact'));
}

test('a chart as it was made has no errors', () => {
  const app = new App();
  new MilvusIngressChart(app, 'prod', environment);
  new MilvusIngressChart(app, 'staging', { ...environment, project: 'another-project' });
  expect(() => app.synthYaml()).not.toThrow();
});

test('what the rules call an error fails the synth, with why, the cure and the way around', () => {
  const app = new App();
  breakPath(new MilvusIngressChart(app, 'prod', environment));
  expect(() => app.synthYaml()).toThrowErrorMatchingInlineSnapshot(`
   Validation failed with the following errors:
     [prod] Ingress default/my-release-milvus spec.rules[0].http.paths[0].path: "/" with pathType Exact does not take gRPC calls to Milvus (path-carries-grpc)
       gRPC calls have paths such as /milvus.proto.milvus.MilvusService/Connect: they miss the rule and get the default backend's 404
       Write path: / with pathType: Prefix.
       or skipRules: { 'path-carries-grpc': 'why it is fine here' }
  `);
});

test.each([
  ['skipRules', {}, { skipRules: { 'path-carries-grpc': 'only a health page' } }],
  ['the environment', { allow: { 'path-carries-grpc': 'only a health page' } }, {}],
])('%s allows a finding, with a reason', (_, more, props) => {
  const chart = new MilvusIngressChart(new App(), 'prod', { ...environment, ...more }, props);
  breakPath(chart);
  expect(() => chart.toJson() as unknown).not.toThrow();
});

test('skipRules must name rules, and say why', () => {
  const skipRules = { 'path-carries-grcp': 'fine', 'no-clear-text': ' ' };
  expect(() => new MilvusIngressChart(new App(), 'prod', environment, { skipRules }))
    .toThrowErrorMatchingInlineSnapshot(`
   skipRules.path-carries-grcp: is no rule
       did you mean "path-carries-grpc"?
   skipRules.no-clear-text: must say why it is fine, got ""
  `);
});

test('rules see objects of other charts of the app, but not of another environment, and tell only of their own', () => {
  const app = new App();
  const company = new Chart(app, 'company', { namespace: 'default' });
  const frontendConfig = new FrontendConfig(company, 'tls', { name: 'company-tls', sslPolicy: 'company' });
  const chart = new MilvusIngressChart(app, 'prod', {
    ...environment,
    loadBalancer: { sslPolicy: 'none', http: 'open' },
  });
  chart.ingress.metadata.addAnnotation('networking.gke.io/v1beta1.FrontendConfig', frontendConfig.name);
  const plain = new Service(company, 'web', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
  plain.exposeViaIngress('/web');
  expect(() => app.synthYaml()).not.toThrow();
});

test('two objects of one kind and name are a fault, in one chart and over two charts of one project', () => {
  const app = new App();
  const chart = new MilvusIngressChart(app, 'prod', environment);
  new BackendConfig(chart, 'mine', { name: 'my-release-backendconfig', healthCheck });
  new MilvusIngressChart(app, 'staging', { ...environment, loadBalancer: { name: 'staging' } });
  new MilvusIngressChart(app, 'there', { ...environment, namespace: 'there' });
  new MilvusIngressChart(app, 'elsewhere', { ...environment, project: 'another-project' });
  expect(() => app.synthYaml()).toThrowErrorMatchingInlineSnapshot(`
   Validation failed with the following errors:
     [prod] prod/mine/Resource and prod/my-release-backendconfig/Resource are both the BackendConfig my-release-backendconfig in namespace default of milvus-testing-nonprod
       give one of them another name, namespace or project
     [staging] staging/my-release-backendconfig/Resource and prod/my-release-backendconfig/Resource are both the BackendConfig my-release-backendconfig in namespace default of milvus-testing-nonprod
       give one of them another name, namespace or project
     [staging] staging/my-release-managedcertificate/Resource and prod/my-release-managedcertificate/Resource are both the ManagedCertificate my-release-milvus-tls in namespace default of milvus-testing-nonprod
       give one of them another name, namespace or project
     [staging] staging/my-release-poddisruptionbudget/Resource and prod/my-release-poddisruptionbudget/Resource are both the PodDisruptionBudget my-release-milvus-proxy in namespace default of milvus-testing-nonprod
       give one of them another name, namespace or project
  `);
});

test('rules follow the Service that the Helm release makes', () => {
  const app = new App();
  const gcp = { network: { existing: { network: 'vpc', subnetwork: 'nodes', proxyOnlyRange: '10.129.0.0/23' } } };
  const internal: Environment = { ...environment, region: 'us-west1', loadBalancer: { scheme: 'internal' }, gcp };
  const chart = new MilvusIngressChart(app, 'prod', { ...internal, certificate: 'self-managed' });
  chart.backendConfigs[0]?.apiObject.addJsonPatch(JsonPatch.add('/spec/securityPolicy', { name: 'company-armor' }));
  expect(() => app.synthYaml()).toThrow('(internal-has-no-cloud-armor)');
});

test('every synth sees the objects as they are then', () => {
  const app = new App();
  const chart = new MilvusIngressChart(app, 'prod', environment);
  expect(() => app.synthYaml()).not.toThrow();
  breakPath(chart);
  const later = new MilvusIngressChart(app, 'later', { ...environment, project: 'another-project' });
  breakPath(later);
  expect(() => app.synthYaml()).toThrow(/\[prod\].*\n(.*\n)*.*\[later\]/);
});
