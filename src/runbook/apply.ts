import { podSelectorOf } from '../milvus/service';
import type { Release, Topology } from '../topology/topology';
import { manifestFile } from './files';
import { prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, indented, stop } from './shell';

export const applyStep: Step = {
  id: 'apply',
  title: 'Apply the manifests',
  body: ({ topology }) => [
    prose('First what would change, then the change:'),
    snippet('bash', { id: 'diff' }, [`kubectl diff --filename ${manifestFile(topology)} || [ $? -eq 1 ]`]),
    prose(keptText(topology)),
    snippet('bash', { id: 'apply' }, [`kubectl apply --filename ${manifestFile(topology)}`]),
    prose(
      "Plain `kubectl apply`, without `--server-side`, because the guide's own objects are applied that way: it knows what it wrote the last time, and so takes out of the cluster what has left the file.",
    ),
  ],
};

/** The controller sets what is written, and nothing back. */
function keptText({ loadBalancer: { scheme, sslPolicy, securityPolicy } }: Topology): string {
  const external = scheme === 'external';
  const off = [
    ...(sslPolicy === 'off' ? ['the SSL policy'] : []),
    ...(securityPolicy === 'off' ? ['the Cloud Armor policy'] : []),
  ];
  const written =
    off.length === 0
      ? ''
      : ` That is what \`off\` does here for ${off.join(' and ')}; once it is applied, \`none\` is as good.`;
  return `A line of a BackendConfig's or FrontendConfig's spec that goes (\`-\`)? What merely disappears stays as it is in Google Cloud: time-out, draining, affinity, logging${external ? ', SSL and Cloud Armor policy' : ''}. Write the opposite into the environment instead: \`timeoutSec: 30\`, \`drainingTimeoutSec: 0\`, \`affinityType: NONE\`, \`logging: { enable: false }\`${external ? ', `sslPolicy: off`, `securityPolicy: off`' : ''}.${written}${external ? ' The redirect does go.' : ''}`;
}

export const restartStep: Step = {
  id: 'restart',
  title: 'Restart the proxies once',
  body: ({ topology }) => [
    prose(
      'GKE gives its readiness gate only to pods that start when the load balancer knows their Service: with it, a rolling update waits until the load balancer sends traffic to the new pod. Needed after the first apply only.',
    ),
    ...topology.releases.map((release) =>
      snippet('bash', { id: 'restart', release: release.name }, restartLines(topology, release)),
    ),
    prose(
      `A STOP here? \`kubectl describe ingress ${topology.loadBalancer.name} --namespace ${topology.namespace}\` ends with what the controller objects to.`,
    ),
  ],
};

function restartLines({ namespace }: Topology, { name, mode, serviceName, rest }: Release): string[] {
  const services = [serviceName, ...(typeof rest === 'object' ? [rest.serviceName] : [])];
  return guarded([
    `selector=${podSelectorOf(name, mode)}`,
    ...services.flatMap((service) => waitForNeg(service, namespace)),
    `kubectl rollout restart deployment --namespace ${namespace} --selector "$selector"`,
    `kubectl rollout status deployment --namespace ${namespace} --selector "$selector" --timeout 20m`,
  ]);
}

/** A pod gets the readiness gate for the groups that are there when it starts. */
function waitForNeg(service: string, namespace: string): string[] {
  const status = `kubectl get service ${service} --namespace ${namespace} --output jsonpath='{.metadata.annotations.cloud\\.google\\.com/neg-status}'`;
  return [
    'for _ in $(seq 60); do',
    `  neg=$(${status})`,
    '  case $neg in *network_endpoint_groups*) break ;; esac',
    '  sleep 10',
    'done',
    'case $neg in',
    '  *network_endpoint_groups*) ;;',
    `  *)`,
    ...indented(indented(stop(`no network endpoint group for ${service} after 10 minutes`))),
    '    ;;',
    'esac',
  ];
}
