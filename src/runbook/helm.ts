import { CHART } from '../milvus/chart';
import type { Release, Topology } from '../topology/topology';
import { valuesFile } from './files';
import { list, prose, commandsOfThree } from './markdown';
import { releaseStackBlocks } from './release-stack';
import type { Page, Step } from './section';
import { word } from './shell';

export const helmStep: Step = {
  id: 'helm',
  title: 'Upgrade Milvus',
  body: (page) =>
    page.topology.terraform.releaseStack
      ? releaseStackBlocks(page, page.topology.terraform.releaseStack)
      : helmBlocks(page),
};

function helmBlocks({ topology, docs }: Page): string[] {
  const { releases, namespace } = topology;
  return [
    prose(
      `The window begins. ${valuesText(releases)} Time runs out? \`kubectl get pods --namespace ${namespace}\` and the log of the pod that is not ready say why; run it again ([more](${docs}/troubleshooting.md#helm)). With Argo CD or Flux, let it sync the chart alone ([how](${docs}/gitops.md)).`,
    ),
    ...commandsOfThree(releases.map((release) => upgradeLine(topology, release))),
  ];
}

function valuesText(releases: readonly Release[]): string {
  const complete = releases.filter(({ valuesFile: file }) => file !== undefined).map(({ name }) => name);
  const kept = 'What the file does not say stays as the live release has it';
  if (complete.length === 0) return `${kept}; Helm keeps the values of earlier revisions.`;
  const replaced = 'The file is complete and replaces the live values; Helm keeps those of earlier revisions.';
  return complete.length === releases.length
    ? replaced
    : `${list(complete)}: ${replaced} The others: ${kept.toLowerCase()}.`;
}

function upgradeLine(topology: Topology, release: Release): string {
  const { name, chart, secretValuesFile } = release;
  const merge = release.valuesFile === undefined ? ' --reset-then-reuse-values' : '';
  const second = secretValuesFile === undefined ? '' : ` --values ${word(secretValuesFile)}`;
  return `helm upgrade --install ${name} ${CHART.name} --repo ${CHART.repository} --version ${chart} --namespace ${topology.namespace}${merge} --values ${valuesFile(topology, release)}${second} --wait --timeout 20m`;
}
