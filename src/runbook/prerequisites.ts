import { secretsFolder } from '../topology/client-certificate';
import type { Topology } from '../topology/topology';
import { findClusterBlocks } from './cluster';
import { placeOf } from './gcloud';
import { prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, indented, stop } from './shell';

export const prerequisitesStep: Step = {
  id: 'prerequisites',
  title: 'Prerequisites',
  body: ({ topology }) => {
    const { terraform } = topology;
    const runsTerraform = terraform.stackName !== undefined || terraform.releaseStack !== undefined;
    const folder = secretsFolder(topology);
    const tools = ['gcloud', 'gke-gcloud-auth-plugin', 'kubectl', 'helm', 'openssl', 'dig', 'python3'];
    return [
      prose(
        `${topology.cluster?.created ? '' : "A GKE cluster that is VPC-native is there, with its HTTP load balancing add-on on (both are GKE's defaults). "}${machineText(topology)}:`,
      ),
      snippet(
        'bash',
        { id: 'tools' },
        guarded([
          `for tool in ${[...tools, ...(runsTerraform ? ['terraform'] : [])].join(' ')}; do`,
          `  command -v "$tool" >/dev/null || {`,
          ...indented(indented(stop('$tool is not installed'))),
          '  }',
          'done',
          'case $(helm version --short) in',
          '  v3.1[4-9].* | v3.[2-9][0-9].* | v[4-9].*) ;;',
          '  *)',
          ...indented(indented(stop('Helm 3.14 or later is needed: older ones lose values in an upgrade'))),
          '    ;;',
          'esac',
        ]),
      ),
      prose('Once on a machine, sign in:'),
      snippet('bash', { id: 'sign-in' }, [
        'gcloud init',
        ...(runsTerraform ? ['gcloud auth application-default login'] : []),
      ]),
      ...findClusterBlocks(topology),
      prose(`Keys, certificates and saved values go into a folder that git ignores and only you can read:`),
      snippet(
        'bash',
        { id: 'secrets-folder' },
        guarded(['umask 077', `mkdir -p ${folder}`, `echo '*' >${folder}/.gitignore`]),
      ),
      prose('pymilvus, for the first password and for trying the connection:'),
      snippet('bash', { id: 'pymilvus' }, [
        'python3 -m venv "$HOME/.venvs/milvus"',
        `"$HOME/.venvs/milvus/bin/pip" install 'pymilvus>=3.0,<3.1'`,
        'PATH="$HOME/.venvs/milvus/bin:$PATH"',
      ]),
    ];
  },
};

function machineText({ loadBalancer, network, project, region }: Topology): string {
  if (loadBalancer.scheme !== 'internal' || network === undefined) return 'On your machine or in Cloud Shell';
  return `On a machine that is inside the VPC network \`${placeOf(network.network, project).name}\` and the region \`${region}\`, or comes in there by VPN: from elsewhere the load balancer cannot be tried`;
}
