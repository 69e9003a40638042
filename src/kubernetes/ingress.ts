import { type ApiObject } from 'cdk8s';
import { KubeIngress } from 'cdk8s-plus-27/lib/imports/k8s';
import { Construct } from 'constructs';
import { INGRESS } from '../gke/annotations';
import { refuse } from './checks';
import { ingressFaults } from './ingress-faults';

/** What a path of a host leads to. */
export interface IngressPath {
  /**
   * Start of the URL paths, e.g. `/v2/vectordb`; matched by whole segments, never exactly, because gRPC calls lie below.
   *
   * @default '/'
   */
  readonly path?: string;

  /** Service of the Ingress' namespace. */
  readonly serviceName: string;

  /** Port of the Service, 1 to 65535. */
  readonly servicePort: number;
}

/** A host and what it serves. */
export interface IngressRule {
  /** DNS name, lower case; the first label may be `*`. Each host once: of two rules the last would win. */
  readonly host: string;

  /** At least one. */
  readonly paths: readonly IngressPath[];
}

/** A Secret with a certificate. */
export interface IngressTls {
  /** Secret of the Ingress' namespace with `tls.crt` and `tls.key`: one that is missing takes the whole frontend down. */
  readonly secretName: string;

  /** Hosts of the certificate, at least one; for readers, the controller does not look at them. */
  readonly hosts: readonly string[];
}

export interface GkeIngressProps {
  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object and of everything it names.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * `gce`: an external load balancer. `gce-internal`: one inside the network, which needs a proxy-only subnet.
   *
   * @default 'gce', which is written nowhere
   */
  readonly class?: 'gce' | 'gce-internal';

  /**
   * Whether port 80 is served too. `false` needs a certificate, or nothing is served.
   *
   * @default true, which is written nowhere
   */
  readonly allowHttp?: boolean;

  /**
   * Name of a global static address in Compute Engine. Only with class `gce`.
   *
   * @default - the load balancer finds an address itself
   */
  readonly globalStaticIpName?: string;

  /**
   * Name of a regional static address in Compute Engine. Only with class `gce-internal`.
   *
   * @default - the load balancer finds an address itself
   */
  readonly regionalStaticIpName?: string;

  /**
   * Names of ManagedCertificates, at most 15. Only with class `gce`: the internal load balancer ignores them in silence.
   *
   * @default - none
   */
  readonly managedCertificates?: readonly string[];

  /**
   * Names of SSL certificates in Compute Engine.
   *
   * @default - none
   */
  readonly preSharedCertificates?: readonly string[];

  /**
   * Name of a FrontendConfig; where it is missing the load balancer is built without, with no more than a warning.
   *
   * @default - none
   */
  readonly frontendConfig?: string;

  /**
   * Secrets with certificates.
   *
   * @default - none
   */
  readonly tls?: readonly IngressTls[];

  /** At least one. */
  readonly rules: readonly IngressRule[];
}

/**
 * A Layer-7 load balancer by GKE's own Ingress controller.
 *
 * The class stands in an annotation because the controller ignores an Ingress with the field `ingressClassName`.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
 */
export class GkeIngress extends Construct {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: GkeIngressProps) {
    super(scope, id);
    const { name, namespace, tls = [], rules } = props;
    refuse(this, ingressFaults(props));

    this.apiObject = new KubeIngress(this, 'Resource', {
      metadata: { name, namespace, annotations: annotationsOf(props) },
      spec: {
        ...(tls.length > 0 && { tls: tls.map(({ secretName, hosts }) => ({ hosts: [...hosts], secretName })) }),
        rules: rules.map(({ host, paths }) => ({
          host,
          http: {
            paths: paths.map(({ path = '/', serviceName, servicePort }) => ({
              path,
              pathType: 'Prefix',
              backend: { service: { name: serviceName, port: { number: servicePort } } },
            })),
          },
        })),
      },
    });
  }
}

function annotationsOf(props: GkeIngressProps): Record<string, string> | undefined {
  const { class: ingressClass = 'gce', allowHttp = true, globalStaticIpName, regionalStaticIpName } = props;
  const { managedCertificates = [], preSharedCertificates = [], frontendConfig } = props;
  const annotations = {
    ...(ingressClass !== 'gce' && { [INGRESS.class]: ingressClass }),
    ...(!allowHttp && { [INGRESS.allowHttp]: 'false' }),
    ...(globalStaticIpName && { [INGRESS.globalStaticIpName]: globalStaticIpName }),
    ...(regionalStaticIpName && { [INGRESS.regionalStaticIpName]: regionalStaticIpName }),
    ...(managedCertificates.length > 0 && { [INGRESS.managedCertificates]: managedCertificates.join(',') }),
    ...(preSharedCertificates.length > 0 && { [INGRESS.preSharedCertificates]: preSharedCertificates.join(',') }),
    ...(frontendConfig && { [INGRESS.frontendConfig]: frontendConfig }),
  };
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}
