import { GatewayService } from '../../../src/kubernetes/gateway/gateway-service';
import { GcpBackendPolicy } from '../../../src/kubernetes/gateway/gcp-backend-policy';
import { GcpGatewayPolicy } from '../../../src/kubernetes/gateway/gcp-gateway-policy';
import { GkeGateway } from '../../../src/kubernetes/gateway/gke-gateway';
import { HealthCheckPolicy } from '../../../src/kubernetes/gateway/health-check-policy';
import { complaintsOf, yamlOf } from '../yaml-of';

const pods = { name: 'milvus-gateway', podLabels: { component: 'proxy' }, portName: 'milvus', port: 19530 };
const ofBackend = { name: 'milvus-backend', service: 'milvus-gateway', logging: { enabled: true } };
const ofHealth = {
  name: 'milvus-health',
  service: 'milvus-gateway',
  type: 'HTTP',
  port: 9091,
  requestPath: '/healthz',
} as const;

test('a Service says what the load balancer speaks, and nothing to an Ingress', () => {
  expect(yamlOf((scope) => new GatewayService(scope, 'service', { ...pods, appProtocol: 'HTTP2' })))
    .toMatchInlineSnapshot(`
   apiVersion: v1
   kind: Service
   metadata:
     name: milvus-gateway
   spec:
     ports:
       - appProtocol: HTTP2
         name: milvus
         port: 19530
         protocol: TCP
         targetPort: 19530
     selector:
       component: proxy
     type: ClusterIP
  `);
});

test.each([
  ['http2', 'did you mean HTTP2?'],
  ['h2c', 'did you mean kubernetes.io/h2c?'],
  ['grpc', 'any other word passes the API server, and calls go out as HTTP/1.1'],
])('a Service refuses the appProtocol %s', (appProtocol, told) => {
  const complaints = complaintsOf(
    (scope) => new GatewayService(scope, 'service', { ...pods, appProtocol: appProtocol as 'HTTP2' }),
  );
  expect(complaints.join('\n')).toContain(told);
});

test('a GCPBackendPolicy always says whether calls are logged, in millionths', () => {
  const policy = (scope: Parameters<Parameters<typeof yamlOf>[0]>[0]) =>
    new GcpBackendPolicy(scope, 'policy', {
      ...ofBackend,
      logging: { enabled: true, sampleRate: 100_000 },
      timeoutSec: 3600,
      drainingTimeoutSec: 60,
      sessionAffinity: { type: 'GENERATED_COOKIE', cookieTtlSec: 60 },
      maxRatePerEndpoint: 1000,
      securityPolicy: 'milvus',
    });
  expect(yamlOf(policy)).toMatchInlineSnapshot(`
   apiVersion: networking.gke.io/v1
   kind: GCPBackendPolicy
   metadata:
     name: milvus-backend
   spec:
     targetRef:
       group: ""
       kind: Service
       name: milvus-gateway
     default:
       timeoutSec: 3600
       connectionDraining:
         drainingTimeoutSec: 60
       logging:
         enabled: true
         sampleRate: 100000
       securityPolicy: milvus
       sessionAffinity:
         type: GENERATED_COOKIE
         cookieTtlSec: 60
       maxRatePerEndpoint: 1000
  `);
});

test.each<[string, object, string]>([
  [
    'a share of BackendConfig',
    { logging: { enabled: true, sampleRate: 0.1 } },
    'logging.sampleRate: must be a whole number, 0 to 1000000, got 0.1',
  ],
  [
    'a share of what is off',
    { logging: { enabled: false, sampleRate: 1 } },
    'logging.sampleRate: works only with enabled: true',
  ],
  ['a time-out of 0', { timeoutSec: 0 }, 'timeoutSec: must be a whole number, 1 to 86400, got 0'],
  [
    'a cookie without cookies',
    { sessionAffinity: { type: 'CLIENT_IP', cookieTtlSec: 1 } },
    'sessionAffinity.cookieTtlSec: works only with GENERATED_COOKIE or HTTP_COOKIE, got "CLIENT_IP"',
  ],
  ['no rate', { maxRatePerEndpoint: 0 }, 'maxRatePerEndpoint: must be a whole number, 1 to 1000000000, got 0'],
])('a GCPBackendPolicy refuses %s', (_, more, told) => {
  expect(
    complaintsOf((scope) => new GcpBackendPolicy(scope, 'policy', { ...ofBackend, ...more })).join('\n'),
  ).toContain(told);
});

test('a HealthCheckPolicy names its port by the word that makes it valid', () => {
  expect(yamlOf((scope) => new HealthCheckPolicy(scope, 'policy', ofHealth))).toMatchInlineSnapshot(`
   apiVersion: networking.gke.io/v1
   kind: HealthCheckPolicy
   metadata:
     name: milvus-health
   spec:
     targetRef:
       group: ""
       kind: Service
       name: milvus-gateway
     default:
       config:
         type: HTTP
         httpHealthCheck:
           portSpecification: USE_FIXED_PORT
           port: 9091
           requestPath: /healthz
  `);
});

test.each<[string, object, string]>([
  [
    'longer than the interval that the controller fills in',
    { timeoutSec: 6 },
    'timeoutSec: must be at most checkIntervalSec, got 6 and 5',
  ],
  ['of a type for other pods', { type: 'GRPC' }, 'type: must be HTTP, HTTPS or HTTP2, got "GRPC"'],
  ['without a path', { requestPath: 'healthz' }, 'requestPath: must start with "/", got "healthz"'],
])('a HealthCheckPolicy refuses a probe %s', (_, more, told) => {
  expect(
    complaintsOf((scope) => new HealthCheckPolicy(scope, 'policy', { ...ofHealth, ...more })).join('\n'),
  ).toContain(told);
});

test('a GCPGatewayPolicy gives global access to an internal Gateway, and to no other', () => {
  const ofClass = (className: 'gke-l7-rilb' | 'gke-l7-global-external-managed') =>
    complaintsOf((scope) => {
      const gateway = new GkeGateway(scope, 'gateway', { name: 'milvus', class: className });
      return new GcpGatewayPolicy(scope, 'policy', { name: 'milvus-policy', gateway, allowGlobalAccess: true });
    }).join('\n');
  expect(ofClass('gke-l7-rilb')).toBe('');
  expect(ofClass('gke-l7-global-external-managed')).toContain(
    'allowGlobalAccess: does not work with the class of the Gateway',
  );
  expect(
    complaintsOf((scope) => new GcpGatewayPolicy(scope, 'policy', { name: 'p', gateway: 'milvus' })).join(),
  ).toContain('must say something: sslPolicy, allowGlobalAccess or both');
});
