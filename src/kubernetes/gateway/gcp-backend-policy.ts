import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../../imports/networking.gke.io';
import { type Fault, quote, refuse } from '../../errors';
import { GCP_BACKEND_POLICY, type GatewayAffinityType, UNSAID_LOGGING, millionthsOf } from '../../gke/gateway-policies';
import { RFC1035_LABEL } from '../../gke/names';
import { choiceFaults, integerFaults, nameFaults } from '../../gke/prop-faults';
import { type Backend } from '../../topology/topology';
import {
  KubernetesObject,
  type ObjectProps,
  type Reference,
  addReferences,
  metadataOf,
  nameOf,
  objectFaults,
} from '../kubernetes-object';
import { policyNameFaults } from '../policy-name';
import { type GatewayService } from './gateway-service';

/** Request logs in Cloud Logging. */
export interface BackendPolicyLogging {
  readonly enabled: boolean;

  /**
   * Requests that are logged of a million, 0 to 1000000; only where it is enabled.
   *
   * @default - all of them
   */
  readonly sampleRate?: number;
}

/** Whether a client's calls go to the same pod. */
export interface BackendPolicyAffinity {
  /**
   * By what a client is known again. `HTTP_COOKIE` and `HEADER_FIELD` were never verified: GKE's definition lists them, and
   * has no field for the name of a cookie or a header.
   */
  readonly type: GatewayAffinityType;

  /**
   * Life of the cookie, in seconds, 0 to 1209600; 0 is as long as the client runs. Only with GENERATED_COOKIE and
   * HTTP_COOKIE.
   *
   * @default - 0
   */
  readonly cookieTtlSec?: number;
}

export interface GcpBackendPolicyProps extends ObjectProps {
  /** The Service it is for, or the name of one that is not of this app. A Service takes one; of two the older wins. */
  readonly service: Reference<GatewayService>;

  /** Required, because any policy without it switches logs off, which are on where there is no policy. */
  readonly logging: BackendPolicyLogging;

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
  readonly sessionAffinity?: BackendPolicyAffinity;

  /**
   * Name of a Cloud Armor security policy of the load balancer's scope, global or of its region; an empty string names
   * none, which was never verified to take one away.
   *
   * @default - none
   */
  readonly securityPolicy?: string;

  /**
   * Calls a second that the load balancer counts on one pod to take, 1 to 1000000000.
   *
   * @default - 100000000
   */
  readonly maxRatePerEndpoint?: number;
}

/**
 * Settings that a Gateway's load balancer uses for one Service.
 *
 * Identity-Aware Proxy is no prop: Milvus' clients cannot attach the header that it asks for.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources
 */
export class GcpBackendPolicy extends KubernetesObject {
  readonly kind = 'GCPBackendPolicy';
  readonly apiObject: ApiObject;
  readonly service: Reference<GatewayService>;
  readonly securityPolicy: string | undefined;

  constructor(scope: Construct, id: string, props: GcpBackendPolicyProps) {
    super(scope, id);
    const { service, logging, timeoutSec, drainingTimeoutSec, sessionAffinity, securityPolicy } = props;
    refuse(this, faultsOf(props));
    this.service = service;
    this.securityPolicy = securityPolicy;

    this.apiObject = new crd.GcpBackendPolicy(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        default: {
          timeoutSec,
          connectionDraining: drainingTimeoutSec === undefined ? undefined : { drainingTimeoutSec },
          logging: { ...logging },
          securityPolicy,
          sessionAffinity: sessionAffinity && {
            type: AFFINITY_TYPES[sessionAffinity.type],
            cookieTtlSec: sessionAffinity.cookieTtlSec,
          },
          maxRatePerEndpoint: props.maxRatePerEndpoint,
        },
        targetRef: { group: '', kind: crd.GcpBackendPolicySpecTargetRefKind.SERVICE, name: nameOf(service) },
      },
    });
    addReferences(this, { service });
  }
}

/** The props that say in a policy's words and units what an environment says in a BackendConfig's. */
export function policyOfBackend({
  timeoutSec,
  connectionDraining,
  logging,
  sessionAffinity,
  maxRatePerEndpoint,
}: Backend): Omit<GcpBackendPolicyProps, 'name' | 'service'> {
  return {
    logging: loggingOf(logging),
    ...(timeoutSec !== undefined && { timeoutSec }),
    ...connectionDraining,
    ...(sessionAffinity && {
      sessionAffinity: {
        type: sessionAffinity.affinityType,
        ...(sessionAffinity.affinityCookieTtlSec !== undefined && {
          cookieTtlSec: sessionAffinity.affinityCookieTtlSec,
        }),
      },
    }),
    ...(maxRatePerEndpoint !== undefined && { maxRatePerEndpoint }),
  };
}

/** What is not said is every request, as without a policy. */
function loggingOf(logging: Backend['logging']): BackendPolicyLogging {
  if (logging === undefined) return UNSAID_LOGGING;
  if (!logging.enable) return { enabled: false };
  return { enabled: true, sampleRate: millionthsOf(logging.sampleRate ?? 1) };
}

type AffinityMember = crd.GcpBackendPolicySpecDefaultSessionAffinityType;
const Affinity = crd.GcpBackendPolicySpecDefaultSessionAffinityType;

/** The generated members spell an underscore out. */
const AFFINITY_TYPES: Readonly<Record<GatewayAffinityType, AffinityMember>> = {
  NONE: Affinity.NONE,
  CLIENT_IP: Affinity.CLIENT_UNDERSCORE_IP,
  GENERATED_COOKIE: Affinity.GENERATED_UNDERSCORE_COOKIE,
  CLIENT_IP_PROTO: Affinity.CLIENT_UNDERSCORE_IP_UNDERSCORE_PROTO,
  CLIENT_IP_PORT_PROTO: Affinity.CLIENT_UNDERSCORE_IP_UNDERSCORE_PORT_UNDERSCORE_PROTO,
  HTTP_COOKIE: Affinity.HTTP_UNDERSCORE_COOKIE,
  HEADER_FIELD: Affinity.HEADER_UNDERSCORE_FIELD,
};

function faultsOf(props: GcpBackendPolicyProps): Fault[] {
  const { service, logging, securityPolicy } = props;
  return [
    ...objectFaults(props),
    ...nameFaults('service', nameOf(service), RFC1035_LABEL),
    ...integerFaults('timeoutSec', props.timeoutSec, GCP_BACKEND_POLICY.timeoutSec),
    ...integerFaults('drainingTimeoutSec', props.drainingTimeoutSec, GCP_BACKEND_POLICY.drainingTimeoutSec),
    ...integerFaults('logging.sampleRate', logging.sampleRate, GCP_BACKEND_POLICY.sampleRateMillionths),
    ...(logging.sampleRate !== undefined && !logging.enabled
      ? [{ path: 'logging.sampleRate', message: 'works only with enabled: true', cure: 'leave it out' }]
      : []),
    ...(props.sessionAffinity ? sessionAffinityFaults(props.sessionAffinity) : []),
    ...policyNameFaults('securityPolicy', securityPolicy),
    ...integerFaults('maxRatePerEndpoint', props.maxRatePerEndpoint, GCP_BACKEND_POLICY.maxRatePerEndpoint),
  ];
}

function sessionAffinityFaults({ type, cookieTtlSec }: BackendPolicyAffinity): Fault[] {
  const path = 'sessionAffinity.cookieTtlSec';
  const cookies: readonly string[] = GCP_BACKEND_POLICY.cookieAffinityTypes;
  return [
    ...choiceFaults('sessionAffinity.type', type, GCP_BACKEND_POLICY.affinityTypes),
    ...integerFaults(path, cookieTtlSec, GCP_BACKEND_POLICY.affinityCookieTtlSec),
    ...(cookieTtlSec === undefined || cookies.includes(type)
      ? []
      : [{ path, message: `works only with ${cookies.join(' or ')}, got ${quote(type)}` }]),
  ];
}
