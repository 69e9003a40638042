import { App, Chart } from 'cdk8s';
import { GatewayService } from '../../../src/kubernetes/gateway/gateway-service';
import { GkeGateway } from '../../../src/kubernetes/gateway/gke-gateway';
import { HttpRoute } from '../../../src/kubernetes/gateway/http-route';
import { type HttpRouteProps } from '../../../src/kubernetes/gateway/http-route-props';
import { complaintsOf, yamlOf } from '../yaml-of';

const service = { name: 'milvus-gateway', port: 19530 };
const props: HttpRouteProps = {
  name: 'milvus-route',
  gateway: 'milvus',
  listeners: ['https'],
  hosts: ['milvus.example.com'],
  rules: [{ service }],
};
const complaintsWith = (more: object) => complaintsOf((scope) => new HttpRoute(scope, 'route', { ...props, ...more }));

test('leads a host to Services, with headers as filters', () => {
  const rules = [
    { service, requestHeaders: [{ name: 'X-Client-Region', value: '{client_region}' }] },
    { path: '/v2/vectordb', service: { name: 'milvus-rest-gateway', port: 8080 } },
  ];
  expect(yamlOf((scope) => new HttpRoute(scope, 'route', { ...props, rules }))).toMatchInlineSnapshot(`
   apiVersion: gateway.networking.k8s.io/v1
   kind: HTTPRoute
   metadata:
     name: milvus-route
   spec:
     parentRefs:
       - kind: Gateway
         name: milvus
         sectionName: https
     hostnames:
       - milvus.example.com
     rules:
       - matches:
           - path:
               type: PathPrefix
               value: /
         filters:
           - type: RequestHeaderModifier
             requestHeaderModifier:
               set:
                 - name: X-Client-Region
                   value: "{client_region}"
         backendRefs:
           - kind: Service
             name: milvus-gateway
             port: 19530
       - matches:
           - path:
               type: PathPrefix
               value: /v2/vectordb
         backendRefs:
           - kind: Service
             name: milvus-rest-gateway
             port: 8080
  `);
});

test('redirects to https, by a status that every bundle of the Gateway API knows, and names no port', () => {
  const redirect = { name: 'milvus-redirect', gateway: 'milvus', listeners: ['http'], redirectToHttps: 301 } as const;
  expect(yamlOf((scope) => new HttpRoute(scope, 'route', redirect))).toMatchInlineSnapshot(`
   apiVersion: gateway.networking.k8s.io/v1
   kind: HTTPRoute
   metadata:
     name: milvus-redirect
   spec:
     parentRefs:
       - kind: Gateway
         name: milvus
         sectionName: http
     rules:
       - filters:
           - type: RequestRedirect
             requestRedirect:
               scheme: https
               statusCode: 301
  `);
});

test.each<[string, object, string]>([
  [
    'a redirect that GKE does not take',
    { rules: undefined, redirectToHttps: 308 },
    'redirectToHttps: must be 301 or 302, got 308: one such route stops the whole Gateway',
  ],
  ['a redirect beside rules', { redirectToHttps: 301 }, 'redirectToHttps: must not stand beside rules'],
  ['nowhere', { rules: [] }, 'must lead somewhere: rules, or redirectToHttps'],
  ['no listener', { listeners: [] }, 'listeners: must be at least one listener, got none'],
  ['a host with a port', { hosts: ['milvus.example.com:443'] }, 'hosts[0]: must be a DNS name'],
  ['a path twice', { rules: [{ service }, { service }] }, 'rules[1].path: is the same as rules[0].path'],
  ['a star in a path', { rules: [{ service, path: '/*' }] }, 'rules[0].path: must not have *'],
  [
    'a header that is empty',
    { rules: [{ service, responseHeaders: [{ name: 'X-A', value: '' }] }] },
    'rules[0].responseHeaders[0]: X-A must have a value',
  ],
  [
    'the header Host',
    { rules: [{ service, requestHeaders: [{ name: 'Host', value: 'a' }] }] },
    'rules[0].requestHeaders[0]: must not be Host',
  ],
])('refuses %s', (_, more, told) => {
  expect(complaintsWith(more).join('\n')).toContain(told);
});

describe('with a Gateway that is a construct', () => {
  const synthesized = (change: Partial<HttpRouteProps>, namespace?: string) => {
    const chart = new Chart(new App(), 'prod', { namespace: 'milvus' });
    const gateway = new GkeGateway(chart, 'gateway', {
      name: 'milvus',
      listeners: [
        { name: 'http', protocol: 'HTTP' },
        { name: 'https', protocol: 'HTTPS', host: 'milvus.example.com', secretName: 'tls' },
      ],
    });
    const made = new GatewayService(chart, 'service', {
      name: 'milvus-gateway',
      podLabels: { component: 'proxy' },
      portName: 'milvus',
      port: 19530,
      appProtocol: 'HTTP2',
      ...(namespace !== undefined && { namespace }),
    });
    new HttpRoute(chart, 'route', { ...props, gateway, rules: [{ service: made }], ...change });
    return () => chart.toJson() as { kind: string }[];
  };

  test('comes after it and its Services', () => {
    expect(synthesized({})().map(({ kind }) => kind)).toEqual(['Gateway', 'Service', 'HTTPRoute']);
  });

  test.each<[string, Partial<HttpRouteProps>, string]>([
    [
      'a listener that it has not',
      { listeners: ['tls'] },
      'listeners[0]: must be a listener of the Gateway, got "tls"',
    ],
    [
      'a host that the listener has not',
      { hosts: ['other.example.com'] },
      'hosts: must have the host of the listener "https", milvus.example.com, got other.example.com',
    ],
    [
      'a redirect of HTTPS to itself',
      { redirectToHttps: 301, rules: [] },
      'listeners[0]: must not redirect HTTPS to https, got "https"',
    ],
  ])('is refused with %s', (_, change, told) => {
    expect(synthesized(change)).toThrow(told);
  });

  test('is refused with a Service of another namespace', () => {
    expect(synthesized({}, 'elsewhere')).toThrow('rules[0].service: must be of the namespace "milvus"');
  });
});
