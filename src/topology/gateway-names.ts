import { type NameRule, RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { isCreated } from './edge';
import { dnsAuthorizationsOf } from './gateway-share';
import type { Name } from './name';
import type { Topology } from './topology';

/** Every name that a Gateway makes, with those of its routes, policies, Services and certificates. */
export function gatewayNamesOf(topology: Topology): Name[] {
  const { loadBalancer, releases, project, namespace, terraform } = topology;
  const { gateway, name } = loadBalancer;
  if (!gateway) return [];
  const inNamespace = { scope: `namespace ${namespace} of project ${project}`, rule: RFC1123_SUBDOMAIN };
  const inProject = { scope: `project ${project}`, rule: RFC1035_LABEL };
  const ofLoadBalancer = { path: ['loadBalancer', 'name'], changedBy: 'loadBalancer.name' };
  const { policyName, redirectRouteName, certificateMapName, address } = gateway;
  const names: Name[] = [{ kind: 'Gateway', name, ...inNamespace, ...ofLoadBalancer }];
  const add = (kind: string, of: string | undefined, rest: Omit<Name, 'kind' | 'name'>): void => {
    if (of !== undefined) names.push({ kind, name: of, ...rest });
  };
  add('GCPGatewayPolicy', policyName, { ...inNamespace, ...ofLoadBalancer });
  add('HTTPRoute', redirectRouteName, { ...inNamespace, ...ofLoadBalancer });
  add('certificate map', certificateMapName, { ...inProject, ...ofLoadBalancer });
  if (isCreated(address) && address.kind !== 'ephemeral') {
    add('static address', address.name, { ...inProject, ...ofLoadBalancer });
  }
  releases.forEach(({ gateway: share, rest, fullnameOverride }, index) => {
    if (!share) return;
    const path = ['releases', index, fullnameOverride === undefined ? 'name' : 'fullnameOverride'];
    const ofService = { ...inNamespace, rule: RFC1035_LABEL, path, changedBy: 'fullnameOverride' };
    const ofRelease = { ...inNamespace, path: ['releases', index, 'name'], changedBy: 'the release name' };
    add('HTTPRoute', share.routeName, ofRelease);
    for (const backend of [share, ...(typeof rest === 'object' && rest.gateway ? [rest.gateway] : [])]) {
      add('Service', backend.serviceName, ofService);
      add('GCPBackendPolicy', backend.backendPolicyName, ofRelease);
      add('HealthCheckPolicy', backend.healthCheckPolicyName, ofRelease);
    }
    add('certificate of Certificate Manager', share.certificate?.name, {
      ...inProject,
      path,
      changedBy: 'fullnameOverride',
    });
  });
  const { dnsZone } = terraform;
  // Of a region, Google gives each project a record of its own.
  if (dnsZone && certificateMapName !== undefined) {
    for (const { domain } of dnsAuthorizationsOf(topology)) {
      const index = releases.findIndex(({ gateway: share }) => share?.certificate?.domain === domain);
      add('CNAME record', acmeChallengeOf(domain), {
        scope: `zone ${dnsZone.name} of project ${project}`,
        rule: ANY_HOST,
        path: ['releases', index, 'host'],
        changedBy: 'the host',
      });
    }
  }
  return names;
}

/** Where a domain is proven to be one's own. */
export function acmeChallengeOf(domain: string): string {
  return `_acme-challenge.${domain}`;
}

/** Hosts have been checked. */
const ANY_HOST: NameRule = { pattern: /^/, maxLength: RFC1123_SUBDOMAIN.maxLength, form: 'DNS names' };
