import type { Release, Topology } from '../topology/topology';
import { pipedTo, serviceAccountsOf } from './documents';
import { bullets, prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, indented, stop } from './shell';

/** Milvus' pods do not start without their service account, so it comes before the release. */
export const bucketStep: Step = {
  id: 'bucket',
  title: 'Service accounts for the bucket',
  needed: ({ storage }) => storage !== undefined,
  body: ({ topology, step }) => {
    const { storage, releases } = topology;
    const accounts = storage?.accounts ?? [];
    return [
      prose(
        `From ${step('helm')} on, Milvus keeps its data in \`gs://${storage?.bucketName ?? ''}\` and reaches it by workload identity, without a key:`,
      ),
      bullets(
        accounts.map(
          ({ name, email }) => `the Kubernetes service account \`${name}\` is, in Google Cloud, \`${email}\`.`,
        ),
      ),
      prose('A release that runs already and keeps its data elsewhere would start empty. This stops there:'),
      ...releases.map((release) =>
        snippet('bash', { id: 'data-stays', release: release.name }, dataStaysLines(topology, release)),
      ),
      prose(
        "After a STOP, copy the data first (Milvus' own tool is milvus-backup), or take `gcp.storage` out of the environment. Once it is copied, `MOVED=yes` before the block, and `unset MOVED` after.",
      ),
      prose("Milvus' pods do not start without their service account, so of the manifests it is applied now:"),
      snippet(
        'bash',
        { id: 'service-accounts' },
        guarded(pipedTo(serviceAccountsOf(topology, 'only'), 'kubectl apply --filename -')),
      ),
    ];
  },
};

function dataStaysLines({ namespace }: Topology, { name, storage }: Release): string[] {
  const bucket = storage?.bucketName ?? '';
  return guarded([
    `live=$(helm list --namespace ${namespace} --filter '^${name}$' --output json)`,
    'if [ "$live" = "[]" ] || [ "${MOVED:-}" = yes ]; then exit 0; fi',
    `values=$(helm get values ${name} --namespace ${namespace} --output yaml)`,
    'case $values in',
    `  *'bucketName: ${bucket}'*) ;;`,
    '  *)',
    ...indented(indented(stop(`${name} runs, and its data is not in ${bucket}`))),
    '    ;;',
    'esac',
  ]);
}
