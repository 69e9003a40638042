// docs/troubleshooting.md from src/report/troubles.ts: one table a place where people look.
const INTRODUCTION = `<!-- Generated from src/report/troubles.ts by \`npm run generate\`; do not edit. -->

# Troubleshooting

Two commands say most of it: \`npx milvus-l7 status ENV\`, what the controllers in the cluster wait for, and
\`npx milvus-l7 verify ENV\`, where the way of a client ends. What is told there is not told again here: see
[status](status.md) and, code by code, [verify](verify.md). By hand, \`kubectl describe ingress\`, or \`gateway\`, ends
with what the controller objects to; where it prints none, see [the Ingress](#the-ingress) or
[the Gateway](#the-gateway).

Go by gRPC code and HTTP status, never by the text, which differs from proxy to proxy. A healthy backend proves
little: the check of 9091 is plaintext, and green even when every call fails.`;

/** @param troubles - by heading */
exports.troubleshootingDocs = (troubles) =>
  `${[INTRODUCTION, ...Object.entries(troubles).map(section)].join('\n\n')}\n`;

function section([heading, rows]) {
  const lines = rows.map((row) => `| ${[row.symptom, row.cause, row.cure].map(cell).join(' | ')} |`);
  const head = ['<!-- prettier-ignore -->', '| what you see | cause | cure |', '| --- | --- | --- |'];
  return [`## ${heading}`, [...head, ...lines].join('\n')].join('\n\n');
}

/** Outside of code, what Markdown would read as its own. */
function cell(text) {
  const parts = text.split('`');
  const plain = (part) => part.replaceAll('_', '\\_').replaceAll('<', '\\<');
  return parts.map((part, index) => (index % 2 === 0 ? plain(part) : part).replaceAll('|', '\\|')).join('`');
}
