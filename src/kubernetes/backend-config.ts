import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../imports/cloud.google.com';
import { type Fault, quote, refuse } from '../errors';
import { BACKEND_CONFIG, HEALTH_CHECK, probeSecondsOf } from '../gke/backend-config';
import { customHeaderFaults } from '../gke/custom-headers';
import { choiceFaults, integerFaults, numberFaults, urlPathFaults } from '../gke/prop-faults';
import { type Backend } from '../topology/topology';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';
import { policyNameFaults } from './policy-name';

/** How the load balancer finds out whether a pod can serve. Missing numbers are filled in by the controller. */
export interface HealthCheck {
  /** Protocol of the probe, which need not be the one of the calls. Left out it would be HTTP2, so it is required. */
  readonly type: 'HTTP' | 'HTTPS' | 'HTTP2';

  /** Port of the pod, 1 to 65535. */
  readonly port: number;

  /** Path that must answer 200, starting with a slash. */
  readonly requestPath: string;

  /**
   * Time between two probes, in seconds, 1 to 300.
   *
   * @default - 15 for a new backend, which `timeoutSec` must not exceed; else what it was
   */
  readonly checkIntervalSec?: number;

  /**
   * Time a probe may take, in seconds, 1 to 300, at most `checkIntervalSec`.
   *
   * @default - 15 for a new backend, which must not exceed `checkIntervalSec`; else what it was
   */
  readonly timeoutSec?: number;

  /**
   * Successes in a row that make a pod healthy, 1 to 10.
   *
   * @default - 1 for a new backend, else what it was
   */
  readonly healthyThreshold?: number;

  /**
   * Failures in a row that make a pod unhealthy, 1 to 10.
   *
   * @default - 2 for a new backend, else what it was
   */
  readonly unhealthyThreshold?: number;
}

/** Whether a client's calls go to the same pod. */
export interface SessionAffinity {
  readonly affinityType: 'NONE' | 'CLIENT_IP' | 'GENERATED_COOKIE';

  /**
   * Life of the cookie, in seconds, 0 to 86400; 0 is as long as the client runs. Only with GENERATED_COOKIE.
   *
   * @default - 0 for a new backend, else what it was
   */
  readonly affinityCookieTtlSec?: number;
}

/** Request logs in Cloud Logging. */
export interface Logging {
  readonly enable: boolean;

  /**
   * Share of the requests that is logged, 0 to 1.
   *
   * @default - 1 for a new backend, else what it was
   */
  readonly sampleRate?: number;
}

/**
 * What is left out of a BackendConfig says nothing. A setting that was there before stays in Google Cloud when it
 * disappears from here, so switching one off is explicit: `timeoutSec: 30`, `drainingTimeoutSec: 0`,
 * `logging: { enable: false }`, `securityPolicy: ''`, `customRequestHeaders: []`. Response headers do go.
 */
export interface BackendConfigProps extends ObjectProps {
  readonly healthCheck: HealthCheck;

  /**
   * Longest time one call may take, in seconds, 1 to 86400. A gRPC stream is one call.
   *
   * @default - the load balancer's own 30 seconds
   */
  readonly timeoutSec?: number;

  /**
   * Time running calls get when their pod leaves, in seconds, 0 to 3600.
   *
   * @default - they are cut at once
   */
  readonly drainingTimeoutSec?: number;

  /** @default - any pod serves any call */
  readonly sessionAffinity?: SessionAffinity;

  /** @default - every request is logged */
  readonly logging?: Logging;

  /**
   * Name of a Cloud Armor security policy; an empty string takes the present one away.
   *
   * @default - the load balancer keeps the policy it has
   */
  readonly securityPolicy?: string;

  /**
   * Headers added to requests, never to health checks, each `name:value`; Google's variables stand in braces.
   * An empty list takes away those that are there.
   *
   * @default - those that were set before stay
   * @see https://cloud.google.com/load-balancing/docs/https/custom-headers
   */
  readonly customRequestHeaders?: readonly string[];

  /**
   * Headers added to responses, each `name:value`.
   *
   * @default - none
   * @see https://cloud.google.com/load-balancing/docs/https/custom-headers
   */
  readonly customResponseHeaders?: readonly string[];
}

/**
 * Settings the load balancer uses for one Service.
 *
 * Cloud CDN and Identity-Aware Proxy are no props: gRPC calls are POST requests, which are never cached, and Milvus'
 * clients cannot attach the header that Identity-Aware Proxy asks for.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export class BackendConfig extends KubernetesObject {
  readonly kind = 'BackendConfig';
  readonly apiObject: ApiObject;
  readonly securityPolicy: string | undefined;

  constructor(scope: Construct, id: string, props: BackendConfigProps) {
    super(scope, id);
    const { healthCheck, timeoutSec, drainingTimeoutSec, sessionAffinity, logging } = props;
    const { securityPolicy, customRequestHeaders, customResponseHeaders } = props;
    refuse(this, faultsOf(props));
    this.securityPolicy = securityPolicy;

    this.apiObject = new crd.BackendConfig(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        healthCheck: { ...healthCheck, type: crd.BackendConfigSpecHealthCheckType[healthCheck.type] },
        timeoutSec,
        connectionDraining: drainingTimeoutSec === undefined ? undefined : { drainingTimeoutSec },
        sessionAffinity: sessionAffinity && {
          ...sessionAffinity,
          affinityType: AFFINITY_TYPES[sessionAffinity.affinityType],
        },
        logging: logging && { ...logging },
        securityPolicy: securityPolicy === undefined ? undefined : { name: securityPolicy },
        customRequestHeaders: customRequestHeaders && { headers: [...customRequestHeaders] },
        customResponseHeaders: customResponseHeaders?.length ? { headers: [...customResponseHeaders] } : undefined,
      },
    });
  }
}

/** The props that say what an environment says in a BackendConfig's own words. */
export function propsOfBackend({
  healthCheck: _numbers,
  connectionDraining,
  customRequestHeaders,
  customResponseHeaders,
  maxRatePerEndpoint: _ofGateways,
  ...alike
}: Backend): Omit<BackendConfigProps, 'name' | 'healthCheck'> {
  return {
    // The checks of an environment keep from an Ingress the affinities that only a Gateway takes.
    ...(alike as Pick<BackendConfigProps, 'timeoutSec' | 'logging' | 'sessionAffinity'>),
    ...connectionDraining,
    ...(customRequestHeaders && { customRequestHeaders: customRequestHeaders.headers }),
    ...(customResponseHeaders && { customResponseHeaders: customResponseHeaders.headers }),
  };
}

/** The generated members spell an underscore out. */
const AFFINITY_TYPES = {
  NONE: crd.BackendConfigSpecSessionAffinityAffinityType.NONE,
  CLIENT_IP: crd.BackendConfigSpecSessionAffinityAffinityType.CLIENT_UNDERSCORE_IP,
  GENERATED_COOKIE: crd.BackendConfigSpecSessionAffinityAffinityType.GENERATED_UNDERSCORE_COOKIE,
} as const;

function faultsOf(props: BackendConfigProps): Fault[] {
  const { securityPolicy, customRequestHeaders, customResponseHeaders } = props;
  return [
    ...objectFaults(props),
    ...healthCheckFaults(props.healthCheck),
    ...integerFaults('timeoutSec', props.timeoutSec, BACKEND_CONFIG.timeoutSec),
    ...integerFaults('drainingTimeoutSec', props.drainingTimeoutSec, BACKEND_CONFIG.drainingTimeoutSec),
    ...(props.sessionAffinity ? sessionAffinityFaults(props.sessionAffinity) : []),
    ...numberFaults('logging.sampleRate', props.logging?.sampleRate, BACKEND_CONFIG.sampleRate),
    ...policyNameFaults('securityPolicy', securityPolicy),
    ...headerFaults('customRequestHeaders', customRequestHeaders),
    ...headerFaults('customResponseHeaders', customResponseHeaders),
  ];
}

function healthCheckFaults(healthCheck: HealthCheck): Fault[] {
  const { type, requestPath } = healthCheck;
  const numbers = ['port', 'checkIntervalSec', 'timeoutSec', 'healthyThreshold', 'unhealthyThreshold'] as const;
  const faults = [
    ...choiceFaults('healthCheck.type', type, HEALTH_CHECK.types),
    ...numbers.flatMap((name) => integerFaults(`healthCheck.${name}`, healthCheck[name], HEALTH_CHECK[name])),
    ...urlPathFaults('healthCheck.requestPath', requestPath),
  ];
  return [...faults, ...timeoutBeyondInterval(healthCheck)];
}

/** The Compute API compares the numbers after the controller has filled in the missing one. */
function timeoutBeyondInterval({ checkIntervalSec, timeoutSec }: HealthCheck): Fault[] {
  const { timeout, interval, fit } = probeSecondsOf({ checkIntervalSec, timeoutSec }, HEALTH_CHECK);
  if (fit) return [];
  const missing = (value: number | undefined) => (value === undefined ? ' (what the controller fills in)' : '');
  return [
    {
      path: 'healthCheck.timeoutSec',
      message: `must be at most checkIntervalSec, got ${timeout}${missing(timeoutSec)} and ${interval}${missing(checkIntervalSec)}`,
      cure:
        timeoutSec === undefined
          ? `set timeoutSec to ${interval} or less`
          : `set checkIntervalSec to ${timeout} or more`,
    },
  ];
}

function sessionAffinityFaults({ affinityType, affinityCookieTtlSec }: SessionAffinity): Fault[] {
  const path = 'sessionAffinity.affinityCookieTtlSec';
  const faults = [
    ...choiceFaults('sessionAffinity.affinityType', affinityType, BACKEND_CONFIG.affinityTypes),
    ...integerFaults(path, affinityCookieTtlSec, BACKEND_CONFIG.affinityCookieTtlSec),
  ];
  if (affinityCookieTtlSec === undefined || affinityType === 'GENERATED_COOKIE') return faults;
  return [...faults, { path, message: `works only with GENERATED_COOKIE, got ${quote(affinityType)}` }];
}

function headerFaults(path: string, headers: readonly string[] = []): Fault[] {
  return customHeaderFaults(headers).map(({ index, ...fault }) => ({ path: `${path}[${index}]`, ...fault }));
}
