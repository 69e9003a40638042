import { X509Certificate } from 'node:crypto';
import { type TLSSocket, checkServerIdentity, connect } from 'node:tls';
import { TIMED_OUT, codeOf } from '../error-codes';
import { LIMITS } from './limits';
import { type Result, type SeenCertificate, failed, ok } from './stage';
import type { Endpoint } from './endpoint';

/** A certificate that ends sooner is worth a note; Google renews its own some 30 days before. */
export const FEW_DAYS = 14;

const DAY = 24 * 60 * 60 * 1000;

/** What is seen of TLS: the result, and the protocol that was agreed on. */
export interface Handshake {
  readonly result: Result;
  /** `false` where the other side knows no ALPN. */
  readonly protocol?: string | false;
}

/** Shakes hands and looks at the certificate: every fault of it at once, not only the first. */
export function tlsStage(endpoint: Endpoint, now: Date): Promise<Handshake> {
  const { host, address, port, authorities } = endpoint;
  return new Promise((resolve) => {
    const socket = connect({
      host: address,
      port,
      servername: host,
      ca: [...authorities],
      ALPNProtocols: ['h2', 'http/1.1'],
      rejectUnauthorized: false, // the faults are told below, and nothing is sent
    });
    const end = (handshake: Handshake): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(handshake);
    };
    // Not the socket's own time-out: a server that sends a byte now and then would never reach it.
    const timer = setTimeout(() => end({ result: failed('tls', {}, [TIMED_OUT]) }), LIMITS.tls);
    socket
      .on('secureConnect', () => end(handshakeOf(socket, host, now)))
      .on('error', (error) => end({ result: failed('tls', {}, [codeOf(error)]) }))
      .on('close', () => end({ result: failed('tls', {}, ['ECONNRESET']) }));
  });
}

function handshakeOf(socket: TLSSocket, host: string, now: Date): Handshake {
  const peer = socket.getPeerX509Certificate();
  if (!peer) return { result: failed('tls', {}, ['NO_CERTIFICATE']) };
  const certificate = seenOf(peer, now);
  const seen = { tlsVersion: socket.getProtocol() ?? '', certificate };
  const codes = faultsOf(socket, peer, host, now);
  const notes = [
    ...(certificate.names.length === 0 ? ['NO_SAN'] : []),
    ...(codes.length === 0 && certificate.daysLeft < FEW_DAYS ? ['ENDS_SOON'] : []),
  ];
  return {
    result: codes.length === 0 ? ok('tls', seen, notes) : failed('tls', seen, codes, notes),
    protocol: socket.alpnProtocol ?? false,
  };
}

function faultsOf(socket: TLSSocket, peer: X509Certificate, host: string, now: Date): string[] {
  // Node's type says Error; what is there is the code of OpenSSL.
  const chain = socket.authorized ? '' : String(socket.authorizationError);
  const named = checkServerIdentity(host, peer.toLegacyObject());
  const mismatch = named ? [codeOf(named)] : [];
  return [
    ...new Set([
      ...(new Date(peer.validTo) < now ? ['CERT_HAS_EXPIRED'] : []),
      ...(new Date(peer.validFrom) > now ? ['CERT_NOT_YET_VALID'] : []),
      // An intermediate certificate may have expired, too.
      ...(chain !== '' && chain !== 'null' && !chain.startsWith('ERR_TLS_CERT_ALTNAME') ? [chain] : []),
      ...mismatch,
    ]),
  ];
}

function seenOf(peer: X509Certificate, now: Date): SeenCertificate {
  const notAfter = new Date(peer.validTo);
  return {
    subject: commonNameOf(peer.subject),
    issuer: commonNameOf(peer.issuer),
    names: [...(peer.subjectAltName ?? '').matchAll(/DNS:([^,\s"]+)/g)].map(([, name = '']) => name),
    notBefore: new Date(peer.validFrom),
    notAfter,
    daysLeft: Math.floor((notAfter.getTime() - now.getTime()) / DAY),
  };
}

/** The common name, else the last thing that there is. */
function commonNameOf(distinguishedName: string): string {
  const lines = distinguishedName.split('\n');
  return /^CN=(.*)$/m.exec(distinguishedName)?.[1] ?? lines.at(-1) ?? '';
}

/** gRPC is HTTP/2, which both sides agree on while they shake hands. */
export function alpnStage(protocol: string | false | undefined): Result {
  const seen = { protocol: protocol || 'none' };
  return protocol === 'h2' ? ok('alpn', seen) : failed('alpn', seen, ['NO_H2']);
}
