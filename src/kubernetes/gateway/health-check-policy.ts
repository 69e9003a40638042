import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../../imports/networking.gke.io';
import { type Fault, refuse } from '../../errors';
import { HEALTH_CHECK, probeSecondsOf } from '../../gke/backend-config';
import { HEALTH_CHECK_POLICY } from '../../gke/gateway-policies';
import { RFC1035_LABEL } from '../../gke/names';
import { choiceFaults, integerFaults, nameFaults, urlPathFaults } from '../../gke/prop-faults';
import {
  KubernetesObject,
  type ObjectProps,
  type Reference,
  addReferences,
  metadataOf,
  nameOf,
  objectFaults,
} from '../kubernetes-object';
import { type GatewayService } from './gateway-service';

export interface HealthCheckPolicyProps extends ObjectProps {
  /** The Service it is for, or the name of one that is not of this app. A Service takes one; of two the older wins. */
  readonly service: Reference<GatewayService>;

  /** Protocol of the probe, which need not be the one of the calls. */
  readonly type: 'HTTP' | 'HTTPS' | 'HTTP2';

  /** Port of the pod, 1 to 65535. */
  readonly port: number;

  /** Path that must answer 200, starting with a slash. */
  readonly requestPath: string;

  /**
   * Time between two probes, in seconds, 1 to 300.
   *
   * @default - 5, which `timeoutSec` must not exceed
   */
  readonly checkIntervalSec?: number;

  /**
   * Time a probe may take, in seconds, 1 to 300, at most `checkIntervalSec`.
   *
   * @default - 5
   */
  readonly timeoutSec?: number;

  /**
   * Successes in a row that make a pod healthy, 1 to 10.
   *
   * @default - 2
   */
  readonly healthyThreshold?: number;

  /**
   * Failures in a row that make a pod unhealthy, 1 to 10.
   *
   * @default - 2
   */
  readonly unhealthyThreshold?: number;
}

/**
 * How a Gateway's load balancer finds out whether the pods of a Service can serve. Without one it asks for `/` on the
 * serving port; it never looks at readiness probes.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources#configure_health_check
 */
export class HealthCheckPolicy extends KubernetesObject {
  readonly kind = 'HealthCheckPolicy';
  readonly apiObject: ApiObject;
  readonly service: Reference<GatewayService>;

  constructor(scope: Construct, id: string, props: HealthCheckPolicyProps) {
    super(scope, id);
    const { service, type, port, requestPath } = props;
    const { checkIntervalSec, timeoutSec, healthyThreshold, unhealthyThreshold } = props;
    refuse(this, faultsOf(props));
    this.service = service;

    this.apiObject = new crd.HealthCheckPolicy(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        default: {
          checkIntervalSec,
          timeoutSec,
          healthyThreshold,
          unhealthyThreshold,
          config: configOf(type, { port, requestPath }),
        },
        targetRef: { group: '', kind: crd.HealthCheckPolicySpecTargetRefKind.SERVICE, name: nameOf(service) },
      },
    });
    addReferences(this, { service });
  }
}

/** Exactly the block of the type's name; a port without a specification is refused by the API server. */
function configOf(
  type: HealthCheckPolicyProps['type'],
  probe: Pick<HealthCheckPolicyProps, 'port' | 'requestPath'>,
): crd.HealthCheckPolicySpecDefaultConfig {
  const Type = crd.HealthCheckPolicySpecDefaultConfigType;
  switch (type) {
    case 'HTTP':
      return { type: Type.HTTP, httpHealthCheck: { portSpecification: HttpPort[FIXED], ...probe } };
    case 'HTTPS':
      return { type: Type.HTTPS, httpsHealthCheck: { portSpecification: HttpsPort[FIXED], ...probe } };
    case 'HTTP2':
      return { type: Type.HTTP2, http2HealthCheck: { portSpecification: Http2Port[FIXED], ...probe } };
  }
}

const HttpPort = crd.HealthCheckPolicySpecDefaultConfigHttpHealthCheckPortSpecification;
const HttpsPort = crd.HealthCheckPolicySpecDefaultConfigHttpsHealthCheckPortSpecification;
const Http2Port = crd.HealthCheckPolicySpecDefaultConfigHttp2HealthCheckPortSpecification;
/** The generated members spell an underscore out. */
const FIXED = 'USE_UNDERSCORE_FIXED_UNDERSCORE_PORT';

function faultsOf(props: HealthCheckPolicyProps): Fault[] {
  const { service, type, port, requestPath, checkIntervalSec, timeoutSec } = props;
  const { timeout, interval, fit } = probeSecondsOf({ checkIntervalSec, timeoutSec }, HEALTH_CHECK_POLICY);
  return [
    ...objectFaults(props),
    ...nameFaults('service', nameOf(service), RFC1035_LABEL),
    ...choiceFaults('type', type, HEALTH_CHECK.types),
    ...integerFaults('port', port, HEALTH_CHECK_POLICY.port),
    ...urlPathFaults('requestPath', requestPath),
    ...integerFaults('checkIntervalSec', checkIntervalSec, HEALTH_CHECK_POLICY.checkIntervalSec),
    ...integerFaults('timeoutSec', timeoutSec, HEALTH_CHECK_POLICY.timeoutSec),
    ...integerFaults('healthyThreshold', props.healthyThreshold, HEALTH_CHECK_POLICY.healthyThreshold),
    ...integerFaults('unhealthyThreshold', props.unhealthyThreshold, HEALTH_CHECK_POLICY.unhealthyThreshold),
    ...(fit
      ? []
      : [
          {
            path: 'timeoutSec',
            message: `must be at most checkIntervalSec, got ${timeout} and ${interval}; left out, both are ${HEALTH_CHECK_POLICY.timeoutSec.default}`,
          },
        ]),
  ];
}
