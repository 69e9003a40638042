import type { Topology } from '../topology/topology';
import { isIssuedAfterDns } from './frontend';
import { commands, prose } from './markdown';
import type { Step } from './section';

export const verifyStep: Step = {
  id: 'verify',
  title: 'Verify',
  body: ({ topology, step, docs }) => {
    const { environment, releases, loadBalancer } = topology;
    const token = releases.some(({ authorization }) => authorization === true);
    const wait = isIssuedAfterDns(loadBalancer)
      ? `When ${step('restart')}'s terminal shows the certificates Active, mostly 15 minutes after DNS and at worst 90, go`
      : 'Go';
    return [
      prose(
        `${wait} a client's way from DNS to Milvus, with data that goes in and out.${token ? ' Type `root:` and the password; nothing is shown.' : ''}${hostsText(topology)}`,
      ),
      commands([
        ...(token ? ['IFS= read -rs MILVUS_TOKEN && export MILVUS_TOKEN'] : []),
        `npx milvus-l7 verify ${environment} --write-test`,
      ]),
      prose(
        `**Done when** \`status\` ends with all ready and \`verify\` with no stage failed ([else](${docs}/troubleshooting.md#what-a-client-shows)): both exit with 0.`,
      ),
    ];
  },
};

/** One token is of one Milvus. */
function hostsText({ releases }: Topology): string {
  if (releases.length < 2) return '';
  return ' Passwords differ? Once for each host, with `--host` and its own.';
}
