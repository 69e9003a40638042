// docs/operations.md from what src/operations makes and asks for.
const INTRODUCTION = `<!-- Generated from src/operations by \`npm run generate\`; do not edit. -->

# What no standard tool does in the cluster

\`\`\`bash
npx milvus-l7 secrets production       # makes the Secrets that are missing
\`\`\`

It says what it will do and in which cluster, asks, and may be run again: what is done is not
done twice. \`--yes\` asks nobody, for scripts; without it and without a terminal the exit code is 2.
\`--context\` takes another context of your KUBECONFIG than the current one, \`--release\` one release of
several. It needs \`@kubernetes/client-node@1.4.0\`.`;

const secretsPart = (days) => `## The Secrets with certificates

\`milvus-l7 secrets\` looks at every Secret that somebody has to make: the certificate that Milvus shows
to the load balancer, and with \`certificate: self-managed\` the one that the load balancer shows to
clients. What cert-manager fills and what Google manages is not among them.

- A Secret that is there is kept, whoever made it, also where somebody makes it in the same moment.
- A missing one is made with an RSA 2048 key and a self-signed X.509 v3 certificate that has its names as
  SAN and is valid for ${days} days. The key is made in memory and sent to the API server: it is on no
  disk, in no argument list and in no log.
- The certificate that clients need is public, and is written to \`secrets/<env>/<Secret>.crt\`. A file of
  another certificate is left alone, and told.
- You have certificates from an authority? Make the Secret yourself, before:
  \`kubectl create secret tls NAME --cert chain.crt --key key.pem\`, leaf first.

\`--renew NAME\` puts a new key and certificate into one Secret that is there. For clients, the file
holds the old certificate and the new one from then on: the command waits with its question, so that
they can be given it first. Milvus reads its own when it starts: the command that restarts it is printed.
A Secret that cert-manager or another operator keeps is not touched.

\`--print\` asks no cluster, and prints the manifests for whoever can reach it. They hold private keys, so
a terminal gets them only with \`--force\`. Use \`kubectl create\`: \`kubectl apply\` would copy the
keys into an annotation.

Exit code: 0 all are there, 1 not, 2 wrong use; 130 and 143 after a signal.`;

const RIGHTS = `## Rights

A role cannot limit the making of objects by their names; all else is limited to the objects of the
environment, here those of a release \`milvus\`:`;

/**
 * @param days - how long certificates are valid
 * @param secretRules - rules for Secrets
 */
exports.operationsDocs = ({ days, secretRules }) =>
  `${[INTRODUCTION, secretsPart(days), RIGHTS, role('milvus-l7-secrets', secretRules)].join('\n\n')}\n`;

/** Of a release with a self-managed certificate. */
const SECRET_NAMES = ['milvus-backend-tls', 'milvus-tls'];

function role(name, rules) {
  const lines = rules.flatMap(({ apiVersion, plural, verbs, named }) => [
    `  - apiGroups: ['${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}']`,
    `    resources: [${plural}]`,
    ...(named ? [`    resourceNames: [${SECRET_NAMES.join(', ')}]`] : []),
    `    verbs: [${verbs.join(', ')}]`,
  ]);
  const head = ['apiVersion: rbac.authorization.k8s.io/v1', 'kind: Role', `metadata: { name: ${name} }`, 'rules:'];
  return ['```yaml', ...head, ...lines, '```'].join('\n');
}
