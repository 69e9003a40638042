import type { Files } from '../../src/diff/dist';
import { distOf, edited } from './dist-of';

export const BASE = `project: example-production
region: us-west1
releases:
  - name: milvus-a
    host: a.example.com
    chart: 5.0.19
`;
export const CLOUD = `${BASE}gcp:
  network: { create: {} }
  cluster: { create: {} }
  storage: { create: {} }
`;
const RELEASE = 'name: milvus-a\n    host: a.example.com\n    chart: 5.0.19\n';
export const MANIFEST = 'manifests/prod.k8s.yaml';
export const HELM = 'helm/prod/milvus-a.values.yaml';
export const STACK = 'terraform/stacks/prod/cdk.tf.json';

export const prod = (text: string) => distOf({ prod: text });
export const release = (more: string, base = BASE) => base.replace(RELEASE, `${RELEASE}${more}`);

/** What changes, both sides, and the ids of the dangers, in their order. */
export type Case = readonly [what: string, before: Files, after: Files, ids: readonly string[]];

/** What environments can say: of the load balancer and the Terraform below it. */
export const ENVIRONMENTS: readonly Case[] = [
  [
    'the address is another one',
    prod(BASE),
    prod(`${BASE}loadBalancer: { address: { name: other } }\n`),
    ['address-changes', 'resource-is-destroyed'],
  ],
  [
    'an existing address is another one',
    prod(`${BASE}loadBalancer: { address: { name: one } }\n`),
    prod(`${BASE}loadBalancer: { address: { name: other } }\n`),
    ['address-changes'],
  ],
  [
    'a reserved address is given up',
    prod(`${BASE}loadBalancer: { address: { name: one } }\n`),
    prod(`${BASE}loadBalancer: { address: ephemeral }\n`),
    ['address-changes'],
  ],
  [
    'the Ingress has another name',
    prod(`${BASE}loadBalancer: { address: { name: one }, sslPolicy: { name: tls } }\n`),
    prod(`${BASE}loadBalancer: { name: edge, address: { name: one }, sslPolicy: { name: tls } }\n`),
    ['ingress-is-renamed'],
  ],
  [
    'the load balancer becomes internal',
    prod(`${BASE}certificate: self-managed\nloadBalancer: { address: ephemeral, http: closed, sslPolicy: none }\n`),
    prod(
      `${BASE}certificate: self-managed\nloadBalancer: { scheme: internal, address: { name: inner } }\ngcp: { network: { existing: { network: vpc, subnetwork: nodes, proxyOnlyRange: 10.129.0.0/23 } } }\n`,
    ),
    ['ingress-class-changes', 'address-changes'],
  ],
  [
    'a host leaves, its certificate another matter',
    prod(`${BASE}certificate: { type: self-managed, secretName: wildcard }\n`),
    prod(`${BASE.replace('a.example', 'b.example')}certificate: { type: self-managed, secretName: wildcard }\n`),
    ['host-is-removed'],
  ],
  [
    'the namespace',
    prod(`${BASE}certificate: self-managed\n`),
    prod(`${BASE}certificate: self-managed\nnamespace: search\n`),
    ['ingress-is-renamed', 'backend-config-is-renamed'],
  ],
  [
    "a managed certificate's domain",
    prod(BASE),
    prod(BASE.replace('a.example', 'b.example')),
    ['host-is-removed', 'certificate-is-made-anew'],
  ],
  ['the type of certificates', prod(BASE), prod(`${BASE}certificate: self-managed\n`), ['certificate-type-changes']],
  ['port 80 opens', prod(BASE), prod(`${BASE}loadBalancer: { http: open }\n`), ['port-80-changes']],
  ['port 80 closes', prod(BASE), prod(`${BASE}loadBalancer: { http: closed }\n`), ['port-80-changes']],
  ['port 80 redirects', prod(`${BASE}loadBalancer: { http: open }\n`), prod(BASE), ['port-80-changes']],
  [
    'the release has another name',
    prod(release('    fullnameOverride: milvus-s\n')),
    prod(release('    fullnameOverride: milvus-s\n').replace('name: milvus-a', 'name: milvus-b')),
    ['release-is-renamed', 'backend-config-is-renamed'],
  ],
  [
    'the Service has another name',
    prod(
      `${release('    backendCertificate: { secretName: own }\n')}certificate: self-managed\nloadBalancer: { name: edge }\n`,
    ),
    prod(
      `${release('    backendCertificate: { secretName: own }\n    fullnameOverride: other\n')}certificate: self-managed\nloadBalancer: { name: edge }\n`,
    ),
    ['service-is-renamed'],
  ],
  ['Milvus goes from 2.5 to 2.6', prod(BASE.replace('5.0.19', '4.2.58')), prod(BASE), ['milvus-version-changes']],
  [
    'Milvus skips a line',
    prod(BASE.replace('5.0.19', '4.2.20')),
    prod(BASE),
    ['message-queue-changes', 'milvus-version-changes'],
  ],
  ['Milvus goes back', prod(BASE), prod(BASE.replace('5.0.19', '4.2.58')), ['milvus-version-changes']],
  ['REST appears', prod(BASE), prod(release('    rest: {}\n')), ['rest-changes']],
  ['REST leaves', prod(release('    rest: {}\n')), prod(BASE), ['rest-changes']],
  ["REST shares gRPC's port", prod(BASE), prod(release('    rest: unmanaged\n')), ['rest-changes']],
  [
    'REST has another port',
    prod(release('    rest: {}\n')),
    prod(release('    rest: { port: 8443 }\n')),
    ['rest-changes'],
  ],
  [
    'REST has another path',
    prod(release('    rest: {}\n')),
    prod(release('    rest: { path: /v1/vector }\n')),
    ['rest-changes'],
  ],
  [
    'the health check',
    prod(BASE),
    prod(`${BASE}loadBalancer: { backend: { healthCheck: { checkIntervalSec: 20, timeoutSec: 20 } } }\n`),
    ['health-check-changes'],
  ],
  [
    'calls may be shorter',
    prod(BASE),
    prod(`${BASE}loadBalancer: { backend: { timeoutSec: 60 } }\n`),
    ['timeout-shrinks'],
  ],
  [
    'draining is shorter',
    prod(BASE),
    prod(`${BASE}loadBalancer: { backend: { connectionDraining: { drainingTimeoutSec: 0 } } }\n`),
    ['timeout-shrinks'],
  ],
  ...(
    [
      ['timeoutSec', 'backend: { timeoutSec: default }'],
      ['connectionDraining', 'backend: { connectionDraining: none }'],
      ['logging', 'backend: { logging: none }'],
    ] as const
  ).map(([field, text]): Case => [
    `${field} merely disappears`,
    prod(BASE),
    prod(`${BASE}loadBalancer: { ${text} }\n`),
    ['field-does-not-revert'],
  ]),
  ...(
    [
      [
        'a number of the health check',
        'healthCheck: { checkIntervalSec: 30, timeoutSec: 15 }',
        'healthCheck: { timeoutSec: 15 }',
      ],
      ['the share of logs', 'logging: { enable: true, sampleRate: 0.5 }', 'logging: { enable: true }'],
      [
        'the life of the cookie',
        'sessionAffinity: { affinityType: GENERATED_COOKIE, affinityCookieTtlSec: 60 }',
        'sessionAffinity: { affinityType: GENERATED_COOKIE }',
      ],
      ['request headers', 'customRequestHeaders: { headers: ["X-A:b"] }', 'timeoutSec: 3600'],
    ] as const
  ).map(([field, before, after]): Case => [
    `${field} merely disappears`,
    prod(`${BASE}loadBalancer: { backend: { ${before} } }\n`),
    prod(`${BASE}loadBalancer: { backend: { ${after} } }\n`),
    ['field-does-not-revert'],
  ]),
  [
    'sessionAffinity merely disappears',
    prod(`${BASE}loadBalancer: { backend: { sessionAffinity: { affinityType: CLIENT_IP } } }\n`),
    prod(BASE),
    ['field-does-not-revert'],
  ],
  [
    'securityPolicy merely disappears',
    prod(`${BASE}loadBalancer: { securityPolicy: { name: armor } }\n`),
    prod(BASE),
    ['field-does-not-revert'],
  ],
  [
    'sslPolicy merely disappears, with its FrontendConfig',
    prod(`${BASE}loadBalancer: { sslPolicy: { name: tls }, http: open }\n`),
    prod(`${BASE}loadBalancer: { sslPolicy: none, http: open }\n`),
    ['field-does-not-revert'],
  ],
  ['the state moves', prod(BASE), prod(`${BASE}gcp: { state: { gcs: { bucket: example-state } } }\n`), ['state-moves']],
  [
    'nothing is left for Terraform',
    prod(`${BASE}loadBalancer: { address: { name: one } }\n`),
    prod(`${BASE}loadBalancer: { address: { name: one }, sslPolicy: { name: milvus-a } }\n`),
    ['stack-is-removed'],
  ],
  ['the project', prod(BASE), prod(BASE.replace('example-production', 'example-other')), ['project-changes']],
  [
    'the network has another name',
    prod(CLOUD),
    prod(CLOUD.replace('network: { create: {} }', 'network: { create: { name: other } }')),
    ['resource-is-replaced'],
  ],
  [
    'the cluster is elsewhere',
    prod(CLOUD),
    prod(CLOUD.replace('cluster: { create: {} }', 'cluster: { create: { location: us-west1-a } }')),
    ['resource-is-replaced'],
  ],
  [
    'deletion protection is off',
    prod(CLOUD),
    prod(CLOUD.replace('cluster: { create: {} }', 'cluster: { create: { deletionProtection: false } }')),
    ['deletion-protection-is-off'],
  ],
  [
    'nothing of it is protected any more',
    prod(CLOUD),
    prod(CLOUD.replace('  storage: { create: {} }\n', '  storage: { create: {} }\n  deletionProtection: false\n')),
    ['deletion-protection-is-off'],
  ],
  [
    'the bucket is no longer managed',
    prod(CLOUD),
    prod(CLOUD.replace('  storage: { create: {} }\n', '')),
    ['object-storage-moves', 'resource-is-destroyed'],
  ],
  [
    'an environment is removed',
    distOf({ prod: BASE, other: BASE.replaceAll('milvus-a', 'milvus-b') }),
    distOf({ other: BASE.replaceAll('milvus-a', 'milvus-b') }),
    ['environment-is-removed'],
  ],
  ['an environment is renamed', prod(BASE), distOf({ live: BASE }), ['environment-is-removed']],
];

/** What no environment can say. */
export const FILES: readonly Case[] = [
  ['tlsMode goes off', prod(BASE), edited(prod(BASE), HELM, 'tlsMode: 1', 'tlsMode: 0'), ['tls-mode-changes']],
  ['tlsMode becomes mutual', prod(BASE), edited(prod(BASE), HELM, 'tlsMode: 1', 'tlsMode: 2'), ['tls-mode-changes']],
  [
    'app-protocols',
    prod(BASE),
    edited(prod(BASE), HELM, '{"milvus":"HTTP2"}', '{"milvus":"HTTPS"}'),
    ['protocol-changes'],
  ],
  ['NEGs', prod(BASE), edited(prod(BASE), HELM, '{"ingress": true}', '{"ingress": false}'), ['neg-changes']],
  [
    'a BackendConfig goes that a Service names',
    prod(BASE),
    edited(prod(BASE), MANIFEST, /^apiVersion: cloud[^]*?---\n/m.exec(prod(BASE).get(MANIFEST) ?? '')?.[0] ?? '?', ''),
    ['backend-config-is-missing'],
  ],
  [
    'the health check goes',
    prod(BASE),
    edited(prod(BASE), MANIFEST, '  healthCheck:\n    type: HTTP\n    port: 9091\n    requestPath: /healthz\n', ''),
    ['health-check-changes'],
  ],
  [
    'a resource has another name in the files',
    prod(BASE),
    edited(prod(BASE), STACK, '"ssl-policy_89619694": {', '"policy": {'),
    ['resource-is-destroyed'],
  ],
  [
    'a bucket loses its guard',
    prod(CLOUD),
    edited(prod(CLOUD), STACK, '"force_destroy": false', '"force_destroy": true'),
    ['deletion-protection-is-off'],
  ],
  [
    'the Ingress goes',
    prod(BASE),
    edited(
      prod(BASE),
      MANIFEST,
      /^apiVersion: networking.k8s.io[^]*$/m.exec(prod(BASE).get(MANIFEST) ?? '')?.[0] ?? '?',
      '',
    ),
    ['ingress-is-renamed'],
  ],
];
