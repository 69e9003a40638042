import { secretsByHand } from '../topology/certificate-secrets';
import type { Topology } from '../topology/topology';
import { destroyGuards, destroyReleaseBlocks } from './destroy';
import { pipedTo, serviceAccountsOf } from './documents';
import { manifestFile, stackFolder } from './files';
import { issuedSecretsOf } from './issued';
import { bullets, list, prose, snippet } from './markdown';
import type { Section } from './section';
import { guarded } from './shell';

export const rollBackSection: Section = {
  title: 'Roll back to layer 4',
  body: ({ topology: { namespace, loadBalancer, releases, terraform } }) => [
    prose(
      'Only for a release that ran behind a layer-4 load balancer before. Helm brings back the values and the chart of the revision before this page, and with them plaintext, REST, and no password where none was asked for; the data stays. Clients change back at the same moment: plan a window.',
    ),
    ...releases.flatMap(({ name, serviceName }) => [
      snippet('bash', { id: 'history', release: name }, [`helm history ${name} --namespace ${namespace}`]),
      prose(
        `Set \`REVISION=\` to the last one before this page, which must be of the same minor line of the chart; without it the block stops. \`kubectl get service\` then shows the new address:`,
      ),
      snippet(
        'bash',
        { id: 'roll-back', release: name },
        guarded([
          `helm rollback ${name} "\${REVISION:?set it to a revision of the history}" --namespace ${namespace} --wait --timeout 20m`,
          `kubectl get service ${serviceName} --namespace ${namespace}`,
        ]),
      ),
      ...(releases.length > 1 ? [snippet('bash', { id: 'roll-back-done', release: name }, ['unset REVISION'])] : []),
    ]),
    ...(terraform.releaseStack
      ? [prose(`Do not apply \`${terraform.releaseStack.name}\` after it: Terraform would upgrade once more.`)]
      : []),
    prose(
      `Point DNS at the new address and give the clients their old connection. When nobody uses the Ingress \`${loadBalancer.name}\` any more, tear it down.`,
    ),
  ],
};

export const tearDownSection: Section = {
  title: 'Tear down',
  body: ({ topology }) => {
    const { namespace, loadBalancer, terraform } = topology;
    return [
      prose(
        `In this order: the Ingress goes before anything that it names, because its load balancer is taken apart only while those are there${terraform.stackName === undefined ? '' : '; Terraform comes last, because what is in use, an address or a policy, cannot be deleted'}.${terraform.releaseStack || topology.cluster?.created ? '' : ' Milvus and its data stay.'}`,
      ),
      bullets([recordsText(topology)]),
      snippet('bash', { id: 'delete-ingress' }, [
        `kubectl delete ingress ${loadBalancer.name} --namespace ${namespace} --ignore-not-found --timeout 20m`,
      ]),
      snippet('bash', { id: 'delete-manifests' }, deleteLines(topology)),
      ...frontendSecrets(topology),
      ...backendText(topology),
      ...destroyReleaseBlocks(topology),
      ...destroyBlocks(topology),
    ];
  },
};

/** By its service account Milvus reaches its data: that goes with Milvus. */
function deleteLines(topology: Topology): string[] {
  if (!topology.storage) return [`kubectl delete --filename ${manifestFile(topology)} --ignore-not-found`];
  const others = serviceAccountsOf(topology, 'without');
  return guarded(pipedTo(others, 'kubectl delete --filename - --ignore-not-found'));
}

/** Records lead to an address until it is gone; what leads to a zone comes before the zone. */
function recordsText({ releases, terraform: { dnsZone }, loadBalancer }: Topology): string {
  const hosts = list(releases.map(({ host }) => host));
  if (dnsZone === undefined) return `Remove the DNS records of ${hosts}.`;
  if (dnsZone.kind === 'existing') return `The DNS records of ${hosts} go with Terraform, at the end.`;
  const registrar =
    loadBalancer.scheme === 'internal' ? '' : ` Take its name servers out where \`${dnsZone.dnsName}\` is registered.`;
  return `The zone \`${dnsZone.name}\` goes with Terraform, at the end, once there are no records in it but ours.${registrar}`;
}

function frontendSecrets(topology: Topology): string[] {
  const { certificate } = topology.loadBalancer;
  if (certificate.kind === 'self-managed' && certificate.sharedSecretName !== undefined) {
    return [prose(`The Secret \`${certificate.sharedSecretName}\` stays: others may use it.`)];
  }
  const secrets = [...secretsByHand(topology), ...issuedSecretsOf(topology)];
  const names = secrets.flatMap(({ side, secretName }) => (side === 'frontend' ? [secretName] : []));
  if (names.length === 0) return [];
  return [
    snippet('bash', { id: 'delete-secrets' }, [
      `kubectl delete secret ${names.join(' ')} --namespace ${topology.namespace} --ignore-not-found`,
    ]),
  ];
}

function backendText({ namespace, releases, terraform }: Topology): string[] {
  const secrets = releases.flatMap(({ backendCertificate }) =>
    typeof backendCertificate === 'object' ? [`\`${backendCertificate.secretName}\``] : [],
  );
  const mounted =
    secrets.length === 0
      ? ''
      : ` Keep ${secrets.join(', ')} as long as Milvus mounts it: without it no new pod starts.`;
  if (terraform.releaseStack) return mounted === '' ? [] : [prose(mounted.trim())];
  const uninstall = releases.map(({ name }) => `\`helm uninstall ${name} --namespace ${namespace}\``).join(', ');
  return [prose(`To remove Milvus too: ${uninstall}, after a backup.${mounted}`)];
}

function destroyBlocks(topology: Topology): string[] {
  const { stackName } = topology.terraform;
  if (stackName === undefined) return [];
  // cdktf would look for the stack of the releases, which reads this one.
  const isRead = topology.terraform.releaseStack !== undefined && topology.cluster?.created !== undefined;
  const alone = isRead ? ' --ignore-missing-stack-dependencies' : '';
  return [
    prose('What Terraform made, with cdktf or with Terraform alone:'),
    ...destroyGuards(topology),
    snippet('bash', { id: 'cdktf-destroy' }, [`npx --yes cdktf-cli@0.21.0 destroy ${stackName}${alone}`]),
    snippet('bash', { id: 'terraform-destroy' }, [`terraform -chdir=${stackFolder(stackName)} destroy`]),
  ];
}
