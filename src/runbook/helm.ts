import { CHART } from '../milvus/chart';
import { secretsFolder } from '../topology/client-certificate';
import type { Release, Topology } from '../topology/topology';
import { checkChart } from './chart';
import { valuesFile } from './files';
import { prose, snippet } from './markdown';
import { releaseStackBlocks } from './release-stack';
import type { Page, Step } from './section';
import { guarded, indented, stop, word } from './shell';

export const helmStep: Step = {
  id: 'helm',
  title: 'Upgrade Milvus',
  body: (page) => [prose('The window begins.'), ...blocksOf(page)],
};

function blocksOf(page: Page): string[] {
  const { releaseStack } = page.topology.terraform;
  if (releaseStack) return releaseStackBlocks(page, releaseStack.name);
  return [
    snippet('bash', { id: 'helm-repository' }, [
      `helm repo add ${CHART.name} ${CHART.repository} --force-update && helm repo update ${CHART.name}`,
    ]),
    ...page.topology.releases.flatMap((release) => [
      prose(introductionOf(page, release)),
      snippet('bash', { id: 'helm-upgrade', release: release.name }, upgradeLines(page.topology, release)),
    ]),
    ...replaceText(page.topology),
    prose(
      `Do the 20 minutes run out? \`kubectl get pods --namespace ${page.topology.namespace}\` and the log of the pod that is not ready say why. Mend it and run the block again.`,
    ),
  ];
}

function introductionOf({ topology, step }: Page, release: Release): string {
  const values = `\`${valuesFile(topology, release)}\``;
  const saved = `\`${secretsFolder(topology)}\``;
  const secret = release.secretValuesFile === undefined ? '' : ` \`${release.secretValuesFile}\` comes on top of it.`;
  if (release.valuesFile !== undefined) {
    return `\`${release.name}\`: ${values} is complete, \`${release.valuesFile}\` and what this environment adds, so it replaces the values of the live release.${secret} The live ones are saved in ${saved} first; what only they hold is gone afterwards.`;
  }
  return `\`${release.name}\`: ${values} holds only what this environment decides.${secret} The other values of the live release stay; all are saved in ${saved} first. Where ${step('chart')} found no release, it is installed.`;
}

function upgradeLines(topology: Topology, release: Release): string[] {
  const { namespace } = topology;
  const { name, chart, secretValuesFile } = release;
  const complete = release.valuesFile !== undefined;
  const merge = complete ? '' : '--reset-then-reuse-values ';
  const second = secretValuesFile === undefined ? '' : ` --values ${word(secretValuesFile)}`;
  return guarded([
    'umask 077',
    ...checkChart(topology, release),
    `values=${valuesFile(topology, release)}`,
    'if [ -n "$chart" ]; then',
    ...indented([
      `saved=${secretsFolder(topology)}/${name}.values.$(date +%Y%m%d-%H%M%S).yaml`,
      `helm get values ${name} --namespace ${namespace} --output yaml >"$saved"`,
      ...(complete ? [] : keepLines(release)),
    ]),
    'fi',
    `helm upgrade --install ${name} ${CHART.name}/${CHART.name} --version ${chart} --namespace ${namespace} \\`,
    `  ${merge}--values "$values"${second} --wait --timeout 20m`,
  ]);
}

/** What a merge of values replaces whole, because Helm merges neither strings nor lists: stop where it is foreign. */
function keepLines(release: Release): string[] {
  return [
    'user_yaml() {',
    ...indented([
      `awk '`,
      '  inside && /[^ ]/ && match($0, /[^ ]/) <= key { inside = 0 }',
      '  inside && !/[^ ]/ { gap = gap "\\n"; next }',
      '  inside && !text { text = match($0, /[^ ]/) }',
      '  inside { printf "%s%s\\n", gap, substr($0, text); gap = "" }',
      '  /^ +"?user\\.yaml"?:/ { inside = 1; key = match($0, /[^ ]/); print "user.yaml:" }',
      `' "$1"`,
    ]),
    '}',
    'if [ "${REPLACE:-}" != yes ]; then',
    ...indented([
      'if [ -n "$(user_yaml "$saved")" ] && ! diff <(user_yaml "$saved") <(user_yaml "$values"); then',
      ...indented(stop(`${release.name} has a user.yaml of its own, which would be lost`)),
      'fi',
      ...volumeLines(release),
      ...spreadLines(release),
    ]),
    'fi',
  ];
}

function volumeLines({ name, mode, backendCertificate }: Release): string[] {
  if (typeof backendCertificate !== 'object') return [];
  const margin = mode === 'cluster' ? '  ' : '';
  return [
    `if grep -Eq '^${margin}volume(s|Mounts):' "$saved" && ! grep -q 'secretName: ${backendCertificate.secretName}$' "$saved"; then`,
    ...indented(stop(`${name} has volumes of its own, which would be lost`)),
    'fi',
  ];
}

/** A list of the proxies' own is lost unless the new one says the same, in whatever order helm prints its keys. */
function spreadLines({ name, proxyReplicas }: Release): string[] {
  if (proxyReplicas === 'unmanaged') return [];
  return [
    'spread() {',
    ...indented([
      `awk '`,
      '  /^[^ ]/ { proxy = /^proxy:/ }',
      '  /^  [^ -]/ { inside = proxy && /topologySpreadConstraints:/; next }',
      String.raw`  proxy && inside { gsub(/^[- ]+|["\047]/, ""); print }`,
      `' "$1" | sort`,
    ]),
    '}',
    'if [ -n "$(spread "$saved")" ] && [ -n "$(spread "$values")" ] && ! diff <(spread "$saved") <(spread "$values"); then',
    ...indented(stop(`${name} has topologySpreadConstraints of its own for the proxies, which would be lost`)),
    'fi',
  ];
}

function replaceText({ releases }: Topology): string[] {
  if (releases.every(({ valuesFile: file }) => file !== undefined)) return [];
  const spread = releases.some(({ proxyReplicas }) => proxyReplicas !== 'unmanaged');
  const replaced = spread ? 'user.yaml, volumes or topologySpreadConstraints' : 'user.yaml or volumes';
  return [
    prose(
      `After a STOP because of ${replaced}: Helm replaces these whole, it does not merge them. Name the saved file in the environment as \`values:\` (secrets in it move to \`secretValues:\`), synthesize, and run the block of the new page. Only where the difference shown (\`<\` is live, \`>\` is new) is nothing but an earlier state of this environment, \`REPLACE=yes\` before the block replaces it, and \`unset REPLACE\` after.`,
    ),
  ];
}
