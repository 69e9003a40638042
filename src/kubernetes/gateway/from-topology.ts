import { type Chart } from 'cdk8s';
import { HEALTH_CHECK } from '../../gke/backend-config';
import { filterHeaderOf } from '../../gke/header-filter';
import { REST } from '../../milvus/rest';
import { GRPC_PORT, HEALTH, podLabelsOf } from '../../milvus/service';
import { certificateNameOf } from '../../topology/client-certificate';
import { type GatewayBackend } from '../../topology/gateway-backend';
import { type Backend, type LoadBalancer, type Release, type Topology } from '../../topology/topology';
import { policyNameOf } from '../policy-name';
import { GcpBackendPolicy, policyOfBackend } from './gcp-backend-policy';
import { GcpGatewayPolicy } from './gcp-gateway-policy';
import { type GatewayListener } from './gateway-listener';
import { GatewayService } from './gateway-service';
import { GkeGateway } from './gke-gateway';
import { HealthCheckPolicy } from './health-check-policy';
import { HttpRoute } from './http-route';
import { type HttpRouteRule } from './http-route-props';

// What a chart gets of an environment whose load balancer is a Gateway, kind by kind, in the order to apply them.

/** Of gRPC, and of REST where it has a port of its own; never the Services that an Ingress uses. */
export function gatewayServicesOf(chart: Chart, { releases }: Topology): GatewayService[] {
  return releases.flatMap(({ name, mode, gateway, rest }) => {
    if (!gateway) return [];
    const pods = { podLabels: podLabelsOf(name, mode) };
    const grpc = new GatewayService(chart, `${name}-gateway-service`, {
      name: gateway.serviceName,
      ...pods,
      portName: GRPC_PORT.name,
      port: GRPC_PORT.number,
      appProtocol: 'HTTP2',
    });
    if (typeof rest !== 'object' || !rest.gateway) return [grpc];
    return [
      grpc,
      new GatewayService(chart, `${name}-rest-gateway-service`, {
        name: rest.gateway.serviceName,
        ...pods,
        portName: REST.portName,
        port: rest.port,
        // With TLS on, Milvus serves REST over TLS too, and HTTP/1.1 only.
        appProtocol: 'HTTPS',
      }),
    ];
  });
}

/** The Services of a topology that a Gateway leads to, with the start of the construct ids of what belongs to each. */
function backendsOf({ releases }: Topology): (GatewayBackend & { readonly id: string })[] {
  return releases.flatMap(({ name, gateway, rest }) => [
    ...(gateway ? [{ ...gateway, id: name }] : []),
    ...(typeof rest === 'object' && rest.gateway ? [{ ...rest.gateway, id: `${name}-rest` }] : []),
  ]);
}

export function healthCheckPoliciesOf(
  chart: Chart,
  topology: Topology,
  services: readonly GatewayService[],
): HealthCheckPolicy[] {
  const { healthCheck = {} } = topology.loadBalancer.backend;
  return backendsOf(topology).map(
    ({ id, serviceName, healthCheckPolicyName }) =>
      new HealthCheckPolicy(chart, `${id}-healthcheckpolicy`, {
        name: healthCheckPolicyName,
        service: serviceNamed(serviceName, services),
        ...HEALTH,
        // With a policy the controller fills in other numbers than for an Ingress: all are said.
        checkIntervalSec: healthCheck.checkIntervalSec ?? HEALTH_CHECK.checkIntervalSec.default,
        timeoutSec: healthCheck.timeoutSec ?? HEALTH_CHECK.timeoutSec.default,
        healthyThreshold: healthCheck.healthyThreshold ?? HEALTH_CHECK.healthyThreshold.default,
        unhealthyThreshold: healthCheck.unhealthyThreshold ?? HEALTH_CHECK.unhealthyThreshold.default,
      }),
  );
}

export function gcpBackendPoliciesOf(
  chart: Chart,
  topology: Topology,
  services: readonly GatewayService[],
): GcpBackendPolicy[] {
  const { backend, securityPolicy } = topology.loadBalancer;
  return backendsOf(topology).map(
    ({ id, serviceName, backendPolicyName }) =>
      new GcpBackendPolicy(chart, `${id}-gcpbackendpolicy`, {
        name: backendPolicyName,
        service: serviceNamed(serviceName, services),
        ...policyOfBackend(backend),
        ...(securityPolicy && { securityPolicy: policyNameOf(securityPolicy) }),
      }),
  );
}

function serviceNamed(name: string, services: readonly GatewayService[]): GatewayService | string {
  return services.find((one) => one.name === name) ?? name;
}

/** The listener of port 80, for every host. */
const HTTP_LISTENER = 'http';

export function gatewayOf(chart: Chart, { loadBalancer, releases }: Topology): GkeGateway | undefined {
  const { gateway, name, http } = loadBalancer;
  if (!gateway) return undefined;
  const { address, className, certificateMapName } = gateway;
  return new GkeGateway(chart, 'gateway', {
    name,
    class: className,
    ...(address.kind !== 'ephemeral' && { address: address.name }),
    ...(certificateMapName !== undefined && { certificateMap: certificateMapName }),
    listeners: [
      ...(http === 'closed' ? [] : [{ name: HTTP_LISTENER, protocol: 'HTTP' } as const]),
      ...releases.flatMap((release) => listenerFor(loadBalancer, release)),
    ],
  });
}

function listenerFor(loadBalancer: LoadBalancer, release: Release): GatewayListener[] {
  if (!release.gateway) return [];
  const { listenerName, certificate } = release.gateway;
  const base = { name: listenerName, protocol: 'HTTPS', host: release.host } as const;
  switch (loadBalancer.certificate.kind) {
    case 'google-managed': {
      const inMap = loadBalancer.gateway?.certificateMapName !== undefined || !certificate;
      return [{ ...base, ...(!inMap && { certificateManagerCertificates: [certificate.name] }) }];
    }
    case 'pre-shared': {
      const { names, created } = loadBalancer.certificate;
      return [{ ...base, preSharedCertificates: created ? [release.certificateName] : names }];
    }
    case 'self-managed':
      return [{ ...base, secretName: certificateNameOf(loadBalancer, release) }];
  }
}

export function gcpGatewayPolicyOf(
  chart: Chart,
  { loadBalancer }: Topology,
  gateway: GkeGateway | undefined,
): GcpGatewayPolicy | undefined {
  const { sslPolicy } = loadBalancer;
  if (!gateway || loadBalancer.gateway?.policyName === undefined) return undefined;
  const { policyName, globalAccess } = loadBalancer.gateway;
  return new GcpGatewayPolicy(chart, 'gcpgatewaypolicy', {
    name: policyName,
    gateway,
    ...(sslPolicy && { sslPolicy: policyNameOf(sslPolicy) }),
    ...(globalAccess && { allowGlobalAccess: true }),
  });
}

/** One per release, and one that redirects port 80 where it does. */
export function httpRoutesOf(
  chart: Chart,
  { loadBalancer, releases }: Topology,
  gateway: GkeGateway | undefined,
  services: readonly GatewayService[],
): HttpRoute[] {
  if (!gateway) return [];
  const { http, backend, gateway: front } = loadBalancer;
  const redirectName = front?.redirectRouteName;
  return [
    ...(redirectName === undefined
      ? []
      : [
          new HttpRoute(chart, 'redirect', {
            name: redirectName,
            gateway,
            listeners: [HTTP_LISTENER],
            redirectToHttps: 301,
          }),
        ]),
    ...releases.flatMap((release) =>
      release.gateway
        ? [
            new HttpRoute(chart, `${release.name}-httproute`, {
              name: release.gateway.routeName,
              gateway,
              listeners: [release.gateway.listenerName, ...(http === 'open' ? [HTTP_LISTENER] : [])],
              hosts: [release.host],
              rules: rulesOf(release, backend, services),
            }),
          ]
        : [],
    ),
  ];
}

function rulesOf({ gateway, rest }: Release, backend: Backend, services: readonly GatewayService[]): HttpRouteRule[] {
  const headers = {
    requestHeaders: (backend.customRequestHeaders?.headers ?? []).map(filterHeaderOf),
    responseHeaders: (backend.customResponseHeaders?.headers ?? []).map(filterHeaderOf),
  };
  const ruleTo = (name: string | undefined, path?: string): HttpRouteRule[] => {
    const service = services.find((one) => one.name === name);
    return service ? [{ ...(path !== undefined && { path }), service, ...headers }] : [];
  };
  const ofRest = typeof rest === 'object' ? ruleTo(rest.gateway?.serviceName, rest.path) : [];
  return [...ruleTo(gateway?.serviceName), ...ofRest];
}
