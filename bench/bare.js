// What somebody would write with nothing but cdk8s for the environments of the bench: every object as a literal.
// Usage: node bench/bare.js <number of environments> [module with the other files' texts]
'use strict';
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { ApiObject, App, Chart } = require('cdk8s');

const [environments, texts] = process.argv.slice(2);
const app = new App(); // cdk8s-cli names its output folder by CDK8S_OUTDIR
for (let number = 1; number <= Number(environments); number++) {
  const name = `milvus-${number}`;
  const chart = new Chart(app, `env-${number}`, { namespace: 'default', disableResourceNameHashes: true });
  for (const object of objectsOf(name, `${name}.example.com`)) new ApiObject(chart, object.kind, object);
}
app.synth();
if (texts) writeOthers(require(resolve(texts)));

function objectsOf(name, host) {
  return [
    {
      apiVersion: 'cloud.google.com/v1',
      kind: 'BackendConfig',
      metadata: { name: `${name}-backendconfig` },
      spec: { healthCheck: { type: 'HTTP', port: 9091, requestPath: '/healthz' } },
    },
    {
      apiVersion: 'networking.gke.io/v1beta1',
      kind: 'FrontendConfig',
      metadata: { name: `${name}-frontendconfig` },
      spec: { redirectToHttps: { enabled: true } },
    },
    {
      apiVersion: 'networking.gke.io/v1',
      kind: 'ManagedCertificate',
      metadata: { name: `${name}-tls` },
      spec: { domains: [host] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        annotations: {
          'kubernetes.io/ingress.global-static-ip-name': name,
          'networking.gke.io/managed-certificates': `${name}-tls`,
          'networking.gke.io/v1beta1.FrontendConfig': `${name}-frontendconfig`,
        },
        name,
      },
      spec: {
        rules: [
          {
            host,
            http: {
              paths: [{ backend: { service: { name, port: { number: 19530 } } }, path: '/', pathType: 'Prefix' }],
            },
          },
        ],
      },
    },
  ];
}

/** Helm values and runbooks, beside the manifests as ours are: texts with the number filled in, nothing worked out. */
function writeOthers(textsOf) {
  for (let number = 1; number <= Number(environments); number++) {
    for (const [path, text] of textsOf(number)) {
      const file = join(dirname(app.outdir), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}
