import { secretsFolder } from '../topology/client-certificate';
import { secretValuesVariable } from '../topology/infrastructure';
import type { Release, Topology } from '../topology/topology';
import { checkChart } from './chart';
import { stackFolder } from './files';
import { prose, snippet } from './markdown';
import type { Page } from './section';
import { guarded, indented, stop, word } from './shell';
import { stateBucket, stateText } from './terraform';

/** What stands in place of helm where Terraform runs the releases. */
export function releaseStackBlocks({ topology, step }: Page, stack: string): string[] {
  const { releases, namespace } = topology;
  const folder = stackFolder(stack);
  return [
    prose(
      `The stack \`${stack}\` ${topology.terraform.releaseStack?.adopts ? 'adopts and upgrades' : 'installs or upgrades'} ${releases.map(({ name }) => `\`${name}\``).join(', ')}, with the values that are in \`dist/helm\`, and waits up to 20 minutes. Planning it downloads the chart, and asks for the cluster. ${stateText(topology, stack)}`,
    ),
    ...(topology.terraform.stackName === undefined ? stateBucket(topology) : []),
    snippet('bash', { id: 'release-init' }, [`terraform -chdir=${folder} init`]),
    prose(
      `Its values replace all of the live release's; Terraform has no \`--reset-then-reuse-values\`. This saves the live ones, and stops where they would be lost:`,
    ),
    ...releases.map((release) =>
      snippet('bash', { id: 'release-values', release: release.name }, guarded(saveLines(topology, release, folder))),
    ),
    ...completeText(topology),
    ...secretText(topology),
    snippet('bash', { id: 'release-plan' }, guarded([...secretLines(topology), `terraform -chdir=${folder} plan`])),
    snippet('bash', { id: 'release-apply' }, guarded([...secretLines(topology), `terraform -chdir=${folder} apply`])),
    ...cdktfText(topology, stack),
    prose(
      `Does the time run out? The release stays, failed, and \`kubectl get pods --namespace ${namespace}\` and the log of the pod that is not ready say why. Mend it and apply again: it is upgraded, never uninstalled. From now on change it by Terraform only, and keep ${step('chart')}'s rule.`,
    ),
  ];
}

function saveLines(topology: Topology, release: Release, folder: string): string[] {
  const { namespace } = topology;
  const { name, valuesFile } = release;
  return [
    'umask 077',
    ...checkChart(topology, release),
    'if [ -n "$chart" ]; then',
    ...indented([
      `helm get values ${name} --namespace ${namespace} --output yaml \\`,
      `  >"${secretsFolder(topology)}/${name}.values.$(date +%Y%m%d-%H%M%S).yaml"`,
      ...(valuesFile === undefined ? ownLines(release, folder) : []),
    ]),
    'fi',
  ];
}

/** A release that this stack made has its values; any other has some of its own. */
function ownLines({ name }: Release, folder: string): string[] {
  return [
    `if [ "\${REPLACE:-}" != yes ] && ! terraform -chdir=${folder} state list | grep -Fx helm_release.${name} >/dev/null; then`,
    ...indented(stop(`${name} was made by helm, and has values of its own, which would be lost`)),
    'fi',
  ];
}

function completeText({ releases }: Topology): string[] {
  if (releases.every(({ valuesFile }) => valuesFile !== undefined)) return [];
  return [
    prose(
      'After a STOP, name the saved file in the environment as `values:` (secrets in it move to `secretValues:`), synthesize, and run the block of the new page. Only where nothing in it is needed, `REPLACE=yes` before the block, and `unset REPLACE` after.',
    ),
  ];
}

function secretText({ releases }: Topology): string[] {
  const files = releases.flatMap(({ secretValuesFile }) => (secretValuesFile === undefined ? [] : [secretValuesFile]));
  if (files.length === 0) return [];
  return [
    prose(
      `Secret values (${files.map((file) => `\`${file}\``).join(', ')}) come on top, in variables of these blocks only; no file of the stack has them. The state does: keep it where its readers may know them.`,
    ),
  ];
}

function secretLines({ releases }: Topology): string[] {
  return releases.flatMap(({ name, secretValuesFile }) => {
    if (secretValuesFile === undefined) return [];
    const variable = `TF_VAR_${secretValuesVariable(name)}`;
    return [`${variable}=$(cat ${word(secretValuesFile)})`, `export ${variable}`];
  });
}

function cdktfText({ cluster }: Topology, stack: string): string[] {
  const flag = cluster?.created ? ' --ignore-missing-stack-dependencies' : '';
  return [prose(`With cdktf, instead of both: \`npx --yes cdktf-cli@0.21.0 deploy ${stack}${flag}\`.`)];
}
