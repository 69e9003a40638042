import { podSelectorOf } from '../milvus/service';
import type { Topology } from '../topology/topology';
import { manifestFile } from './files';
import { commands, commandsOfThree, prose } from './markdown';
import type { Step } from './section';

export const applyStep: Step = {
  id: 'apply',
  title: 'Apply the manifests',
  body: ({ topology, docs }) => [
    prose(
      `First see what would change: none where all is applied; where something differs, kubectl exits with 1. ${keptText(topology)}`,
    ),
    commands([`kubectl diff --filename ${manifestFile(topology)}`]),
    prose(
      `Is it what was reviewed? Then apply it; Argo CD or Flux may sync the manifests now, not before ([how](${docs}/gitops.md)).`,
    ),
    commands([`kubectl apply --filename ${manifestFile(topology)}`]),
  ],
};

/** The controller sets what is written, and nothing back. */
function keptText({ loadBalancer: { scheme, ingress } }: Topology): string {
  if (!ingress) {
    return 'Whether a setting that merely disappears (`-`) goes from Google Cloud too, Google does not say of a Gateway: write its opposite into the environment, `timeoutSec: 30`, `drainingTimeoutSec: 0`.';
  }
  const policies = scheme === 'external' ? ', `sslPolicy: off`, `securityPolicy: off`' : '';
  return `A setting that merely disappears (\`-\`) stays in Google Cloud: write its opposite into the environment, \`timeoutSec: 30\`, \`drainingTimeoutSec: 0\`, \`logging: { enable: false }\`${policies}.`;
}

export const restartStep: Step = {
  id: 'restart',
  title: 'Restart the proxies once',
  body: ({ topology, docs }) => [
    prose(
      `The first line runs in a second terminal until all is ready; the address takes five to ten minutes. As soon as it shows network endpoint groups ([none after 20?](${docs}/troubleshooting.md#the-${topology.loadBalancer.api})), and after the first apply only, the second: GKE gives its readiness gate to pods that start then, and with it updates wait for the load balancer.`,
    ),
    commands([`npx milvus-l7 status ${topology.environment} --watch --timeout 2h`]),
    ...commandsOfThree(
      topology.releases.map(
        ({ name, mode }) =>
          `kubectl rollout restart deployment --namespace ${topology.namespace} --selector ${podSelectorOf(name, mode)}`,
      ),
    ),
  ],
};
