import { FRONT_KIND } from '../gke/load-balancer-classes';
import { issuedSecretsOf } from '../topology/applied-early';
import { secretsByHand } from '../topology/certificate-secrets';
import type { LoadBalancer, Topology } from '../topology/topology';
import { manifestFile, stackFolder } from './files';
import { FRONT_RESOURCE } from './frontend';
import { bullets, commands, list, prose } from './markdown';
import { destroyReleaseBlocks } from './release-stack';
import type { Section } from './section';

export const tearDownSection: Section = {
  title: 'Tear down',
  body: ({ topology, docs }) => {
    const { namespace, loadBalancer } = topology;
    const { stackName, releaseStack } = topology.terraform;
    return [
      prose(
        `${stackName === undefined ? frontsFirst(loadBalancer) : `${frontsFirst(loadBalancer)}, ${TERRAFORM_LAST}`} ([what may be left over](${docs}/troubleshooting.md#tear-down)).`,
      ),
      commands([
        `kubectl delete ${frontsText(loadBalancer)} --namespace ${namespace} --ignore-not-found --timeout 20m`,
        deleteLine(topology),
        ...(stackName === undefined || releaseStack ? [] : [`terraform -chdir=${stackFolder(stackName)} destroy`]),
      ]),
      bullets([...notes(topology), ...destroyGuards(topology)]),
      ...destroyReleaseBlocks(topology),
      ...destroyBlocks(topology),
    ];
  },
};

const TERRAFORM_LAST = 'Terraform last, because nothing in use can be deleted';

function frontsFirst({ api, also }: LoadBalancer): string {
  if (also === undefined) {
    return `The ${FRONT_KIND[api]} first, because its load balancer is taken apart only while what it names is there`;
  }
  return `The ${FRONT_KIND[api]} and the ${FRONT_KIND[also]} first, because their load balancers are taken apart only while what they name is there`;
}

function frontsText({ name, api, also }: LoadBalancer): string {
  if (also === undefined) return `${FRONT_RESOURCE[api]} ${name}`;
  return `${FRONT_RESOURCE[api]}/${name} ${FRONT_RESOURCE[also]}/${name}`;
}

/** By its service account Milvus reaches its data: that goes with Milvus. */
function deleteLine(topology: Topology): string {
  const file = manifestFile(topology);
  if (!topology.storage) return `kubectl delete --filename ${file} --ignore-not-found`;
  return `yq 'select(.kind != "ServiceAccount")' ${file} | kubectl delete --ignore-not-found --filename -`;
}

function notes(topology: Topology): string[] {
  const { namespace, releases, terraform } = topology;
  const hosts = list(releases.map(({ host }) => host));
  const mounted = releases.flatMap(({ backendCertificate }) =>
    typeof backendCertificate === 'object' ? [backendCertificate.secretName] : [],
  );
  const frontend = frontendSecrets(topology);
  const uninstall = releases.map(({ name }) => `\`helm uninstall ${name} --namespace ${namespace}\``).join(', ');
  return [
    recordsText(topology, hosts),
    ...(frontend.length === 0 ? [] : [`Of clients' certificates, delete ${list(frontend)}, unless others use them.`]),
    ...(mounted.length === 0
      ? []
      : [`Keep ${list([...new Set(mounted)])} as long as Milvus mounts it: without it no new pod starts.`]),
    ...(terraform.releaseStack ? [] : [`Milvus and its data stay. To remove it too, after a backup: ${uninstall}.`]),
  ];
}

/** Records lead to an address until it is gone; what leads to a zone comes before the zone. */
function recordsText({ terraform: { dnsZone }, loadBalancer }: Topology, hosts: string): string {
  if (dnsZone === undefined) return `Remove the DNS records of ${hosts} first.`;
  if (dnsZone.kind === 'existing') return `The DNS records of ${hosts} go with Terraform.`;
  const registrar =
    loadBalancer.scheme === 'internal' ? '' : ` Take its name servers out where \`${dnsZone.dnsName}\` is registered.`;
  return `The zone \`${dnsZone.name}\` goes with Terraform, once no records are in it but ours.${registrar}`;
}

function frontendSecrets(topology: Topology): readonly string[] {
  const { certificate } = topology.loadBalancer;
  if (certificate.kind !== 'self-managed') return [];
  const byHand = secretsByHand(topology).filter(({ side }) => side === 'frontend');
  if (!certificate.issuer) return byHand.map(({ secretName }) => secretName);
  const names = new Set(topology.releases.map(({ certificateName }) => certificateName));
  return issuedSecretsOf(topology).filter((name) => names.has(name));
}

/** After the stack that runs the releases. */
function destroyBlocks({ terraform: { stackName, releaseStack } }: Topology): string[] {
  if (stackName === undefined || !releaseStack) return [];
  return [prose('What Terraform made:'), commands([`terraform -chdir=${stackFolder(stackName)} destroy`])];
}

/** What Terraform refuses to delete, and why. */
function destroyGuards(topology: Topology): string[] {
  const { cluster, storage, namespace, terraform } = topology;
  if (terraform.stackName === undefined) return [];
  const accounts = storage?.accounts.map(({ name }) => name).join(' ') ?? '';
  return [
    ...(isProtected(topology)
      ? ['Terraform refuses until `gcp.deletionProtection: false` is in the environment, synthesized and applied.']
      : []),
    ...(cluster?.created?.deletionProtection
      ? [
          `The cluster \`${cluster.name}\`, and Milvus with it, needs \`gcp.cluster.create.deletionProtection: false\` applied too.`,
        ]
      : []),
    ...(storage && !cluster?.created
      ? [
          `Milvus must be gone before: it cannot reach its data any more. Then \`kubectl delete serviceaccount ${accounts} --namespace ${namespace}\`.`,
        ]
      : []),
    ...(storage && !storage.forceDestroy
      ? [
          `The bucket \`${storage.bucketName}\` goes only when it is empty, or with \`forceDestroy: true\` applied before: with it all data goes.`,
        ]
      : []),
  ];
}

/** Whether there is something whose end Terraform refuses to plan. */
function isProtected({ cluster, storage, loadBalancer, terraform }: Topology): boolean {
  const { dnsZone, deletionProtection } = terraform;
  const made = cluster?.created !== undefined || storage !== undefined || dnsZone?.kind === 'created';
  const addresses = [loadBalancer.ingress?.address, loadBalancer.gateway?.address];
  return deletionProtection && (made || addresses.some((address) => address?.kind === 'reserved'));
}
