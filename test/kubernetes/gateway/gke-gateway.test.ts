import { App, Chart } from 'cdk8s';
import { GkeGateway, type GkeGatewayProps } from '../../../src/kubernetes/gateway/gke-gateway';
import { complaintsOf, yamlOf } from '../yaml-of';

const https = { name: 'https', protocol: 'HTTPS', host: 'milvus.example.com', secretName: 'milvus-tls' } as const;
const props: GkeGatewayProps = { name: 'milvus', address: 'milvus-gateway', listeners: [https] };
const complaintsWith = (more: object) =>
  complaintsOf((scope) => new GkeGateway(scope, 'gateway', { ...props, ...more }));

test('is a global load balancer on the internet, with an address of its own and a Secret', () => {
  expect(yamlOf((scope) => new GkeGateway(scope, 'gateway', props))).toMatchInlineSnapshot(`
   apiVersion: gateway.networking.k8s.io/v1
   kind: Gateway
   metadata:
     name: milvus
   spec:
     gatewayClassName: gke-l7-global-external-managed
     addresses:
       - type: NamedAddress
         value: milvus-gateway
     listeners:
       - name: https
         hostname: milvus.example.com
         port: 443
         protocol: HTTPS
         tls:
           mode: Terminate
           certificateRefs:
             - group: ""
               kind: Secret
               name: milvus-tls
  `);
});

test('has no tls beside a certificate map, and its certificates in options where it is of a region', () => {
  const { secretName: _, ...bare } = https;
  const withMap = (scope: Chart) =>
    new GkeGateway(scope, 'map', { name: 'a', certificateMap: 'milvus-map', listeners: [bare] });
  const regional = (scope: Chart) =>
    new GkeGateway(scope, 'regional', {
      name: 'b',
      class: 'gke-l7-rilb',
      listeners: [{ ...bare, certificateManagerCertificates: ['one', 'two'] }],
    });
  expect(yamlOf(withMap)).toMatchInlineSnapshot(`
   apiVersion: gateway.networking.k8s.io/v1
   kind: Gateway
   metadata:
     annotations:
       networking.gke.io/certmap: milvus-map
     name: a
   spec:
     gatewayClassName: gke-l7-global-external-managed
     listeners:
       - name: https
         hostname: milvus.example.com
         port: 443
         protocol: HTTPS
  `);
  expect(yamlOf(regional)).toMatchInlineSnapshot(`
   apiVersion: gateway.networking.k8s.io/v1
   kind: Gateway
   metadata:
     name: b
   spec:
     gatewayClassName: gke-l7-rilb
     listeners:
       - name: https
         hostname: milvus.example.com
         port: 443
         protocol: HTTPS
         tls:
           mode: Terminate
           options:
             networking.gke.io/cert-manager-certs: one,two
  `);
});

test.each<[string, object, string]>([
  [
    'a class that GKE has for others',
    { class: 'gke-l7-gxlb' },
    'class: must be gke-l7-global-external-managed, gke-l7-rilb or gke-l7-regional-external-managed, got "gke-l7-gxlb"',
  ],
  ['an address by its path', { address: 'projects/p/global/addresses/a' }, 'address: must be'],
  [
    'the annotation that is an output',
    { metadata: { annotations: { 'networking.gke.io/addresses': 'a' } } },
    'is what the construct writes',
  ],
  [
    'ManagedCertificates',
    { metadata: { annotations: { 'networking.gke.io/managed-certificates': 'a' } } },
    'does nothing on a Gateway: ManagedCertificates are for an Ingress',
  ],
  [
    'a map and a Secret',
    { certificateMap: 'map' },
    'listeners[0].secretName: must not stand beside the certificate map "map": the controller takes either',
  ],
  [
    'a map of a region',
    { class: 'gke-l7-rilb', certificateMap: 'map', listeners: [] },
    'certificateMap: does not work with class gke-l7-rilb: certificate maps are for global load balancers',
  ],
  [
    'HTTPS without a certificate',
    { listeners: [{ name: 'a', protocol: 'HTTPS' }] },
    'listeners[0]: must have a certificate',
  ],
  ['HTTP with one', { listeners: [{ ...https, protocol: 'HTTP' }] }, 'listeners[0].secretName: belongs to HTTPS'],
  [
    'two kinds',
    { listeners: [{ ...https, preSharedCertificates: ['a'] }] },
    'listeners[0]: must have one kind of certificate, got secretName and preSharedCertificates',
  ],
  [
    'regional certificates on a global one',
    { listeners: [{ name: 'a', protocol: 'HTTPS', certificateManagerCertificates: ['a'] }] },
    'works with regional and internal classes only',
  ],
  [
    'a host twice',
    { listeners: [https, { ...https, name: 'b' }] },
    'listeners[1].host: is the same as listeners[0].host',
  ],
  [
    'a protocol of another kind',
    { listeners: [{ ...https, protocol: 'TLS' }] },
    'listeners[0].protocol: must be HTTPS or HTTP, got "TLS"',
  ],
  [
    'more certificates than a proxy takes',
    {
      listeners: Array.from({ length: 16 }, (_, i) => ({
        ...https,
        name: `l${i}`,
        host: `h${i}.example.com`,
        secretName: `s${i}`,
      })),
    },
    'must have at most 15 certificates together',
  ],
])('refuses %s', (_, more, told) => {
  expect(complaintsWith(more).join('\n')).toContain(told);
});

test('is refused when it is synthesized without a listener', () => {
  const app = new App();
  const chart = new Chart(app, 'prod');
  new GkeGateway(chart, 'gateway', { name: 'milvus' });
  expect(() => chart.toJson()).toThrow('listeners: must be at least one listener, got none');
});
