// docs/diff.md: what milvus-l7 diff compares, and every danger it knows.
const { escaped, wrap } = require('./markdown');

const INTRODUCTION = `<!-- Generated from src/diff by \`npm run generate\`; do not edit. -->

# What a change does

\`\`\`bash
milvus-l7 diff                        # what this branch changes, uncommitted changes included
milvus-l7 diff v1.2                   # since a tag, a branch or a commit
milvus-l7 diff ./old/dist             # since a folder
milvus-l7 diff HEAD --exit-code       # for scripts
milvus-l7 diff --format markdown      # a comment for a pull request
milvus-l7 diff --format json          # for programs
\`\`\`

It compares \`dist/\` of the working tree with an older one, object by object: Kubernetes objects, Helm
releases with their \`user.yaml\`, Terraform resources and stacks; of a runbook it says only that it
differs. Comments, quotes and the order of documents, keys, hosts, paths and named items mean
nothing. What hurts in production comes first, as a danger with its reason and the way out; then
every value that differs. A new environment, and one that is removed, is told once.

It looks at files only; what is live may differ from both. Where there is \`environments/\`, it
synthesizes them in memory, and says first what of \`dist/\` is older than they are, or was edited by
hand. Then the rules of \`milvus-l7 lint\` run over what differs: an error that was not there before is
a danger too. Values under names of secrets are masked.

## What is compared

- Nothing named: the commit where \`HEAD\` left the default branch, which is \`origin/HEAD\`, else
  \`origin/main\`, \`origin/master\`, \`main\` or \`master\`.
- A name that git knows is a ref; a folder that is a dist, or has \`dist/\` in it, is a folder. \`./x\`, \`x/\`
  and absolute paths are always folders. A name that is both is refused: write \`./x\` or \`heads/x\`.
- Below the folder where it runs, which may be one of a larger repository: \`dist/manifests\`,
  \`dist/helm\`, \`dist/runbook\` and each \`cdk.tf.json\` of \`dist/terraform/stacks\`. Never Terraform's state.
- Where the older commit has no \`dist/\` there, all of it is new.

Standard output is the diff; standard error says what was compared, and sums up. Exit code: 0, also
where there are dangers; with \`--exit-code\` 1 where there is a danger, and 0 for changes without one;
1 for faults, such as a file that cannot be read; 2 for a name that is neither ref nor folder.

## In a pull request

[.github/workflows/pr.yml](../.github/workflows/pr.yml) posts the diff as one comment, and updates it
with every push. Git checks out the merge with the base there, so it compares with \`HEAD^1\`. The job
that runs the code of the pull request may only read; another posts. The token of a pull request from
a fork may only read, so there the diff stands in the summary of the run alone. A comment that would
be longer than GitHub takes says what it left out.

## Limits

- A rename is what reviewers see as one: of one kind, one goes and one comes with at least half of its
  values the same; an Ingress or a release always, where one goes and one comes. A \`moved\` block of Terraform is not read: \`resource-is-destroyed\` is told all the same.
- Which arguments replace a Terraform resource is known for the types at the end of this page, from the
  schemas of their providers. What a resource is named in such an argument is followed, so that one
  replacement brings the next. What only the API knows, \`terraform plan\` knows.
- Lists without names, such as arguments of a command, are compared in their order.

# Dangers`;

/** Every danger, in the order in which they are told. */
exports.diffDocs = (dangers, effects) => {
  const introduction = INTRODUCTION.split('\n\n').map(filled).join('\n\n');
  return `${[introduction, ...dangers.map(entry), effectsOf(effects)].join('\n\n')}\n`;
};

/** A table keeps its lines whole, whatever their width. */
function effectsOf(effects) {
  const rows = Object.entries(effects).map(([type, { replaces, known }]) => {
    const read = known === 'schema' ? '' : ' (from its page, not from the schema)';
    const names = replaces.map((argument) => `\`${argument}\``).join(', ');
    return `| \`${type}\`${read} | ${names === '' ? 'none' : names} |`;
  });
  const text = filled(
    'A change of these destroys the resource and makes another; so does `project`, where it is written. Every other argument that is emitted changes in place, or is kept when it is left out.',
  );
  return `# What Terraform replaces\n\n${text}\n\n<!-- prettier-ignore -->\n| type | arguments |\n| --- | --- |\n${rows.join('\n')}`;
}

function entry({ id, why, cure, see }) {
  const page = see.startsWith('http') ? [`See <${see}>.`] : [];
  return [`## ${id}`, wrap(`${capital(escaped(why))}.`), wrap(escaped(cure)), ...page].join('\n\n');
}

/** Paragraphs and lists, filled to the width. */
function filled(block) {
  if (/^(```|#|<!--)/.test(block)) return block;
  return block
    .split(/\n(?=- )/)
    .map((part) => wrap(part.replace(/\s+/g, ' ')))
    .join('\n');
}

function capital(text) {
  return /^(NEGs|REST|gRPC)/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
