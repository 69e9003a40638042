import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../../imports/networking.gke.io';
import { type Fault, refuse } from '../../errors';
import { HEALTH_CHECK } from '../../gke/backend-config';
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
    // A port without the word is refused by the API server.
    const portSpecification =
      crd.HealthCheckPolicySpecDefaultConfigHttpHealthCheckPortSpecification.USE_UNDERSCORE_FIXED_UNDERSCORE_PORT;
    const probe = { portSpecification, port, requestPath };

    this.apiObject = new crd.HealthCheckPolicy(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        default: {
          checkIntervalSec,
          timeoutSec,
          healthyThreshold,
          unhealthyThreshold,
          config: { type: crd.HealthCheckPolicySpecDefaultConfigType[type], ...blockOf(type, probe) },
        },
        targetRef: { group: '', kind: crd.HealthCheckPolicySpecTargetRefKind.SERVICE, name: nameOf(service) },
      },
    });
    addReferences(this, { service });
  }
}

/** Exactly the block of the type's name. */
function blockOf(
  type: HealthCheckPolicyProps['type'],
  probe: crd.HealthCheckPolicySpecDefaultConfigHttpHealthCheck,
): Omit<crd.HealthCheckPolicySpecDefaultConfig, 'type'> {
  switch (type) {
    case 'HTTP':
      return { httpHealthCheck: probe };
    case 'HTTPS':
      return { httpsHealthCheck: probe as unknown as crd.HealthCheckPolicySpecDefaultConfigHttpsHealthCheck };
    case 'HTTP2':
      return { http2HealthCheck: probe as unknown as crd.HealthCheckPolicySpecDefaultConfigHttp2HealthCheck };
  }
}

function faultsOf(props: HealthCheckPolicyProps): Fault[] {
  const { service, type, port, requestPath, checkIntervalSec, timeoutSec } = props;
  const interval = checkIntervalSec ?? HEALTH_CHECK_POLICY.checkIntervalSec.default;
  const timeout = timeoutSec ?? HEALTH_CHECK_POLICY.timeoutSec.default;
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
    ...(timeout <= interval
      ? []
      : [
          {
            path: 'timeoutSec',
            message: `must be at most checkIntervalSec, got ${timeout} and ${interval}; left out, both are ${HEALTH_CHECK_POLICY.timeoutSec.default}`,
          },
        ]),
  ];
}
