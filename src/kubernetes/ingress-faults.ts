import { type Fault } from '../errors';
import { MANAGED_CERTIFICATE } from '../gke/certificates';
import { INGRESS_CLASSES, REFUSED_IN_PATH } from '../gke/ingress';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { choiceFaults, duplicateFaults, integerFaults, nameFaults, objectNameFaults, quote } from './checks';
import { hostFaults } from './host';
import { type GkeIngressProps, type IngressPath, type IngressRule, type IngressTls } from './ingress';

/** Everything that the API server refuses, the controller reports or ignores in silence. */
export function ingressFaults(props: GkeIngressProps): Fault[] {
  return [
    ...objectNameFaults(props.name, props.namespace),
    ...choiceFaults('class', props.class, INGRESS_CLASSES),
    ...addressFaults(props),
    ...certificateFaults(props),
    ...nameFaults('frontendConfig', props.frontendConfig, RFC1123_SUBDOMAIN),
    ...(props.tls ?? []).flatMap((entry, index) => tlsFaults(`tls[${index}]`, entry)),
    ...rulesFaults(props.rules),
  ];
}

function addressFaults({ class: ingressClass, globalStaticIpName, regionalStaticIpName }: GkeIngressProps): Fault[] {
  const internal = ingressClass === 'gce-internal';
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
        cure: `keep ${internal ? 'regionalStaticIpName' : 'globalStaticIpName'}`,
      },
    ];
  }
  if (internal && globalStaticIpName !== undefined) {
    const message = `does not work with class gce-internal, got ${quote(globalStaticIpName)}`;
    faults.push({ path: 'globalStaticIpName', message, cure: 'use regionalStaticIpName' });
  }
  if (!internal && regionalStaticIpName !== undefined) {
    const message = `does not work with class gce, got ${quote(regionalStaticIpName)}`;
    faults.push({ path: 'regionalStaticIpName', message, cure: 'use globalStaticIpName' });
  }
  return faults;
}

function certificateFaults(props: GkeIngressProps): Fault[] {
  const { managedCertificates = [], preSharedCertificates = [], tls = [], allowHttp = true } = props;
  const internal = props.class === 'gce-internal';
  const count = managedCertificates.length;
  const certificates = count + preSharedCertificates.length + tls.length;
  const managed = (index: number) => `managedCertificates[${index}]`;
  const preShared = (index: number) => `preSharedCertificates[${index}]`;
  return [
    ...managedCertificates.flatMap((name, index) => nameFaults(managed(index), name, RFC1123_SUBDOMAIN)),
    ...duplicateFaults(managed, managedCertificates),
    ...preSharedCertificates.flatMap((name, index) => nameFaults(preShared(index), name, RFC1035_LABEL)),
    ...duplicateFaults(preShared, preSharedCertificates),
    ...(count > MANAGED_CERTIFICATE.perIngressMax
      ? [{ path: 'managedCertificates', message: `must be at most ${MANAGED_CERTIFICATE.perIngressMax}, got ${count}` }]
      : []),
    ...(internal && count > 0
      ? [
          {
            path: 'managedCertificates',
            message: 'are ignored with class gce-internal',
            cure: 'use tls or preSharedCertificates',
          },
        ]
      : []),
    ...(!allowHttp && certificates === 0
      ? [
          {
            path: 'allowHttp',
            message: 'must not be false without a certificate: nothing would be served',
            cure: 'name one in managedCertificates, preSharedCertificates or tls',
          },
        ]
      : []),
    ...(internal && allowHttp && certificates > 0 && props.regionalStaticIpName === undefined
      ? [
          {
            path: 'allowHttp',
            message: 'must be false with class gce-internal and a certificate: two ports need one reserved address',
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

function rulesFaults(rules: readonly IngressRule[]): Fault[] {
  const host = (index: number) => `rules[${index}].host`;
  return [
    ...(rules.length === 0 ? [{ path: 'rules', message: 'must be at least one rule, got none' }] : []),
    ...rules.flatMap((rule, index) => [
      ...hostFaults(host(index), rule.host),
      ...pathsFaults(`rules[${index}].paths`, rule.paths),
    ]),
    ...duplicateFaults(
      host,
      rules.map((rule) => rule.host),
    ),
  ];
}

function pathsFaults(path: string, paths: readonly IngressPath[]): Fault[] {
  return [
    ...(paths.length === 0 ? [{ path, message: 'must be at least one path, got none' }] : []),
    ...paths.flatMap((entry, index) => pathFaults(`${path}[${index}]`, entry)),
    ...duplicateFaults(
      (index) => `${path}[${index}].path`,
      paths.map((entry) => entry.path ?? '/'),
    ),
  ];
}

function pathFaults(at: string, { path = '/', serviceName, servicePort }: IngressPath): Fault[] {
  return [
    ...(path.startsWith('/') ? [] : [{ path: `${at}.path`, message: `must start with "/", got ${quote(path)}` }]),
    ...(REFUSED_IN_PATH.test(path)
      ? [{ path: `${at}.path`, message: `must not have *, //, /./, /../ or %2f, got ${quote(path)}` }]
      : []),
    ...nameFaults(`${at}.serviceName`, serviceName, RFC1035_LABEL),
    ...integerFaults(`${at}.servicePort`, servicePort, { min: 1, max: 65_535 }),
  ];
}
