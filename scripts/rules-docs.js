// docs/rules.md from the rules: one heading a rule, with the way out as a difference between a bad and a good example.
const { escaped, wrap } = require('./markdown');

const INTRODUCTION = `<!-- Generated from src/rules by \`npm run generate\`; do not edit. -->

# Rules

\`milvus-l7 lint\` looks at what the environments synthesize, or at the files and folders that it is
given; \`-\` is standard input. The same rules run in every \`milvus-l7 synth\`, and in the apps that
\`cdk8s synth\` and \`cdktf synth\` start: an error keeps them from writing anything.

- **error**: the load balancer will not come up as the files say, or calls through it will fail.
- **warning**: it works, but is unsafe or will hurt later.
- **info**: cannot be told from these files.

Rules look at Ingresses and Gateways of GKE's that lead to Milvus, at what these name, at the
Services, routes and policies behind them, and at values and rendered objects of the Milvus chart.
Everything else in the files is left alone, and so are Gateways of other controllers. What may live
elsewhere (a Secret, a Service that Helm makes, an address, a policy) is never an error.

Of a Gateway, every route is looked at, other tenants' too: one with a field that GKE does not take
stops them all. Only a Gateway, its route and its Service together tell that a policy is missing.

A Service is seen as Milvus' by its port: named \`milvus\`, or 19530. A file without \`apiVersion\` and
\`kind\` is seen as values of the Milvus chart by keys that only this chart has. Values inside an Argo
CD Application, a Flux HelmRelease, a kustomization, a helmfile, a RootSync, a HelmChart of K3s, a
\`helm_release\` in JSON, an umbrella chart or a \`kind: Milvus\` are looked at alike, and found where
they stand there.

Values belong to the Service that their release or \`fullnameOverride\` names. Where neither is known,
they belong to every Service of Milvus in the input that other values do not claim; the name of the
file, the mode and the annotations tell several apart. So a file more hides no error.

## Allowing a finding

Somebody may know better than a rule. The reason is part of it: without one it is an error itself.

In an environment, for all that it synthesizes:

\`\`\`yaml
allow:
  no-clear-text: a test system without data
\`\`\`

On an object of your own:

\`\`\`yaml
metadata:
  annotations:
    milvus-l7/allow.no-clear-text: a test system without data
\`\`\`

In Helm values of your own, anywhere in the file:

\`\`\`yaml
# milvus-l7 allow proxies-are-several: a test system without users
\`\`\``;

/** The reference of every rule, in the order of the list. */
exports.rulesDocs = (rules) => `${[INTRODUCTION, listOf(rules), ...rules.map(entry)].join('\n\n')}\n`;

function listOf(rules) {
  const names = (severity) => rules.filter((rule) => rule.severity === severity).map(({ id }) => `- [${id}](#${id})`);
  const part = (title, severity) => `${title}:\n\n${names(severity).join('\n')}`;
  return ['## All rules', part('Errors', 'error'), part('Warnings', 'warning')].join('\n\n');
}

function entry({ id, severity, why, cure, see, examples }) {
  const facts = [`**${severity}**: ${escaped(why)}.`, escaped(cure), link(see)].map(wrap);
  return [`## ${id}`, ...facts, difference(examples)].join('\n\n');
}

function link(see) {
  return see.startsWith('docs/') ? `See [above](#allowing-a-finding).` : `See <${see}>.`;
}

/** What to change: lines of the bad example that go, lines of the good one that come. */
function difference({ good, bad }) {
  const [from, to] = [bad[0], good[0]].map((text) => shortened(text).trimEnd().split('\n'));
  const lines = compare(from, to);
  return ['```diff', ...lines, '```'].join('\n');
}

/** Certificates are long and say nothing. */
function shortened(text) {
  return text.replace(/^( *)(-----BEGIN [A-Z ]+-----)\n[^-]*\n *-----END [A-Z ]+-----$/gm, '$1$2 …');
}

function compare(from, to) {
  const table = Array.from({ length: from.length + 1 }, () => new Array(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      table[i][j] = from[i] === to[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const lines = [];
  for (let [i, j] = [0, 0]; i < from.length || j < to.length;) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      lines.push(` ${from[i++]}`);
      j++;
    } else if (i < from.length && (j === to.length || table[i + 1][j] >= table[i][j + 1])) lines.push(`-${from[i++]}`);
    else lines.push(`+${to[j++]}`);
  }
  return lines;
}
