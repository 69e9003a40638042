import { type CertificateSecret, commonNameOf, secretsByHand } from '../topology/certificate-secrets';
import { clientCertificateFile, secretsFolder } from '../topology/client-certificate';
import type { Topology } from '../topology/topology';
import { issuedBlocks, issuedSecretsOf } from './issued';
import { prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, indented, word } from './shell';

export const certificatesStep: Step = {
  id: 'certificates',
  title: 'Certificates in Secrets',
  needed: (topology) => secretsByHand(topology).length + issuedSecretsOf(topology).length > 0,
  body: ({ topology }) => [
    ...secretsByHand(topology).flatMap((secret) => [
      prose(introductionOf(topology, secret)),
      snippet(
        'bash',
        { id: `${secret.side}-certificate`, release: secret.release.name },
        createLines(topology, secret),
      ),
    ]),
    ...byHandNotes(topology),
    ...issuedBlocks(topology),
  ],
};

/** Lines that make key and certificate, as far as they are not there. */
export function makeLines(secret: CertificateSecret, file: string): string[] {
  const { dnsNames } = secret;
  const extensions = [
    `subjectAltName=${dnsNames.map((name) => `DNS:${name}`).join(',')}`,
    'basicConstraints=critical,CA:FALSE',
    'extendedKeyUsage=serverAuth',
    // The next certificate has the same subject: clients that are given both go by these.
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid:always',
  ];
  return [
    `[ -s "${file}.key" ] || openssl genrsa -out "${file}.key" 2048`,
    `[ -s "${file}.crt" ] || openssl req -new -key "${file}.key" -subj ${word(`/CN=${commonNameOf(secret)}`)} |`,
    `  openssl x509 -req -sha256 -days 398 -signkey "${file}.key" -out "${file}.crt" -extfile <(`,
    ...extensions.map((extension) => `    echo ${word(extension)}`),
    '  )',
  ];
}

function createLines(topology: Topology, secret: CertificateSecret): string[] {
  const { namespace } = topology;
  return guarded([
    'umask 077',
    `cd ${secretsFolder(topology)}`,
    `secret=${secret.secretName}`,
    `if kubectl get secret "$secret" --namespace ${namespace} >/dev/null 2>&1; then`,
    '  echo "the Secret $secret is there: kept"',
    ...(secret.side === 'frontend' ? indented(fetchLines(namespace)) : []),
    '  exit 0',
    'fi',
    ...makeLines(secret, '$secret'),
    `kubectl create secret tls "$secret" --namespace ${namespace} --cert "$secret.crt" --key "$secret.key"`,
  ]);
}

/** Clients need the certificate that is served, whoever made it. */
function fetchLines(namespace: string): string[] {
  return [
    `kubectl get secret "$secret" --namespace ${namespace} --output jsonpath='{.data.tls\\.crt}' |`,
    '  openssl base64 -d -A >"$secret.crt"',
  ];
}

function introductionOf(topology: Topology, { side, secretName, release, dnsNames }: CertificateSecret): string {
  if (side === 'frontend') {
    return `The certificate that the load balancer serves to clients of \`${dnsNames.join('`, `')}\`, in the Secret \`${secretName}\`. This makes a self-signed one: give clients \`${clientCertificateFile(topology, release)}\`, which is public, never the key. You have one from a certificate authority? Put it (leaf first, then the intermediates) and its key at \`${secretsFolder(topology)}/${secretName}.crt\` and \`.key\` before you run the block, and it is used instead; RSA 2048 and ECDSA P-256 are safe choices.`;
  }
  return `The certificate that Milvus (\`${release.name}\`) serves to the load balancer, in the Secret \`${secretName}\`. The load balancer does not verify it, so a self-signed one is fine.`;
}

function byHandNotes(topology: Topology): string[] {
  if (secretsByHand(topology).length === 0) return [];
  return [
    prose(
      'A key never leaves its file: it is in no command line and in no commit. A Secret, a key or a certificate that is there already is kept. The certificates are valid for 398 days: note the day, and see *Replace a certificate* below.',
    ),
  ];
}
