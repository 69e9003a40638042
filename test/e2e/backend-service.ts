import { type Json, type Protocol, seconds, socketAddress, transportSocket, typed } from './envoy-json';

/** What Compute Engine calls a backend service. */
export interface BackendService {
  readonly cluster: Json;
  /** What a route to it says. */
  readonly route: Json;
}

/** Nobody listens there: ports below 1024 are not given out as free ones. */
export const NOBODY = 1;

export interface HealthCheck {
  readonly protocol: Protocol;
  readonly path: string;
  /** Left out: where calls go too. */
  readonly port?: number;
  readonly interval: number;
  readonly timeout: number;
  readonly healthy: number;
  readonly unhealthy: number;
}

interface Parts {
  readonly name: string;
  readonly protocol: Protocol;
  readonly check: HealthCheck;
  /** The pod's own port. */
  readonly target: number;
  /** The port of this machine that stands for one of the pod. */
  readonly podPortsOf: (podPort: number) => number | undefined;
  readonly timeoutSec: number;
  /** What else the route says. */
  readonly more: Json;
}

const PROTOCOLS: readonly Protocol[] = ['HTTP', 'HTTPS', 'HTTP2', 'H2C'];

export function backendService({ name, protocol, check, target, podPortsOf, timeoutSec, more }: Parts): BackendService {
  const local = (podPort: number): number => podPortsOf(podPort) ?? NOBODY;
  const isHttp2 = (one: Protocol): boolean => one === 'HTTP2' || one === 'H2C';
  return {
    cluster: {
      name,
      type: 'STATIC',
      connect_timeout: seconds(5),
      common_lb_config: { healthy_panic_threshold: { value: 0 } }, // no healthy backend: 503, not any backend
      health_checks: [
        {
          interval: seconds(check.interval),
          no_traffic_interval: seconds(check.interval),
          timeout: seconds(check.timeout),
          healthy_threshold: check.healthy,
          unhealthy_threshold: check.unhealthy,
          http_health_check: {
            host: '127.0.0.1',
            path: check.path,
            codec_client_type: isHttp2(check.protocol) ? 'HTTP2' : 'HTTP1',
          },
          transport_socket_match_criteria: { protocol: check.protocol },
        },
      ],
      transport_socket_matches: PROTOCOLS.map((one) => ({
        name: one,
        match: { protocol: one },
        transport_socket: transportSocket(one),
      })),
      typed_extension_protocol_options: {
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': typed(
          'extensions.upstreams.http.v3.HttpProtocolOptions',
          { explicit_http_config: { [isHttp2(protocol) ? 'http2_protocol_options' : 'http_protocol_options']: {} } },
        ),
      },
      load_assignment: {
        cluster_name: name,
        endpoints: [
          {
            lb_endpoints: [
              {
                endpoint: {
                  address: socketAddress(local(target)),
                  health_check_config: { port_value: local(check.port ?? target) },
                },
                metadata: { filter_metadata: { 'envoy.transport_socket_match': { protocol } } },
              },
            ],
          },
        ],
      },
    },
    route: { route: { cluster: name, timeout: seconds(timeoutSec) }, ...more },
  };
}
