import { CERTIFICATE_STATUSES } from '../gke/certificate-statuses';
import type { Topology } from '../topology/topology';
import { isIssuedByGoogle } from './frontend';
import { describeLine } from './gcloud';
import { bullets, prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, waitUntil } from './shell';

export const activeStep: Step = {
  id: 'active',
  title: 'Wait for the certificate',
  needed: ({ loadBalancer }) => isIssuedByGoogle(loadBalancer),
  body: ({ topology }) => {
    const inCompute = topology.loadBalancer.certificate.kind === 'pre-shared';
    return [
      prose(
        'Only now can it become Active: it hangs on the load balancer and its name leads there. Mostly 15 minutes, at worst an hour and more.',
      ),
      ...topology.releases.map(({ name, certificateName }) =>
        snippet(
          'bash',
          { id: 'certificate-active', release: name },
          inCompute ? computeLines(topology, certificateName) : [managedLine(topology, certificateName)],
        ),
      ),
      prose(inCompute ? lookInCompute(topology) : lookInCluster(topology)),
      bullets(STATUSES.map(([status, { meaning }]) => `\`${inCompute ? constantOf(status) : status}\`: ${meaning}`)),
    ];
  },
};

/** Those that a certificate may have before it is Active for the first time. */
const STATUSES = Object.entries(CERTIFICATE_STATUSES).filter(([, { later }]) => !later);

function managedLine({ namespace }: Topology, certificateName: string): string {
  return `kubectl wait --for=jsonpath='{.status.certificateStatus}'=Active managedcertificates.networking.gke.io/${certificateName} --namespace ${namespace} --timeout=90m`;
}

function computeLines(topology: Topology, certificateName: string): string[] {
  const status = describeLine(topology, 'ssl-certificates', certificateName, 'managed.status');
  const message = `${certificateName} is \${found:-nothing} after 90 minutes`;
  return guarded(waitUntil(status, '[ "$found" = ACTIVE ]', 90, message));
}

function lookInCluster({ namespace }: Topology): string {
  return `Meanwhile, \`kubectl get managedcertificates --namespace ${namespace}\` and, for each domain, \`kubectl describe managedcertificate\` show:`;
}

function lookInCompute({ project }: Topology): string {
  return `Meanwhile, \`gcloud compute ssl-certificates list --global --project ${project}\` shows, for the certificate and for its domain:`;
}

/** `FailedNotVisible` as Compute Engine spells it: `FAILED_NOT_VISIBLE`. */
function constantOf(status: string): string {
  return status.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
