import { type NameRule, RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { longestServiceNameOf } from '../milvus/chart';
import { isCreated } from './edge';
import { infrastructureNamesOf } from './infrastructure-names';
import type { Name } from './name';
import type { Certificate, Topology } from './topology';

export interface NameProblem {
  /** The environment it is told at. */
  readonly environment: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly cure: string;
}

/** Every name an environment gives. What it only refers to (`{ name: … }`, `{ secretName: … }`) is not among them. */
export function namesOf(topology: Topology): readonly Name[] {
  const { loadBalancer, releases, project, namespace } = topology;
  const inNamespace = { scope: `namespace ${namespace} of project ${project}`, rule: RFC1123_SUBDOMAIN };
  const inProject = { scope: `project ${project}`, rule: RFC1035_LABEL };
  const ofLoadBalancer = { path: ['loadBalancer', 'name'], changedBy: 'loadBalancer.name' };
  const { name, frontendConfigName } = loadBalancer;
  const names: Name[] = [{ kind: 'Ingress', name, ...inNamespace, ...ofLoadBalancer }];
  if (frontendConfigName)
    names.push({ kind: 'FrontendConfig', name: frontendConfigName, ...inNamespace, ...ofLoadBalancer });
  for (const kind of computeKindsOf(topology)) names.push({ kind, name, ...inProject, ...ofLoadBalancer });
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
    names.push({ kind: 'Service', name: serviceName, ...ofService, rule: RFC1035_LABEL });
    if (longest !== serviceName) {
      const most = RFC1035_LABEL.maxLength - longest.length + serviceName.length;
      const changedBy = `fullnameOverride, of at most ${most} characters in cluster mode`;
      names.push({ kind: 'Service', name: longest, ...ofService, changedBy, rule: RFC1035_LABEL });
    }
    names.push({ kind: 'BackendConfig', name: backendConfigName, ...ofRelease });
    const certificateKind = certificateKindOf(loadBalancer.certificate);
    if (certificateKind === 'SSL certificate') {
      names.push({ kind: certificateKind, name: certificateName, ...inProject, path, changedBy: 'fullnameOverride' });
    } else if (certificateKind) {
      names.push({ kind: certificateKind, name: certificateName, ...ofService });
    }
    if (typeof backendCertificate === 'object' && backendCertificate.secretName === `${serviceName}-backend-tls`) {
      names.push({ kind: 'Secret', name: backendCertificate.secretName, ...ofService });
    }
    if (typeof rest === 'object') {
      names.push({ kind: 'Service', name: rest.serviceName, ...ofService, rule: RFC1035_LABEL });
      names.push({ kind: 'BackendConfig', name: rest.backendConfigName, ...ofRelease });
    }
    if (disruptionBudgetName) names.push({ kind: 'PodDisruptionBudget', name: disruptionBudgetName, ...ofService });
    if (networkPolicy) names.push({ kind: 'NetworkPolicy', name: networkPolicy.name, ...ofService });
  });
  return [...names, ...infrastructureNamesOf(topology)];
}

/** Hosts have been checked, and may begin with a star. */
const ANY_HOST: NameRule = { pattern: /^/, maxLength: RFC1123_SUBDOMAIN.maxLength + 2, form: 'DNS names' };

/** Kinds of Compute Engine resources that are named as the load balancer is. */
function computeKindsOf({ loadBalancer }: Topology): string[] {
  const { address, sslPolicy, securityPolicy } = loadBalancer;
  const kinds = { 'static address': address, 'SSL policy': sslPolicy, 'security policy': securityPolicy };
  return Object.entries(kinds).flatMap(([kind, part]) => (isCreated(part) ? [kind] : []));
}

/** What is made for each host; undefined where all share what exists. */
function certificateKindOf(certificate: Certificate): string | undefined {
  if (certificate.kind === 'google-managed') return 'ManagedCertificate';
  if (certificate.kind === 'self-managed') return certificate.sharedSecretName === undefined ? 'Secret' : undefined;
  return certificate.created ? 'SSL certificate' : undefined;
}

/** Names that are too long, and names that come out equal, over all environments at hand; one problem for each key. */
export function nameProblems(topologies: readonly Topology[]): readonly NameProblem[] {
  const problems = new Map<string, NameProblem>();
  const owners = new Map<string, string>();
  const addresses = new Map<string, Topology>();
  const report = (environment: string, { path }: Pick<Name, 'path'>, message: string, cure: string): void => {
    const key = JSON.stringify([environment, path]);
    if (!problems.has(key)) problems.set(key, { environment, path, message, cure });
  };
  for (const topology of topologies) {
    const address = addressOf(topology);
    const user = address && addresses.get(address.key);
    if (address) addresses.set(address.key, user ?? topology);
    // Where both make it, its name is told below.
    if (address && user && (address.exists || addressOf(user)?.exists)) {
      const message = `uses the static address ${address.name}, which environment ${user.environment} uses too`;
      const cure = 'an address serves one Ingress: name another in loadBalancer.address of one of them';
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

/** The static address of an environment's Ingress, with a key that no other address has; undefined where it has none. */
function addressOf({
  loadBalancer: { address, scheme },
  project,
  region,
}: Topology): { name: string; exists: boolean; key: string } | undefined {
  if (address.kind === 'ephemeral') return undefined;
  const { name, kind } = address;
  return {
    name,
    exists: kind === 'existing',
    key: JSON.stringify([project, scheme === 'internal' ? region : 'global', name]),
  };
}
