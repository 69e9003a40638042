// docs/charts.md from src/milvus: what each line of the chart can do.
const INTRODUCTION = `<!-- Generated from src/milvus by \`npm run generate\`; do not edit. -->

# What each line of the chart can do

\`releases[].chart\` is a version of the Helm chart \`milvus\`, and decides the Milvus version. An older
chart than the first, or one of another minor line, is refused: its templates were never looked at. A
newer patch of a known line draws a note.`;

const NOTES = `- In standalone mode, a chart that cannot mount a Secret must have \`backendCertificate: image\`; anything
  else is refused. Proxies that cannot be spread still have their PodDisruptionBudget.
- One minor line of the chart may span two lines of Milvus, and the first patches of a line may ship a
  beta. The runbook stays within one line of both: its blocks stop where another is installed.
- The templates of 4.1.29, 4.2.25, 4.2.58 and 5.0.19 were rendered and installed; what lies between is
  from the chart's history. REST on a port of its own was run with Milvus 2.3.5 only, and that proxies
  do not start when it shares the port of gRPC is reported by users.`;

/** @param lines CHART_LINES; @param abilities what chartAbilities() yields */
exports.chartsDocs = (lines, abilities) => {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const head = ['chart', ...lines.map(({ from, to }) => `${from} – ${to}`)];
  const rows = abilities.map(({ what, cells }) => row([what, ...cells]));
  const table = ['<!-- prettier-ignore -->', row(head), row(head.map(() => '---')), ...rows].join('\n');
  return `${[INTRODUCTION, table, NOTES].join('\n\n')}\n`;
};
