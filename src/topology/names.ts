import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { isCreated } from './edge';
import { infrastructureNamesOf } from './infrastructure-names';
import type { Certificate, Topology } from './topology';

/** A name that an environment gives to something, and where in the environment it comes from. */
export interface Name {
  readonly kind: string;
  readonly name: string;
  /** Where the name must be the only one of its kind. */
  readonly scope: string;
  readonly maxLength: number;
  readonly path: readonly (string | number)[];
  /** The key that changes it. */
  readonly changedBy: string;
}

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
  const inNamespace = { scope: `namespace ${namespace} of project ${project}`, maxLength: RFC1123_SUBDOMAIN.maxLength };
  const inProject = { scope: `project ${project}`, maxLength: RFC1035_LABEL.maxLength };
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
  releases.forEach((release, index) => {
    const path = ['releases', index, release.fullnameOverride === undefined ? 'name' : 'fullnameOverride'];
    const ofService = { ...inNamespace, path, changedBy: 'fullnameOverride' };
    const ofRelease = { ...inNamespace, path: ['releases', index, 'name'], changedBy: 'the release name' };
    const { serviceName, backendConfigName, certificateName, backendCertificate } = release;
    const { rest, disruptionBudgetName, networkPolicy } = release;
    names.push({ kind: 'Service', name: serviceName, ...ofService, maxLength: RFC1035_LABEL.maxLength });
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
      names.push({ kind: 'Service', name: rest.serviceName, ...ofService, maxLength: RFC1035_LABEL.maxLength });
      names.push({ kind: 'BackendConfig', name: rest.backendConfigName, ...ofRelease });
    }
    if (disruptionBudgetName) names.push({ kind: 'PodDisruptionBudget', name: disruptionBudgetName, ...ofService });
    if (networkPolicy) names.push({ kind: 'NetworkPolicy', name: networkPolicy.name, ...ofService });
  });
  return [...names, ...infrastructureNamesOf(topology)];
}

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
  const report = (environment: string, { path }: Name, message: string, cure: string): void => {
    const key = JSON.stringify([environment, path]);
    if (!problems.has(key)) problems.set(key, { environment, path, message, cure });
  };
  for (const topology of topologies) {
    for (const named of namesOf(topology)) {
      const { kind, name, scope, maxLength, changedBy } = named;
      if (name.length > maxLength) {
        const cure = `${kind} names may have ${maxLength}: change ${changedBy}`;
        report(topology.environment, named, `makes the ${kind} ${name} of ${name.length} characters`, cure);
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
