/** Envoy's configuration is JSON with type names. */
export type Json = { readonly [key: string]: unknown };

export function typed(type: string, fields: Json = {}): Json {
  return { '@type': `type.googleapis.com/envoy.${type}`, ...fields };
}

export function socketAddress(port: number): Json {
  return { socket_address: { address: '127.0.0.1', port_value: port } };
}

export function seconds(count: number): string {
  return `${count}s`;
}

/** The wire to a pod, in the words of app-protocols; H2C is HTTP/2 in plain text, which only a Gateway speaks. */
export type Protocol = 'HTTP' | 'HTTPS' | 'HTTP2' | 'H2C';

/** What a connection is wrapped in; Google's verifies no certificate of a pod either. */
export function transportSocket(protocol: Protocol): Json {
  if (protocol === 'HTTP' || protocol === 'H2C') {
    const config = typed('extensions.transport_sockets.raw_buffer.v3.RawBuffer');
    return { name: 'envoy.transport_sockets.raw_buffer', typed_config: config };
  }
  const alpn = { alpn_protocols: [protocol === 'HTTP2' ? 'h2' : 'http/1.1'] };
  const config = typed('extensions.transport_sockets.tls.v3.UpstreamTlsContext', { common_tls_context: alpn });
  return { name: 'envoy.transport_sockets.tls', typed_config: config };
}
