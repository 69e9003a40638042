import { type Fault, quote } from '../errors';
import { reasonAgainst } from '../gke/load-balancer-classes';
import { type GkeIngressProps } from './gke-ingress-props';
import { type IngressRule } from './ingress-rule';

/** What an Ingress makes impossible for the constructs that it names; of mere names nothing is known. */
export function relationFaults(props: GkeIngressProps, rules: readonly IngressRule[]): Fault[] {
  return [...frontendConfigFaults(props), ...securityPolicyFaults(props, rules), ...coverageFaults(props, rules)];
}

function frontendConfigFaults(props: GkeIngressProps): Fault[] {
  const { class: ingressClass = 'gce', frontendConfig } = props;
  const { managedCertificates = [], preSharedCertificates = [], tls = [] } = props;
  if (typeof frontendConfig !== 'object') return [];
  const path = 'frontendConfig';
  const faults: Fault[] = [];
  if (frontendConfig.redirectToHttps === true) {
    const reason = reasonAgainst('redirect', ingressClass);
    if (reason !== undefined) faults.push(refusal(path, 'a redirect', ingressClass, reason));
    if (managedCertificates.length + preSharedCertificates.length + tls.length === 0) {
      const message = 'must not redirect to port 443 without a certificate: nothing answers there';
      faults.push({ path, message, cure: 'name one in managedCertificates, preSharedCertificates or tls' });
    }
  }
  const reason = reasonAgainst('sslPolicy', ingressClass);
  if (reason !== undefined && frontendConfig.sslPolicy) {
    faults.push(refusal(path, `the SSL policy ${quote(frontendConfig.sslPolicy)}`, ingressClass, reason));
  }
  return faults;
}

function securityPolicyFaults(
  { class: ingressClass = 'gce' }: GkeIngressProps,
  rules: readonly IngressRule[],
): Fault[] {
  const reason = reasonAgainst('securityPolicy', ingressClass);
  if (reason === undefined) return [];
  return rules.flatMap(({ paths }, index) =>
    paths.flatMap(({ service }, at) => {
      const backendConfig = 'backendConfig' in service ? service.backendConfig : undefined;
      if (typeof backendConfig !== 'object' || !backendConfig.securityPolicy) return [];
      const policy = `the security policy ${quote(backendConfig.securityPolicy)}`;
      return [refusal(`rules[${index}].paths[${at}].service`, policy, ingressClass, reason)];
    }),
  );
}

function refusal(path: string, what: string, ingressClass: string, reason: string): Fault {
  return {
    path,
    message: `has ${what}, which does not work with class ${ingressClass}: ${reason}`,
    cure: 'leave it out',
  };
}

/** Where every certificate is a construct, their domains are known, and there is no wildcard among them. */
function coverageFaults(props: GkeIngressProps, rules: readonly IngressRule[]): Fault[] {
  const { managedCertificates = [], preSharedCertificates = [], tls = [] } = props;
  const known = managedCertificates.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const others = managedCertificates.length - known.length + preSharedCertificates.length + tls.length;
  if (known.length === 0 || others > 0) return [];
  const domains = known.flatMap((one) => one.domains);
  return rules.flatMap(({ host }, index) => {
    if (domains.includes(host)) return [];
    const message = `must be a domain of one of managedCertificates, got ${quote(host)}`;
    return [{ path: `rules[${index}].host`, message, cure: 'add a ManagedCertificate for it, or clients are refused' }];
  });
}
