import * as crd from '../../../imports/gateway.networking.k8s.io';
import { type Fault, quote } from '../../errors';
import { CERTIFICATES_MAX } from '../../gke/edge';
import { GATEWAY_LIMITS, TLS_OPTIONS } from '../../gke/gateway';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../../gke/names';
import { choiceFaults, duplicateFaults, hostFaults, nameFaults } from '../../gke/prop-faults';

/** Where a Gateway listens: port 443 for HTTPS, port 80 for HTTP. */
export interface GatewayListener {
  /** What routes name. */
  readonly name: string;

  /** `HTTPS` needs a certificate: here, or in the Gateway's certificate map. */
  readonly protocol: 'HTTPS' | 'HTTP';

  /**
   * The host, lower case; the first label may be `*`. Listeners of HTTPS have hosts that differ.
   *
   * @default - any host
   */
  readonly host?: string;

  /**
   * Secret of the Gateway's namespace with `tls.crt` and `tls.key`: one that is missing stops the whole Gateway, port 80
   * too.
   *
   * @default - none
   */
  readonly secretName?: string;

  /**
   * Names of SSL certificates in Compute Engine, of the load balancer's scope; ManagedCertificates are refused there.
   *
   * @default - none
   */
  readonly preSharedCertificates?: readonly string[];

  /**
   * Names of certificates of Certificate Manager in the Gateway's region; only of regional and internal classes.
   *
   * @default - none
   */
  readonly certificateManagerCertificates?: readonly string[];
}

/** The listener as the Gateway API has it. */
export function listenerOf(listener: GatewayListener): crd.GatewaySpecListeners {
  const { name, protocol, host } = listener;
  const tls = tlsOf(listener);
  return {
    name,
    ...(host !== undefined && { hostname: host }),
    port: PORTS[protocol],
    protocol: crd.GatewaySpecListenersProtocol[protocol],
    ...(tls && { tls: { mode: crd.GatewaySpecListenersTlsMode.TERMINATE, ...tls } }),
  };
}

const PORTS = { HTTPS: 443, HTTP: 80 } as const;

/** `mode` alone is refused: without a certificate nothing is said of TLS. */
function tlsOf(listener: GatewayListener): Omit<crd.GatewaySpecListenersTls, 'mode'> | undefined {
  const { secretName, preSharedCertificates, certificateManagerCertificates } = listener;
  if (secretName !== undefined) {
    // The group is empty, and written: `core` is refused.
    const kind = crd.GatewaySpecListenersTlsCertificateRefsKind.SECRET;
    return { certificateRefs: [{ group: '', kind, name: secretName }] };
  }
  if (preSharedCertificates) {
    return { options: { [TLS_OPTIONS.preSharedCertificates]: preSharedCertificates.join(',') } };
  }
  if (certificateManagerCertificates) {
    return { options: { [TLS_OPTIONS.certificateManager]: certificateManagerCertificates.join(',') } };
  }
  return undefined;
}

/** How a listener of HTTPS may have its certificates, by the Gateway that it is of. */
interface CertificateWays {
  /** Name of the Gateway's certificate map. */
  readonly certificateMap: string | undefined;
  /** Whether the class is one of a region. */
  readonly isRegional: boolean;
}

/** Everything that the API server or the controller refuses; one such listener stops the whole Gateway. */
export function listenersFaults(listeners: readonly GatewayListener[], ways: CertificateWays): Fault[] {
  const host = (one: GatewayListener): string => `${one.protocol} ${one.host ?? '*'}`;
  const secrets = new Set(listeners.flatMap(({ secretName }) => secretName ?? []));
  const shared = new Set(listeners.flatMap(({ preSharedCertificates }) => preSharedCertificates ?? []));
  return [
    ...(listeners.length > GATEWAY_LIMITS.listeners
      ? [{ path: 'listeners', message: `must be at most ${GATEWAY_LIMITS.listeners}, has ${listeners.length}` }]
      : []),
    ...(secrets.size + shared.size > CERTIFICATES_MAX
      ? [{ path: 'listeners', message: `must have at most ${CERTIFICATES_MAX} certificates together` }]
      : []),
    ...listeners.flatMap((one, index) => listenerFaults(`listeners[${index}]`, one, ways)),
    ...duplicateFaults(
      (index) => `listeners[${index}].name`,
      listeners.map(({ name }) => name),
    ),
    ...duplicateFaults((index) => `listeners[${index}].host`, listeners.map(host)),
  ];
}

function listenerFaults(at: string, listener: GatewayListener, ways: CertificateWays): Fault[] {
  const { name, protocol, host, secretName, preSharedCertificates, certificateManagerCertificates } = listener;
  return [
    ...nameFaults(`${at}.name`, name, RFC1123_SUBDOMAIN),
    ...choiceFaults(`${at}.protocol`, protocol, ['HTTPS', 'HTTP']),
    ...(host === undefined ? [] : hostFaults(`${at}.host`, host)),
    ...nameFaults(`${at}.secretName`, secretName, RFC1123_SUBDOMAIN),
    ...(preSharedCertificates ?? []).flatMap((one, index) =>
      nameFaults(`${at}.preSharedCertificates[${index}]`, one, RFC1035_LABEL),
    ),
    ...(certificateManagerCertificates ?? []).flatMap((one, index) =>
      nameFaults(`${at}.certificateManagerCertificates[${index}]`, one, RFC1035_LABEL),
    ),
    ...certificateFaults(at, listener, ways),
  ];
}

function certificateFaults(
  at: string,
  listener: GatewayListener,
  { certificateMap, isRegional }: CertificateWays,
): Fault[] {
  const { protocol, secretName, preSharedCertificates, certificateManagerCertificates } = listener;
  const given = Object.entries({ secretName, preSharedCertificates, certificateManagerCertificates }).flatMap(
    ([key, value]) => (value === undefined ? [] : [key]),
  );
  const [first] = given;
  if (protocol === 'HTTP') {
    return given.map((key) => ({ path: `${at}.${key}`, message: 'belongs to HTTPS', cure: 'leave it out' }));
  }
  if (given.length > 1) {
    return [{ path: at, message: `must have one kind of certificate, got ${given.join(' and ')}` }];
  }
  if (certificateMap !== undefined && first !== undefined) {
    const message = `must not stand beside the certificate map ${quote(certificateMap)}: the controller takes either`;
    return [{ path: `${at}.${first}`, message, cure: 'leave it out, or the map' }];
  }
  if (certificateMap === undefined && first === undefined) {
    return [{ path: at, message: 'must have a certificate: HTTPS without one is refused', cure: 'e.g. secretName' }];
  }
  if ([preSharedCertificates, certificateManagerCertificates].some((names) => names?.length === 0)) {
    return [{ path: `${at}.${first}`, message: 'must name at least one certificate' }];
  }
  if (first === 'certificateManagerCertificates' && !isRegional) {
    const message = 'works with regional and internal classes only';
    return [{ path: `${at}.${first}`, message, cure: 'name a certificate map in certificateMap' }];
  }
  return [];
}
