import { secretValuesVariable } from '../topology/infrastructure';
import type { Release, ReleaseStack, Topology } from '../topology/topology';
import { stackFolder } from './files';
import { commands, commandsOfThree, list, prose } from './markdown';
import type { Page } from './section';
import { word } from './shell';
import { stateBucket, stateText } from './terraform';

/** What stands in place of helm where Terraform runs the releases. */
export function releaseStackBlocks({ topology, docs }: Page, { name, adopts }: ReleaseStack): string[] {
  const folder = stackFolder(name);
  return [
    prose(
      `The window begins. Terraform runs the chart (\`helmRelease\`): the stack \`${name}\` ${adopts ? 'adopts and upgrades' : 'installs or upgrades'} ${list(topology.releases.map((release) => release.name))} with the values in \`dist/helm\`, which replace all live ones, and waits up to 20 minutes. ${stateText(topology, name)}`,
    ),
    ...(topology.terraform.stackName === undefined ? stateBucket(topology) : []),
    ...secretBlocks(topology.releases),
    commands([`terraform -chdir=${folder} init`, `terraform -chdir=${folder} apply`]),
    prose(
      `The time runs out? The release stays, failed; \`kubectl get pods --namespace ${topology.namespace}\` and the log of the pod that is not ready say why. Mend it and apply again: it is upgraded, never uninstalled. From now on only Terraform changes it ([more](${docs}/terraform.md)).`,
    ),
  ];
}

function secretBlocks(releases: readonly Release[]): string[] {
  const lines = releases.flatMap(({ name, secretValuesFile }) =>
    secretValuesFile === undefined
      ? []
      : [
          `TF_VAR_${secretValuesVariable(name)}="$(cat ${word(secretValuesFile)})"`,
          `export TF_VAR_${secretValuesVariable(name)}`,
        ],
  );
  if (lines.length === 0) return [];
  return [
    prose(
      'Secret values come on top, from variables of this terminal; the state holds them, no file of the stack does:',
    ),
    ...commandsOfThree(lines),
  ];
}

/** How Milvus goes where Terraform runs the releases: before its cluster, which Terraform must still reach. */
export function destroyReleaseBlocks({ terraform: { releaseStack }, releases }: Topology): string[] {
  if (!releaseStack) return [];
  return [
    prose(
      `To remove Milvus too, after a backup; the volumes of ${list(releases.map(({ name }) => name))} stay as PersistentVolumeClaims until you delete them, and their disks outlive the cluster:`,
    ),
    commands([`terraform -chdir=${stackFolder(releaseStack.name)} destroy`]),
  ];
}
