// docs/charts.md from src/milvus: what each line of the chart can do.
const INTRODUCTION = `<!-- Generated from src/milvus by \`npm run generate\`; do not edit. -->

# What each line of the chart can do

\`releases[].chart\` is a version of the Helm chart \`milvus\`. It decides the Milvus version unless
\`milvus\`, or \`image.all.tag\` of the values, names another. An older chart than the first, or one of
another minor line, is refused: its templates were never looked at. So is 5.0.26, which was tagged and
never published. A version whose templates were not looked at draws a note.`;

const NOTES = `- In standalone mode, a chart that cannot mount a Secret must have \`backendCertificate: image\`; anything
  else is refused. Proxies that cannot be spread still have their PodDisruptionBudget.
- One minor line of the chart may span two lines of Milvus: 5.0.25 is the last with Milvus 2.6, 5.0.27
  the first that starts 3.0. The first patches of a line may ship a beta. The runbook stays within one
  line of both: its blocks stop where another is installed.
- From 2.5 to 2.6: first 2.5.16 (chart 4.2.58) with \`mixCoordinator.enabled: true\` and the four other
  coordinators off, then 2.6 on the message queue that the release has. From 2.6 to 3.0: Milvus' own way
  changes the image tag alone (\`milvus: 3.0.1\`) and leaves the chart; there is no way back.
- In standalone mode the default of \`standalone.messageQueue\` is \`rocksmq\` to 4.2.58 and \`woodpecker\`
  from 5.0.0 on: an upgrade writes the old one out.
- The templates of 4.1.29, 4.2.25, 4.2.58 and 5.0.19 were rendered and installed; what lies between is
  from the chart's history. REST on a port of its own was run with Milvus 2.3.5 only, and that proxies
  do not start when it shares the port of gRPC is reported by users. No template after 5.0.19 was looked
  at: what stands under 5.0.0 – 5.0.25 holds to 5.0.19, and of 5.0.27 and later is known what they ship.`;

/** @param lines CHART_LINES; @param abilities what chartAbilities() yields */
exports.chartsDocs = (lines, abilities) => {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const head = ['chart', ...lines.map((line) => `${line.from} – ${line === lines.at(-1) ? '' : line.to}`.trim())];
  const rows = abilities.map(({ what, cells }) => row([what, ...cells]));
  const table = ['<!-- prettier-ignore -->', row(head), row(head.map(() => '---')), ...rows].join('\n');
  return `${[INTRODUCTION, table, NOTES].join('\n\n')}\n`;
};
