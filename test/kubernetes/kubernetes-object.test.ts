import { App, Chart, Yaml } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { BackendConfig } from '../../src/kubernetes/backend-config';
import { FrontendConfig } from '../../src/kubernetes/frontend-config';
import { GkeIngress } from '../../src/kubernetes/gke-ingress';
import { GkeService } from '../../src/kubernetes/gke-service';
import { ManagedCertificate } from '../../src/kubernetes/managed-certificate';
import { complaintsOf, newChart, yamlOf } from './yaml-of';

const healthCheck = { type: 'HTTP', port: 9091, requestPath: '/healthz' } as const;
const serviceProps = { podLabels: { app: 'rest' }, portName: 'rest', port: 8080, appProtocol: 'HTTPS' } as const;
const milvus = { name: 'milvus', port: 19530 };
const named = (chart: Chart) =>
  (chart.toJson() as { kind: string; metadata: { name: string } }[]).map(
    ({ kind, metadata }) => `${kind} ${metadata.name}`,
  );

describe('metadata', () => {
  const metadata = { labels: { team: 'search' }, annotations: { 'example.com/owner': 'search' } };

  test('has labels and annotations of the user, beside those that the construct writes', () => {
    const yaml = yamlOf((scope) => {
      const service = new GkeService(scope, 'rest', { name: 'rest', ...serviceProps, backendConfig: 'rest', metadata });
      service.metadata.addLabel('tier', 'edge');
    });
    expect(yaml.slice(0, yaml.indexOf('spec:'))).toMatchInlineSnapshot(`
     apiVersion: v1
     kind: Service
     metadata:
       annotations:
         cloud.google.com/app-protocols: '{"rest":"HTTPS"}'
         cloud.google.com/backend-config: '{"default": "rest"}'
         cloud.google.com/neg: '{"ingress": true}'
         example.com/owner: search
       labels:
         team: search
         tier: edge
       name: rest
    `);
  });

  test('refuses what Kubernetes would, and annotations that stand for props', () => {
    const faulty = {
      labels: { 'a b': 'x', team: 'a b' },
      annotations: { 'a b': '', 'kubernetes.io/ingress.allow-http': 'false' },
    };
    expect(complaintsOf((scope) => new GkeIngress(scope, 'ingress', { name: 'milvus', metadata: faulty })).join('\n'))
      .toMatchInlineSnapshot(`
     prod/ingress metadata.labels["a b"]: must be a name such as app.kubernetes.io/name, got "a b"
     prod/ingress metadata.labels["team"]: must be empty or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, got "a b"
     prod/ingress metadata.annotations["a b"]: must be a name such as app.kubernetes.io/name, got "a b"
     prod/ingress metadata.annotations["kubernetes.io/ingress.allow-http"]: is what the construct writes
         use the prop for it
    `);
  });
});

describe('a construct that is named', () => {
  test('is emitted before what names it, whatever the order of the code', () => {
    const chart = newChart();
    const parts = new Construct(chart, 'a-first');
    const late = new Construct(chart, 'b-later');
    const backendConfig = new BackendConfig(late, 'backend', { name: 'rest', healthCheck });
    const service = new GkeService(parts, 'rest', { name: 'rest', ...serviceProps, backendConfig });
    const frontendConfig = new FrontendConfig(late, 'frontend', { name: 'milvus', redirectToHttps: true });
    const certificate = new ManagedCertificate(late, 'certificate', { name: 'milvus', domains: ['a.io'] });
    const paths = [{ service: milvus }, { path: '/v2/vectordb', service }];
    new GkeIngress(parts, 'ingress', {
      name: 'milvus',
      frontendConfig,
      managedCertificates: [certificate, 'theirs'],
      rules: [{ host: 'a.io', paths }],
    });
    expect(named(chart)).toEqual([
      'FrontendConfig milvus',
      'ManagedCertificate milvus',
      'BackendConfig rest',
      'Service rest',
      'Ingress milvus',
    ]);
    expect(Yaml.stringify(...(chart.toJson() as unknown[]))).toContain('managed-certificates: milvus,theirs\n');
  });

  test('may be a Service of cdk8s-plus, whose first port is meant, also when it gets it later', () => {
    const chart = newChart();
    const service = new Service(chart, 'service', { metadata: { name: 'attu' }, ports: [] });
    const rules = [{ host: 'a.io', paths: [{ service }] }];
    new GkeIngress(chart, 'ingress', { name: 'attu', rules });
    service.bind(3000);
    service.bind(3001);
    expect(named(chart)).toEqual(['Service attu', 'Ingress attu']);
    expect(JSON.stringify(chart.toJson())).toContain('"service":{"name":"attu","port":{"number":3000}}');
  });

  test('must be of the same namespace: every fault of an app is told at once', () => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'a' });
    const namespace = 'b';
    const backendConfig = new BackendConfig(chart, 'backend', { name: 'rest', namespace, healthCheck });
    const service = new GkeService(chart, 'rest', { name: 'rest', ...serviceProps, backendConfig });
    const certificate = new ManagedCertificate(chart, 'certificate', { name: 'c', namespace, domains: ['a.io'] });
    const paths = [
      { service: new GkeService(chart, 'other', { ...serviceProps, name: 'o', namespace, backendConfig }) },
    ];
    const ingress = new GkeIngress(chart, 'ingress', { name: 'i', managedCertificates: [certificate] });
    ingress.addRule({ host: 'a.io', paths: [{ service }] }, { host: 'b.io', paths });
    new GkeIngress(chart, 'empty', { name: 'empty' });
    expect(() => app.synthYaml()).toThrowErrorMatchingInlineSnapshot(`
     Validation failed with the following errors:
       [prod/rest] backendConfig: must be of the namespace "a", got BackendConfig "rest" of "b"
         Service and BackendConfig find each other in one namespace only
       [prod/ingress] managedCertificates[0]: must be of the namespace "a", got ManagedCertificate "c" of "b"
         Ingress and ManagedCertificate find each other in one namespace only
       [prod/ingress] rules[1].host: must be a domain of one of managedCertificates, got "b.io"
         add a ManagedCertificate for it, or clients are refused
       [prod/ingress] rules[1].paths[0].service: must be of the namespace "a", got Service "o" of "b"
         Ingress and Service find each other in one namespace only
       [prod/empty] rules: must be at least one rule, got none
         use addRule
    `);
  });
});
