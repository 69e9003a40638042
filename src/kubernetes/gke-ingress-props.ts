import { type Fault, quote } from '../errors';
import { INGRESS } from '../gke/annotations';
import { CERTIFICATES_MAX } from '../gke/edge';
import { CERTIFICATE_MAP_ANNOTATION } from '../gke/gateway';
import { INGRESS_CLASSES } from '../gke/ingress';
import { type LoadBalancerFeature, reasonAgainst } from '../gke/load-balancer-classes';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { choiceFaults, duplicateFaults, hostFaults, nameFaults } from '../gke/prop-faults';
import { type FrontendConfig } from './frontend-config';
import { type IngressRule, rulesFaults } from './ingress-rule';
import { type ObjectProps, type Reference, foreignAnnotationFaults, nameOf, objectFaults } from './kubernetes-object';
import { type ManagedCertificate } from './managed-certificate';

/** A Secret with a certificate. */
export interface IngressTls {
  /** Secret of the Ingress' namespace with `tls.crt` and `tls.key`: one that is missing takes the whole frontend down. */
  readonly secretName: string;

  /** Hosts of the certificate, at least one; for readers, the controller does not look at them. */
  readonly hosts: readonly string[];
}

export interface GkeIngressProps extends ObjectProps {
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
   * ManagedCertificates, or names of those that are not of this app, at most 15 certificates of all kinds. Only with class `gce`: the internal load
   * balancer ignores them in silence.
   *
   * @default - none
   */
  readonly managedCertificates?: readonly Reference<ManagedCertificate>[];

  /**
   * Names of SSL certificates in Compute Engine.
   *
   * @default - none
   */
  readonly preSharedCertificates?: readonly string[];

  /**
   * The FrontendConfig, or the name of one that is not of this app; where it is missing the load balancer is built without,
   * with no more than a warning.
   *
   * @default - none
   */
  readonly frontendConfig?: Reference<FrontendConfig>;

  /**
   * Secrets with certificates.
   *
   * @default - none
   */
  readonly tls?: readonly IngressTls[];

  /**
   * At least one, here or by `addRule`.
   *
   * @default - none yet
   */
  readonly rules?: readonly IngressRule[];
}

/** Everything that the API server refuses, the controller reports or ignores in silence. */
export function ingressFaults(props: GkeIngressProps): Fault[] {
  return [
    ...objectFaults(props, { written: Object.values(INGRESS) }),
    ...foreignAnnotationFaults(props, CERTIFICATE_MAP_ANNOTATION, NO_MAP),
    ...choiceFaults('class', props.class, INGRESS_CLASSES),
    ...addressFaults(props),
    ...certificateFaults(props),
    ...nameFaults('frontendConfig', props.frontendConfig && nameOf(props.frontendConfig), RFC1123_SUBDOMAIN),
    ...(props.tls ?? []).flatMap((entry, index) => tlsFaults(`tls[${index}]`, entry)),
    ...rulesFaults(props.rules ?? []),
  ];
}

const NO_MAP = {
  message: 'does nothing on an Ingress: a certificate map is for a Gateway',
  cure: 'name ManagedCertificates or Compute certificates in managedCertificates or preSharedCertificates',
} as const;

function addressFaults(props: GkeIngressProps): Fault[] {
  const { globalStaticIpName, regionalStaticIpName } = props;
  const faults = [
    ...nameFaults('globalStaticIpName', globalStaticIpName, RFC1035_LABEL),
    ...nameFaults('regionalStaticIpName', regionalStaticIpName, RFC1035_LABEL),
  ];
  if (globalStaticIpName !== undefined && regionalStaticIpName !== undefined) {
    return [
      ...faults,
      {
        path: 'globalStaticIpName',
        message: `excludes regionalStaticIpName, got ${quote(globalStaticIpName)} and ${quote(regionalStaticIpName)}`,
        cure: `keep ${props.class === 'gce-internal' ? 'regionalStaticIpName' : 'globalStaticIpName'}`,
      },
    ];
  }
  return [
    ...faults,
    ...classFaults('globalAddress', props, 'globalStaticIpName', globalStaticIpName, 'use regionalStaticIpName'),
    ...classFaults('regionalAddress', props, 'regionalStaticIpName', regionalStaticIpName, 'use globalStaticIpName'),
  ];
}

/** The fault of a prop that the class of the load balancer cannot have; none where the prop is left out. */
function classFaults(
  feature: LoadBalancerFeature,
  { class: ingressClass = 'gce' }: GkeIngressProps,
  path: keyof GkeIngressProps,
  given: string | undefined,
  cure: string,
): Fault[] {
  const reason = reasonAgainst(feature, ingressClass);
  if (given === undefined || reason === undefined) return [];
  return [{ path, message: `does not work with class ${ingressClass}, got ${quote(given)}: ${reason}`, cure }];
}

function certificateFaults(props: GkeIngressProps): Fault[] {
  const { managedCertificates = [], preSharedCertificates = [], tls = [], allowHttp = true } = props;
  const managedNames = managedCertificates.map(nameOf);
  const served = new Set([
    ...managedNames.map((name) => `managed ${name}`),
    ...preSharedCertificates.map((name) => `pre-shared ${name}`),
    ...tls.map(({ secretName }) => `Secret ${secretName}`),
  ]);
  const ports = reasonAgainst('portsOnEphemeralAddress', props.class ?? 'gce');
  const managed = (index: number) => `managedCertificates[${index}]`;
  const preShared = (index: number) => `preSharedCertificates[${index}]`;
  return [
    ...managedNames.flatMap((name, index) => nameFaults(managed(index), name, RFC1123_SUBDOMAIN)),
    ...duplicateFaults(managed, managedNames),
    ...preSharedCertificates.flatMap((name, index) => nameFaults(preShared(index), name, RFC1035_LABEL)),
    ...duplicateFaults(preShared, preSharedCertificates),
    ...(served.size > CERTIFICATES_MAX
      ? [
          {
            path: 'managedCertificates, preSharedCertificates, tls',
            message: `must be at most ${CERTIFICATES_MAX} certificates in all, got ${served.size}`,
            cure: 'let hosts share a certificate, or put some of them on an Ingress of their own',
          },
        ]
      : []),
    ...classFaults(
      'googleManagedCertificate',
      props,
      'managedCertificates',
      managedNames.join(',') || undefined,
      'use tls or preSharedCertificates',
    ),
    ...(!allowHttp && served.size === 0
      ? [
          {
            path: 'allowHttp',
            message: 'must not be false without a certificate: nothing would be served',
            cure: 'name one in managedCertificates, preSharedCertificates or tls',
          },
        ]
      : []),
    ...(ports !== undefined && allowHttp && served.size > 0 && props.regionalStaticIpName === undefined
      ? [
          {
            path: 'allowHttp',
            message: `must be false with class ${props.class} and a certificate: ${ports}`,
            cure: 'set allowHttp: false, or name an address in regionalStaticIpName',
          },
        ]
      : []),
  ];
}

function tlsFaults(path: string, { secretName, hosts }: IngressTls): Fault[] {
  return [
    ...nameFaults(`${path}.secretName`, secretName, RFC1123_SUBDOMAIN),
    ...(hosts.length === 0 ? [{ path: `${path}.hosts`, message: 'must be at least one host, got none' }] : []),
    ...hosts.flatMap((host, index) => hostFaults(`${path}.hosts[${index}]`, host)),
  ];
}
