import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../imports/monitoring.googleapis.com';
import { type Fault, quote, refuse } from '../errors';
import { POD_MONITORING, secondsOf } from '../gke/managed-prometheus';
import { PORT_NAME } from '../gke/names';
import { nameFaults } from '../gke/prop-faults';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';
import { type Labels, labelFaults, selectorFaults } from './label-faults';

export interface PodMonitoringProps extends ObjectProps {
  /** Labels of the pods, at least one; they must be of the object's own namespace. */
  readonly podLabels: Labels;

  /**
   * Values of the label `component`, any of which will do.
   *
   * @default - whatever its value, and without it too
   */
  readonly components?: readonly string[];

  /** Name of the container port with metrics: only a name, not a number, gives them the label `container`. */
  readonly portName: string;

  /**
   * How often it is read, e.g. `1m`. A sample is paid for each time.
   *
   * @default 30s
   */
  readonly interval?: string;

  /**
   * Which metrics are stored: a regular expression of their names, anchored at both ends, at most 10,000 characters.
   *
   * @default - all of them
   */
  readonly keep?: string;

  /**
   * Labels of the pod that its metrics get too, by their names there.
   *
   * @default - none
   */
  readonly labelsFromPod?: readonly string[];
}

/**
 * Has Google Cloud Managed Service for Prometheus read metrics of pods. It does nothing where the cluster has managed
 * collection off, and a NetworkPolicy over the pods must let the collectors in. Its name becomes the label `job`.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed
 */
export class PodMonitoring extends KubernetesObject {
  readonly kind = 'PodMonitoring';
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PodMonitoringProps) {
    super(scope, id);
    const { podLabels, components, portName, interval = '30s', keep, labelsFromPod = [] } = props;
    refuse(this, faultsOf({ ...props, interval }));

    this.apiObject = new crd.PodMonitoring(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        selector: {
          matchLabels: podLabels,
          ...(components && {
            matchExpressions: [
              {
                key: 'component',
                operator: crd.PodMonitoringSpecSelectorMatchExpressionsOperator.IN,
                values: [...components],
              },
            ],
          }),
        },
        endpoints: [
          {
            port: crd.PodMonitoringSpecEndpointsPort.fromString(portName),
            interval,
            ...(keep !== undefined && {
              metricRelabeling: [
                {
                  sourceLabels: ['__name__'],
                  regex: keep,
                  action: crd.PodMonitoringSpecEndpointsMetricRelabelingAction.KEEP,
                },
              ],
            }),
          },
        ],
        ...(labelsFromPod.length > 0 && { targetLabels: { fromPod: labelsFromPod.map((from) => ({ from })) } }),
      },
    });
  }
}

function faultsOf(props: PodMonitoringProps & { readonly interval: string }): Fault[] {
  const { podLabels, components, portName, interval, keep, labelsFromPod = [] } = props;
  return [
    ...objectFaults(props),
    ...selectorFaults('podLabels', podLabels),
    ...(components?.length === 0 ? [{ path: 'components', message: 'must be at least one: none selects no pod' }] : []),
    ...(components ?? []).flatMap((component, index) => labelFaults(`components[${index}]`, { component })),
    ...nameFaults('portName', portName, PORT_NAME),
    ...(secondsOf(interval) ? [] : [{ path: 'interval', message: `must be ${DURATION}, got ${quote(interval)}` }]),
    ...(keep === undefined ? [] : keepFaults(keep)),
    ...labelsFromPod.flatMap((name, index) => labelNameFaults(`labelsFromPod[${index}]`, name)),
  ];
}

const DURATION = `${POD_MONITORING.duration.form}, more than 0`;

function keepFaults(keep: string): Fault[] {
  const { regexMaxLength } = POD_MONITORING;
  if (keep !== '' && keep.length <= regexMaxLength) return [];
  return [{ path: 'keep', message: `must be 1 to ${regexMaxLength} characters, got ${keep.length}` }];
}

function labelNameFaults(path: string, name: string): Fault[] {
  const { labelName } = POD_MONITORING;
  const protectedLabels: readonly string[] = POD_MONITORING.protectedLabels;
  if (!labelName.pattern.test(name)) return [{ path, message: `must be ${labelName.form}, got ${quote(name)}` }];
  if (!protectedLabels.includes(name)) return [];
  return [{ path, message: `must not be ${quote(name)}, which says where a metric is from` }];
}
