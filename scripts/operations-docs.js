// docs/operations.md from what src/operations makes and asks for.
const INTRODUCTION = `<!-- Generated from src/operations by \`npm run generate\`; do not edit. -->

# What no standard tool does in the cluster

\`\`\`bash
npx milvus-l7 secrets production       # makes the Secrets that are missing
npx milvus-l7 password production      # changes root's first password
\`\`\`

Each says what it will do and in which cluster, asks, and may be run again: what is done is not
done twice. Where there is no terminal to ask on, the exit code is 2. \`--context\` takes another context
of your KUBECONFIG than the current one, \`--release\` one release of several. Both need
\`@kubernetes/client-node@1.4.0\`, \`password\` also \`@zilliz/milvus2-sdk-node@3.0.6\`.`;

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
- \`--yes\` asks nobody, for scripts.
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

const passwordPart = ({ min, max }) => `## The first password

With \`authorization: true\`, Milvus is born with \`root:Milvus\`, which everybody knows. Change it
before the load balancer leads there. \`milvus-l7 password\` calls a ready pod of each release through the
API server, as \`kubectl port-forward\` does, and

1. believes only the server that has the certificate of the release's Secret, that very one, whatever
   names or authorities stand in it. With \`backendCertificate: image\` the server cannot be checked,
   because everybody has its key: that is said;
2. asks whether \`root:Milvus\` gets in and a password at random does not. If the first does not, somebody
   has changed it before; if both do, authorization is not on in what runs. Either way nothing is changed;
3. asks for the new password twice and shows nothing, or takes it from \`MILVUS_NEW_PASSWORD\`: ${min} to ${max}
   bytes. It is in no argument list, no file and no log;
4. changes it in one call, and proves that the new one gets in and the first one does not.

Run again with \`MILVUS_NEW_PASSWORD\`, it proves that this is the password, and exits with 0. With
\`authorization: false\` or \`unmanaged\` there is nothing to do. Inside this process, Milvus' client reaches
that TLS by a socket in a folder that only its user may enter.

Exit code: 0 changed or nothing to do, 1 not changed, 2 wrong use; 130 and 143 after a signal. A change that
has begun is finished first.`;

const RIGHTS = `## Rights

A role cannot limit the making of objects by their names, and those of pods change; Secrets are limited
to those of the environment, here of a release \`milvus\`:`;

/**
 * @param days - how long certificates are valid
 * @param passwordBytes - how long a password may be
 * @param secretRules, podRules - what roles must allow
 */
exports.operationsDocs = ({ days, passwordBytes, secretRules, podRules }) =>
  `${[
    INTRODUCTION,
    secretsPart(days),
    passwordPart(passwordBytes),
    RIGHTS,
    role('milvus-l7-secrets', secretRules),
    role('milvus-l7-password', podRules),
  ].join('\n\n')}\n`;

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
