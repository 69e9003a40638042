import type { Topology } from '../topology/topology';
import { stackFolder } from './files';
import { bullets, prose, snippet } from './markdown';

/** How Milvus goes where Terraform runs the releases: before its cluster. */
export function destroyReleaseBlocks({ terraform: { releaseStack }, releases }: Topology): string[] {
  if (!releaseStack) return [];
  return [
    prose(
      `To remove Milvus too, after a backup; the stack \`${releaseStack.name}\` goes before the one that holds the cluster, because Terraform must still reach it:`,
    ),
    snippet('bash', { id: 'destroy-release' }, [`terraform -chdir=${stackFolder(releaseStack.name)} destroy`]),
    prose(
      `Volumes of ${releases.map(({ name }) => `\`${name}\``).join(', ')} stay as PersistentVolumeClaims until you delete them; while there are any, their disks outlive the cluster.`,
    ),
  ];
}

/** Whether there is something whose end Terraform refuses to plan. */
export function isProtected({ cluster, storage, loadBalancer, terraform }: Topology): boolean {
  const { dnsZone, deletionProtection } = terraform;
  const made = cluster?.created !== undefined || storage !== undefined || dnsZone?.kind === 'created';
  return deletionProtection && (made || loadBalancer.address.kind === 'reserved');
}

/** What Terraform refuses to delete, and why. */
export function destroyGuards(topology: Topology): string[] {
  const { cluster, storage, namespace } = topology;
  const guards: string[] = [];
  if (isProtected(topology)) {
    guards.push(
      'Terraform refuses to plan it until `gcp.deletionProtection: false` is in the environment, synthesized and applied. Take the environment away only when all of it is gone.',
    );
  }
  if (cluster?.created?.deletionProtection) {
    guards.push(
      `The cluster \`${cluster.name}\`, and Milvus with it, goes only after \`gcp.cluster.create.deletionProtection: false\` is in the environment and applied too.`,
    );
  }
  if (storage && !cluster?.created) {
    const names = storage.accounts.map(({ name }) => name).join(' ');
    guards.push(
      `Milvus must be gone before: it cannot reach its data any more. Then \`kubectl delete serviceaccount ${names} --namespace ${namespace}\`.`,
    );
  }
  if (storage && !storage.forceDestroy) {
    guards.push(
      `The bucket \`${storage.bucketName}\` goes only when it is empty, or after \`forceDestroy: true\` is in the environment and applied: with it all data goes.`,
    );
  }
  return guards.length === 0 ? [] : [bullets(guards)];
}

/** What Terraform makes of the infrastructure, one line each. */
export function infrastructureTexts({ network, cluster, storage }: Topology): string[] {
  const texts: string[] = [];
  if (network?.created) {
    texts.push(`the VPC network \`${network.network}\`, with a subnet, Cloud NAT and two firewall rules;`);
  }
  if (network?.healthCheckRule) {
    const { name, project } = network.healthCheckRule;
    texts.push(`the firewall rule \`${name}\` in the project \`${project}\`, which shares the network;`);
  }
  if (cluster?.created) {
    const { name, location, created } = cluster;
    texts.push(
      `the cluster \`${name}\` in \`${location}\` and its node pool \`${created.nodePool.name}\`, in some 15 minutes;`,
    );
  }
  if (storage) {
    const accounts = storage.accounts.map(({ email }) => `\`${email}\``).join(', ');
    texts.push(`the bucket \`${storage.bucketName}\`, and who may use it: ${accounts};`);
  }
  return texts;
}
