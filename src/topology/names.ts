import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import type { Topology } from './topology';

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
  const { name, address, frontendConfigName } = loadBalancer;
  const names: Name[] = [{ kind: 'Ingress', name, ...inNamespace, ...ofLoadBalancer }];
  if (frontendConfigName)
    names.push({ kind: 'FrontendConfig', name: frontendConfigName, ...inNamespace, ...ofLoadBalancer });
  if (address.kind === 'reserved')
    names.push({ kind: 'static address', name: address.name, ...inProject, ...ofLoadBalancer });
  releases.forEach((release, index) => {
    const path = ['releases', index, release.fullnameOverride === undefined ? 'name' : 'fullnameOverride'];
    const ofService = { ...inNamespace, path, changedBy: 'fullnameOverride' };
    const ofRelease = { ...inNamespace, path: ['releases', index, 'name'], changedBy: 'the release name' };
    const { serviceName, backendConfigName, certificateName, backendCertificate, networkPolicy } = release;
    names.push({ kind: 'Service', name: serviceName, ...ofService, maxLength: RFC1035_LABEL.maxLength });
    names.push({ kind: 'BackendConfig', name: backendConfigName, ...ofRelease });
    const certificateKind = loadBalancer.certificate === 'google-managed' ? 'ManagedCertificate' : 'Secret';
    names.push({ kind: certificateKind, name: certificateName, ...ofService });
    if (typeof backendCertificate === 'object' && backendCertificate.secretName === `${serviceName}-backend-tls`) {
      names.push({ kind: 'Secret', name: backendCertificate.secretName, ...ofService });
    }
    if (networkPolicy) names.push({ kind: 'NetworkPolicy', name: networkPolicy.name, ...ofService });
  });
  return names;
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
