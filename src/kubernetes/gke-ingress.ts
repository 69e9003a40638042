import { type ApiObject, Lazy } from 'cdk8s';
import { type Construct } from 'constructs';
import { type Fault, InvalidProps, describeFault, refuse } from '../errors';
import { INGRESS } from '../gke/annotations';
import { type GkeIngressProps, ingressFaults } from './gke-ingress-props';
import { relationFaults } from './gke-ingress-relations';
import { type IngressPath, type IngressRule, finalRulesFaults, noRuleFor, ruleOf, rulesFaults } from './ingress-rule';
import { KubernetesObject, addReferences, metadataOf, nameOf } from './kubernetes-object';
import { type IngressRule as KubeIngressRule, KubeIngress } from './kube-objects';

/**
 * A Layer-7 load balancer by GKE's own Ingress controller.
 *
 * The class stands in an annotation because the controller ignores an Ingress with the field `ingressClassName`.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
 */
export class GkeIngress extends KubernetesObject {
  readonly kind = 'Ingress';
  readonly apiObject: ApiObject;
  private readonly rules: IngressRule[] = [];

  constructor(scope: Construct, id: string, props: GkeIngressProps) {
    super(scope, id);
    const { managedCertificates = [], frontendConfig, tls = [], rules = [] } = props;
    refuse(this, ingressFaults(props));

    this.apiObject = new KubeIngress(this, 'Resource', {
      metadata: metadataOf(props, annotationsOf(props)),
      spec: {
        ...(tls.length > 0 && { tls: tls.map(({ secretName, hosts }) => ({ hosts: [...hosts], secretName })) }),
        rules: Lazy.any({ produce: () => this.rules.map(ruleOf) }) as KubeIngressRule[],
      },
    });
    addReferences(this, { frontendConfig });
    addReferences(
      this,
      Object.fromEntries(managedCertificates.map((one, index) => [`managedCertificates[${index}]`, one])),
    );
    this.addRule(...rules);
    const faults = (): Fault[] => [...finalRulesFaults(this.rules), ...relationFaults(props, this.rules)];
    this.node.addValidation({ validate: () => faults().map(describeFault) });
  }

  /**
   * Adds hosts and what they serve.
   *
   * @throws InvalidProps, with every fault of the rules
   */
  addRule(...rules: readonly IngressRule[]): void {
    const from = this.rules.length;
    refuse(this, rulesFaults([...this.rules, ...rules]));
    this.rules.push(...rules);
    rules.forEach((rule, index) => this.addServices(rule.paths, `rules[${from + index}].paths`));
  }

  /**
   * Adds paths to a host that has a rule. The longest path that fits a call wins, whatever their order.
   *
   * @throws InvalidProps, where no rule has the host, and with every fault of the paths
   */
  addPath(host: string, ...paths: readonly IngressPath[]): void {
    const index = this.rules.findIndex((rule) => rule.host === host);
    const rule = this.rules[index];
    if (!rule) throw new InvalidProps(this.node.path, [noRuleFor(host, this.rules)]);
    const rules = this.rules.with(index, { host, paths: [...rule.paths, ...paths] });
    refuse(this, rulesFaults(rules));
    this.rules.splice(0, rules.length, ...rules);
    this.addServices(paths, `rules[${index}].paths`, rule.paths.length);
  }

  private addServices(paths: readonly IngressPath[], at: string, from = 0): void {
    const services = paths.map(({ service }, index) => [`${at}[${from + index}].service`, service]);
    addReferences(this, Object.fromEntries(services) as Record<string, unknown>);
  }
}

function annotationsOf(props: GkeIngressProps): Record<string, string> {
  const { class: ingressClass = 'gce', allowHttp = true, globalStaticIpName, regionalStaticIpName } = props;
  const { managedCertificates = [], preSharedCertificates = [], frontendConfig } = props;
  return {
    ...(ingressClass !== 'gce' && { [INGRESS.class]: ingressClass }),
    ...(!allowHttp && { [INGRESS.allowHttp]: 'false' }),
    ...(globalStaticIpName && { [INGRESS.globalStaticIpName]: globalStaticIpName }),
    ...(regionalStaticIpName && { [INGRESS.regionalStaticIpName]: regionalStaticIpName }),
    ...(managedCertificates.length > 0 && { [INGRESS.managedCertificates]: managedCertificates.map(nameOf).join(',') }),
    ...(preSharedCertificates.length > 0 && { [INGRESS.preSharedCertificates]: preSharedCertificates.join(',') }),
    ...(frontendConfig !== undefined && { [INGRESS.frontendConfig]: nameOf(frontendConfig) }),
  };
}
