import { type NameRule, RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { scopeOfClass } from '../gke/load-balancer-classes';
import { longestServiceNameOf } from '../milvus/chart';
import { isCreated } from './edge';
import { gatewayNamesOf } from './gateway-names';
import { infrastructureNamesOf } from './infrastructure-names';
import type { Name } from './name';
import type { LoadBalancer, Topology } from './topology';

export interface NameProblem {
  /** The environment it is told at. */
  readonly environment: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly cure: string;
}

/** Every name an environment gives. What it only refers to (`{ name: … }`, `{ secretName: … }`) is not among them. */
export function namesOf(topology: Topology): readonly Name[] {
  const { loadBalancer, releases, project, namespace, monitoring } = topology;
  const inNamespace = { scope: `namespace ${namespace} of project ${project}`, rule: RFC1123_SUBDOMAIN };
  const inProject = { scope: `project ${project}`, rule: RFC1035_LABEL };
  const ofLoadBalancer = { path: ['loadBalancer', 'name'], changedBy: 'loadBalancer.name' };
  const { name, ingress } = loadBalancer;
  const names: Name[] = [];
  if (ingress) names.push({ kind: 'Ingress', name, ...inNamespace, ...ofLoadBalancer });
  if (ingress?.frontendConfigName !== undefined)
    names.push({ kind: 'FrontendConfig', name: ingress.frontendConfigName, ...inNamespace, ...ofLoadBalancer });
  for (const kind of computeKindsOf(topology)) names.push({ kind, name, ...inProject, ...ofLoadBalancer });
  names.push(...gatewayNamesOf(topology));
  const { dnsZone } = topology.terraform;
  if (dnsZone?.kind === 'created') {
    names.push({
      kind: 'managed zone',
      name: dnsZone.name,
      ...inProject,
      path: ['gcp', 'dns', 'zone', 'create'],
      changedBy: 'its name',
    });
  }
  if (dnsZone) {
    releases.forEach(({ host }, index) => {
      const scope = `zone ${dnsZone.name} of project ${project}`;
      names.push({
        kind: 'A record',
        name: host,
        scope,
        rule: ANY_HOST,
        path: ['releases', index, 'host'],
        changedBy: 'the host',
      });
    });
  }
  releases.forEach((release, index) => {
    const path = ['releases', index, release.fullnameOverride === undefined ? 'name' : 'fullnameOverride'];
    const ofService = { ...inNamespace, path, changedBy: 'fullnameOverride' };
    const ofRelease = { ...inNamespace, path: ['releases', index, 'name'], changedBy: 'the release name' };
    const { serviceName, backendConfigName, certificateName, backendCertificate, mode, chart } = release;
    const longest = longestServiceNameOf(serviceName, mode, chart);
    const { rest, disruptionBudgetName, networkPolicy } = release;
    const restOfIngress = typeof rest === 'object' ? rest.ingress : undefined;
    names.push({ kind: 'Service', name: serviceName, ...ofService, rule: RFC1035_LABEL });
    if (longest !== serviceName) {
      const most = RFC1035_LABEL.maxLength - longest.length + serviceName.length;
      const changedBy = `fullnameOverride, of at most ${most} characters in cluster mode`;
      names.push({ kind: 'Service', name: longest, ...ofService, changedBy, rule: RFC1035_LABEL });
    }
    if (backendConfigName !== undefined) names.push({ kind: 'BackendConfig', name: backendConfigName, ...ofRelease });
    const certificateKind = certificateKindOf(loadBalancer);
    if (certificateKind === 'SSL certificate') {
      names.push({ kind: certificateKind, name: certificateName, ...inProject, path, changedBy: 'fullnameOverride' });
    } else if (certificateKind) {
      names.push({ kind: certificateKind, name: certificateName, ...ofService });
    }
    if (typeof backendCertificate === 'object' && backendCertificate.secretName === `${serviceName}-backend-tls`) {
      names.push({ kind: 'Secret', name: backendCertificate.secretName, ...ofService });
    }
    if (restOfIngress) {
      names.push({ kind: 'Service', name: restOfIngress.serviceName, ...ofService, rule: RFC1035_LABEL });
      names.push({ kind: 'BackendConfig', name: restOfIngress.backendConfigName, ...ofRelease });
    }
    if (disruptionBudgetName) names.push({ kind: 'PodDisruptionBudget', name: disruptionBudgetName, ...ofService });
    if (networkPolicy) names.push({ kind: 'NetworkPolicy', name: networkPolicy.name, ...ofService });
    if (monitoring.podMonitoring) names.push({ kind: 'PodMonitoring', name: release.metricsJob, ...ofRelease });
  });
  return [...names, ...infrastructureNamesOf(topology)];
}

/** Hosts have been checked, and may begin with a star. */
const ANY_HOST: NameRule = { pattern: /^/, maxLength: RFC1123_SUBDOMAIN.maxLength + 2, form: 'DNS names' };

/** Kinds of Compute Engine resources that are named as the load balancer is. */
function computeKindsOf({ loadBalancer }: Topology): string[] {
  const { ingress, sslPolicy, securityPolicy } = loadBalancer;
  const kinds = { 'static address': ingress?.address, 'SSL policy': sslPolicy, 'security policy': securityPolicy };
  return Object.entries(kinds).flatMap(([kind, part]) => (isCreated(part) ? [kind] : []));
}

/** What is made for each host; undefined where all share what exists. */
function certificateKindOf({ certificate, ingress }: LoadBalancer): string | undefined {
  if (certificate.kind === 'google-managed') return ingress ? 'ManagedCertificate' : undefined;
  if (certificate.kind === 'self-managed') return certificate.sharedSecretName === undefined ? 'Secret' : undefined;
  return certificate.created ? 'SSL certificate' : undefined;
}

/** Names that are too long, and names that come out equal, over all environments at hand; one problem for each key. */
export function nameProblems(topologies: readonly Topology[]): readonly NameProblem[] {
  const problems = new Map<string, NameProblem>();
  const owners = new Map<string, string>();
  const addresses = new Map<string, StaticAddress & { readonly environment: string }>();
  const report = (environment: string, { path }: Pick<Name, 'path'>, message: string, cure: string): void => {
    const key = JSON.stringify([environment, path]);
    if (!problems.has(key)) problems.set(key, { environment, path, message, cure });
  };
  for (const topology of topologies) {
    for (const address of addressesOf(topology)) {
      const first = addresses.get(address.key);
      if (!first) addresses.set(address.key, { ...address, environment: topology.environment });
      // Where both make it, its name is told below.
      if (!first || !(address.exists || first.exists)) continue;
      const user =
        first.environment === topology.environment ? 'it twice' : `which environment ${first.environment} uses too`;
      const message = `uses the static address ${address.name}, ${user}`;
      const cure = `an address serves one ${address.serves}: name another in loadBalancer.address of one of them`;
      report(topology.environment, { path: ['loadBalancer', 'address'] }, message, cure);
    }
    for (const named of namesOf(topology)) {
      const { kind, name, scope, rule, changedBy } = named;
      if (name.length > rule.maxLength) {
        const cure = `${kind} names may have ${rule.maxLength}: change ${changedBy}`;
        report(topology.environment, named, `makes the ${kind} ${name} of ${name.length} characters`, cure);
      } else if (!rule.pattern.test(name)) {
        const cure = `${kind} names are ${rule.form}: change ${changedBy}`;
        report(topology.environment, named, `makes the ${kind} ${name}`, cure);
      }
      const key = JSON.stringify([kind, scope, name]);
      const owner = owners.get(key);
      owners.set(key, owner ?? topology.environment);
      if (owner === undefined) continue;
      const where = owner === topology.environment ? 'twice' : `which environment ${owner} makes too`;
      report(
        topology.environment,
        named,
        `makes the ${kind} ${name} in ${scope}, ${where}`,
        `change ${changedBy} in one of them`,
      );
    }
  }
  return [...problems.values()];
}

/** A static address of Compute Engine, with a key that no other address has. */
interface StaticAddress {
  readonly name: string;
  readonly exists: boolean;
  readonly serves: string;
  readonly key: string;
}

/** Those of an environment's load balancers. */
function addressesOf({ loadBalancer, project, region }: Topology): StaticAddress[] {
  const { ingress, gateway } = loadBalancer;
  const fronts = [
    ...(ingress ? [{ serves: 'Ingress', address: ingress.address, class: ingress.class }] : []),
    ...(gateway ? [{ serves: 'Gateway', address: gateway.address, class: gateway.className }] : []),
  ];
  return fronts.flatMap(({ serves, address, class: name }) => {
    if (address.kind === 'ephemeral') return [];
    const scope = scopeOfClass(name) === 'regional' ? region : 'global';
    const key = JSON.stringify([project, scope, address.name]);
    return [{ name: address.name, exists: address.kind === 'existing', serves, key }];
  });
}
