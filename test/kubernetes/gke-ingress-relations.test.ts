import { App, Chart } from 'cdk8s';
import { BackendConfig } from '../../src/kubernetes/backend-config';
import { FrontendConfig } from '../../src/kubernetes/frontend-config';
import { GkeIngress } from '../../src/kubernetes/gke-ingress';
import { GkeService } from '../../src/kubernetes/gke-service';
import { ManagedCertificate } from '../../src/kubernetes/managed-certificate';

const healthCheck = { type: 'HTTP', port: 9091, requestPath: '/healthz' } as const;
const pods = { podLabels: { app: 'milvus' }, portName: 'milvus', port: 19530, appProtocol: 'HTTP2' } as const;
const host = 'a.example.com';
const tls = [{ secretName: 'a-tls', hosts: [host] }];

let app: App;
let chart: Chart;
beforeEach(() => {
  app = new App();
  chart = new Chart(app, 'prod');
});

function milvus(securityPolicy?: string): GkeService {
  const backendConfig = new BackendConfig(chart, 'backend', { name: 'milvus', healthCheck, securityPolicy });
  return new GkeService(chart, 'service', { name: 'milvus', ...pods, backendConfig });
}

test('an internal load balancer refuses what its class cannot have, of every construct that it names', () => {
  const sslPolicy = 'company-tls';
  const frontendConfig = new FrontendConfig(chart, 'frontend', { name: 'milvus', redirectToHttps: true, sslPolicy });
  const rules = [{ host, paths: [{ service: milvus('company-armor') }] }];
  const inside = { name: 'milvus', class: 'gce-internal', allowHttp: false } as const;
  new GkeIngress(chart, 'ingress', { ...inside, tls, frontendConfig, rules });
  expect(() => app.synthYaml()).toThrowErrorMatchingInlineSnapshot(`
   Validation failed with the following errors:
     [prod/ingress] frontendConfig: has a redirect, which does not work with class gce-internal: the controller reports an error and sets up nothing of the whole Ingress
       leave it out
     [prod/ingress] frontendConfig: has the SSL policy "company-tls", which does not work with class gce-internal: the controller looks for a global policy, which an internal load balancer cannot use
       leave it out
     [prod/ingress] rules[0].paths[0].service: has the security policy "company-armor", which does not work with class gce-internal: the controller reports an error and sets up nothing of the whole Ingress
       leave it out
  `);
});

test('an external one takes them', () => {
  const sslPolicy = 'company-tls';
  const frontendConfig = new FrontendConfig(chart, 'frontend', { name: 'milvus', redirectToHttps: true, sslPolicy });
  const rules = [{ host, paths: [{ service: milvus('company-armor') }] }];
  new GkeIngress(chart, 'ingress', { name: 'milvus', tls, frontendConfig, rules });
  expect(() => app.synthYaml()).not.toThrow();
});

test('what takes a policy away works with every class', () => {
  const frontendConfig = new FrontendConfig(chart, 'frontend', { name: 'milvus', sslPolicy: '' });
  const rules = [{ host, paths: [{ service: milvus('') }] }];
  const inside = { name: 'milvus', class: 'gce-internal', allowHttp: false } as const;
  new GkeIngress(chart, 'ingress', { ...inside, tls, frontendConfig, rules });
  expect(() => app.synthYaml()).not.toThrow();
});

test('a redirect needs a certificate, and a host one that is for it, where all of them are known', () => {
  const frontendConfig = new FrontendConfig(chart, 'frontend', { name: 'milvus', redirectToHttps: true });
  const certificate = new ManagedCertificate(chart, 'certificate', { name: 'a-tls', domains: [host] });
  const rules = [host, 'b.example.com'].map((one) => ({
    host: one,
    paths: [{ service: { name: 'milvus', port: 19530 } }],
  }));
  new GkeIngress(chart, 'bare', { name: 'bare', frontendConfig, rules });
  new GkeIngress(chart, 'known', { name: 'known', managedCertificates: [certificate], rules });
  new GkeIngress(chart, 'unknown', { name: 'unknown', managedCertificates: [certificate, 'theirs'], rules });
  expect(() => app.synthYaml()).toThrowErrorMatchingInlineSnapshot(`
   Validation failed with the following errors:
     [prod/bare] frontendConfig: must not redirect to port 443 without a certificate: nothing answers there
       name one in managedCertificates, preSharedCertificates or tls
     [prod/known] rules[1].host: must be a domain of one of managedCertificates, got "b.example.com"
       add a ManagedCertificate for it, or clients are refused
  `);
});
