import { INGRESS } from '../../src/gke/annotations';
import type { Certificate } from './certificates';
import { type Json, socketAddress, typed } from './envoy-json';
import { type FrontendConfig, type Ingress, type KubernetesObject, named, ofKind } from './objects';

/** Names of the certificates on the proxy, in its order: those that clients without SNI get come first. */
export interface CertificateNames {
  /** Domains of each. */
  readonly managed: readonly (readonly string[])[];
  readonly preShared: readonly string[];
  readonly secrets: readonly string[];
}

export function certificateNamesOf(objects: readonly KubernetesObject[], ingress: Ingress): CertificateNames {
  const list = (key: string): string[] =>
    (ingress.metadata.annotations?.[key] ?? '').split(',').flatMap((name) => name.trim() || []);
  const managed = list(INGRESS.managedCertificates).map((name) =>
    ofKind(objects, 'ManagedCertificate').find(
      ({ metadata }) => metadata.name === name && metadata.namespace === ingress.metadata.namespace,
    ),
  );
  return {
    // One of several missing: none is bound.
    managed: managed.every((one) => one !== undefined) ? managed.map(({ spec }) => spec.domains) : [],
    preShared: list(INGRESS.preSharedCertificates),
    secrets: (ingress.spec.tls ?? []).map(({ secretName }) => secretName),
  };
}

/** Listeners for what clients know as ports 443 and 80, by those numbers. */
export function listenersOf(
  objects: readonly KubernetesObject[],
  ingress: Ingress,
  virtualHosts: readonly Json[],
  certificates: readonly Certificate[],
  alpn: readonly string[],
): Json[] {
  const open = !/^(0|f|F|false|False|FALSE)$/.test(ingress.metadata.annotations?.[INGRESS.allowHttp] ?? ''); // as Go reads it
  const redirect = redirectOf(objects, ingress);
  const http = redirect === undefined ? virtualHosts : [redirect];
  return proxiesOf(virtualHosts, certificates, open ? http : undefined, alpn);
}

/** What answers on 443, where there is a certificate, and on 80, where that is open. */
export function proxiesOf(
  https: readonly Json[],
  certificates: readonly Certificate[],
  http: readonly Json[] | undefined,
  alpn: readonly string[],
): Json[] {
  return [
    ...(certificates.length > 0
      ? [listener('443', https, alpn.includes('h2') ? 'AUTO' : 'HTTP1', tls(certificates, alpn))]
      : []),
    ...(http ? [listener('80', http, 'HTTP1')] : []), // HTTP/2 is offered by ALPN only
  ];
}

const RESPONSE_CODES: Readonly<Record<string, string>> = { MOVED_PERMANENTLY_DEFAULT: 'MOVED_PERMANENTLY' };

function redirectOf(objects: readonly KubernetesObject[], { metadata }: Ingress): Json | undefined {
  const name = metadata.annotations?.[INGRESS.frontendConfig];
  const config: FrontendConfig | undefined =
    name === undefined ? undefined : named(objects, 'FrontendConfig', name, metadata.namespace);
  const { enabled = false, responseCodeName = 'MOVED_PERMANENTLY_DEFAULT' } = config?.spec.redirectToHttps ?? {};
  if (!enabled) return undefined;
  const response = { https_redirect: true, response_code: RESPONSE_CODES[responseCodeName] ?? responseCodeName };
  return { name: 'redirect', domains: ['*'], routes: [{ match: { prefix: '/' }, redirect: response }] };
}

function tls(certificates: readonly Certificate[], alpn: readonly string[]): Json {
  const files = certificates.map(({ crt, key }) => ({
    certificate_chain: { filename: crt },
    private_key: { filename: key },
  }));
  const context = { common_tls_context: { alpn_protocols: alpn, tls_certificates: files } };
  const config = typed('extensions.transport_sockets.tls.v3.DownstreamTlsContext', context);
  return { transport_socket: { name: 'envoy.transport_sockets.tls', typed_config: config } };
}

function listener(port: string, virtualHosts: readonly Json[], codec: string, wrapping: Json = {}): Json {
  const connections = typed('extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: port,
    codec_type: codec,
    strip_any_host_port: true, // hosts are compared without their port
    route_config: { virtual_hosts: virtualHosts },
    http_filters: [
      { name: 'envoy.filters.http.router', typed_config: typed('extensions.filters.http.router.v3.Router') },
    ],
    access_log: [
      {
        name: 'envoy.access_loggers.stdout',
        typed_config: typed('extensions.access_loggers.stream.v3.StdoutAccessLog'),
      },
    ],
  });
  return {
    name: port,
    address: socketAddress(0),
    filter_chains: [
      {
        ...wrapping,
        filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: connections }],
      },
    ],
  };
}
