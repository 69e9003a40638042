import { type Fault, quote } from '../../errors';
import { GATEWAY_LIMITS, ONE_ROUTE_STOPS_ALL, REDIRECT_CODES } from '../../gke/gateway';
import { customHeaderFaults } from '../../gke/custom-headers';
import { type FilterHeader, headerFilterFaults } from '../../gke/header-filter';
import { REFUSED_IN_PATH } from '../../gke/ingress';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../../gke/names';
import { PORT } from '../../gke/network';
import { duplicateFaults, hostFaults, integerFaults, nameFaults, urlPathFaults } from '../../gke/prop-faults';
import { type ObjectProps, type Reference, nameOf, objectFaults } from '../kubernetes-object';
import { type GatewayService } from './gateway-service';
import { type GkeGateway } from './gke-gateway';

/** A Service: ours, or name and port of one that is not of this app. */
export type RouteService = GatewayService | { readonly name: string; readonly port: number };

/** What calls below a path come to. */
export interface HttpRouteRule {
  /**
   * Start of the URL paths, e.g. `/v2/vectordb`; matched by whole segments. The longest one wins.
   *
   * @default '/'
   */
  readonly path?: string;

  /** Service of the route's namespace, and its port, 1 to 65535. */
  readonly service: RouteService;

  /**
   * Headers that requests get, at most 16; what was there of the same name is replaced.
   *
   * @default - none
   */
  readonly requestHeaders?: readonly FilterHeader[];

  /**
   * Headers that responses get, at most 16; what was there of the same name is replaced.
   *
   * @default - none
   */
  readonly responseHeaders?: readonly FilterHeader[];
}

export interface HttpRouteProps extends ObjectProps {
  /** The Gateway, or the name of one that is not of this app. */
  readonly gateway: Reference<GkeGateway>;

  /** Names of its listeners that the route is for, at least one. */
  readonly listeners: readonly string[];

  /**
   * Hosts, lower case, at most 16; the first label may be `*`. Each must be the host of a listener too.
   *
   * @default - every host of the listeners
   */
  readonly hosts?: readonly string[];

  /**
   * What it leads to, 1 to 16 rules.
   *
   * @default - none: it redirects
   */
  readonly rules?: readonly HttpRouteRule[];

  /**
   * Whether it answers every call with a redirect to https instead, of this status; GKE takes no other.
   *
   * @default - it has rules
   */
  readonly redirectToHttps?: 301 | 302;
}

/** What stands alone. */
export function routeFaults(props: HttpRouteProps): Fault[] {
  const { gateway, listeners, hosts = [], rules = [] } = props;
  const { hostnamesOfRoute, rulesOfRoute } = GATEWAY_LIMITS;
  return [
    ...objectFaults(props),
    ...nameFaults('gateway', nameOf(gateway), RFC1123_SUBDOMAIN),
    ...(listeners.length === 0 ? [{ path: 'listeners', message: 'must be at least one listener, got none' }] : []),
    ...listeners.flatMap((name, index) => nameFaults(`listeners[${index}]`, name, RFC1123_SUBDOMAIN)),
    ...duplicateFaults((index) => `listeners[${index}]`, listeners),
    ...(hosts.length > hostnamesOfRoute
      ? [{ path: 'hosts', message: `must be at most ${hostnamesOfRoute} hosts, has ${hosts.length}` }]
      : []),
    ...hosts.flatMap((host, index) => hostFaults(`hosts[${index}]`, host)),
    ...duplicateFaults((index) => `hosts[${index}]`, hosts),
    ...(rules.length > rulesOfRoute
      ? [{ path: 'rules', message: `must be at most ${rulesOfRoute} rules, has ${rules.length}` }]
      : []),
    ...rules.flatMap((rule, index) => ruleFaults(`rules[${index}]`, rule)),
    ...duplicateFaults(
      (index) => `rules[${index}].path`,
      rules.map(({ path = '/' }) => path),
    ),
    ...purposeFaults(props),
  ];
}

function purposeFaults({ rules = [], redirectToHttps }: HttpRouteProps): Fault[] {
  if (redirectToHttps === undefined) {
    return rules.length > 0
      ? []
      : [{ message: 'must lead somewhere: rules, or redirectToHttps', cure: 'a route without backends answers 500' }];
  }
  const codes: readonly number[] = REDIRECT_CODES;
  return [
    ...(rules.length > 0
      ? [{ path: 'redirectToHttps', message: 'must not stand beside rules', cure: 'make a second HttpRoute' }]
      : []),
    ...(codes.includes(redirectToHttps)
      ? []
      : [
          {
            path: 'redirectToHttps',
            message: `must be ${codes.join(' or ')}, got ${quote(redirectToHttps)}: ${ONE_ROUTE_STOPS_ALL}`,
          },
        ]),
  ];
}

function ruleFaults(at: string, { path = '/', service, requestHeaders, responseHeaders }: HttpRouteRule): Fault[] {
  return [
    ...urlPathFaults(`${at}.path`, path),
    ...(REFUSED_IN_PATH.test(path)
      ? [{ path: `${at}.path`, message: `must not have *, //, /./, /../ or %2f, got ${quote(path)}` }]
      : []),
    ...nameFaults(`${at}.service.name`, service.name, RFC1035_LABEL),
    ...integerFaults(`${at}.service.port`, service.port, PORT),
    ...headerFaults(`${at}.requestHeaders`, requestHeaders),
    ...headerFaults(`${at}.responseHeaders`, responseHeaders),
  ];
}

/** As custom headers anywhere, and what filters take less. */
function headerFaults(path: string, headers: readonly FilterHeader[] = []): Fault[] {
  const written = headers.map(({ name, value }) => `${name}:${value}`);
  return [...customHeaderFaults(written), ...headerFilterFaults(written)].map(({ index, ...fault }) => ({
    path: `${path}[${index}]`,
    ...fault,
  }));
}

/** What the Gateway makes impossible where it is a construct; of a mere name nothing is known. */
export function relationFaults({ gateway, listeners, hosts = [], redirectToHttps }: HttpRouteProps): Fault[] {
  if (typeof gateway === 'string') return [];
  return listeners.flatMap((name, index): Fault[] => {
    const listener = gateway.listeners.find((one) => one.name === name);
    const path = `listeners[${index}]`;
    if (!listener) {
      const names = gateway.listeners.map((one) => one.name).join(', ');
      return [{ path, message: `must be a listener of the Gateway, got ${quote(name)}`, cure: `it has ${names}` }];
    }
    if (redirectToHttps !== undefined && listener.protocol === 'HTTPS') {
      return [{ path, message: `must not redirect HTTPS to https, got ${quote(name)}`, cure: 'name one of HTTP' }];
    }
    const { host } = listener;
    if (host === undefined || hosts.length === 0 || hosts.some((one) => fits(one, host))) return [];
    return [
      {
        path: 'hosts',
        message: `must have the host of the listener ${quote(name)}, ${host}, got ${hosts.join(', ')}`,
        cure: 'with another one nothing reaches the route',
      },
    ];
  });
}

/** Whether a call may have both hosts; a star stands for at least one label. */
function fits(one: string, other: string): boolean {
  const covers = (wide: string, narrow: string): boolean => wide.startsWith('*.') && narrow.endsWith(wide.slice(1));
  return one === other || covers(one, other) || covers(other, one);
}
