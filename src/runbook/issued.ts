import { clientCertificateFile } from '../topology/client-certificate';
import type { Issuer, Topology } from '../topology/topology';
import { manifestFile } from './files';
import { prose, snippet } from './markdown';
import { guarded, indented } from './shell';

/** A Secret that cert-manager fills, as a Certificate among the manifests asks it to. */
export interface IssuedSecret {
  readonly secretName: string;
  readonly issuer: Issuer;
  /** `backend`: Milvus serves it to the load balancer. `frontend`: the load balancer serves it to clients. */
  readonly side: 'backend' | 'frontend';
}

export function issuedSecretsOf({ loadBalancer: { certificate }, releases }: Topology): IssuedSecret[] {
  const ofClients = certificate.kind === 'self-managed' ? certificate.issuer : undefined;
  return releases.flatMap(({ certificateName, backendCertificate }) => {
    const ofMilvus = typeof backendCertificate === 'object' ? backendCertificate : undefined;
    const secrets: IssuedSecret[] = [];
    if (ofClients) secrets.push({ secretName: certificateName, issuer: ofClients, side: 'frontend' });
    if (ofMilvus?.issuer) {
      secrets.push({ secretName: ofMilvus.secretName, issuer: ofMilvus.issuer, side: 'backend' });
    }
    return secrets;
  });
}

export function issuedBlocks(topology: Topology): string[] {
  const secrets = issuedSecretsOf(topology);
  if (secrets.length === 0) return [];
  const { namespace } = topology;
  const issuers = new Set(
    secrets.map(({ issuer: { kind, name } }) =>
      kind === 'Issuer'
        ? `kubectl get issuers.cert-manager.io ${name} --namespace ${namespace}`
        : `kubectl get clusterissuers.cert-manager.io ${name}`,
    ),
  );
  return [
    prose(introductionOf(secrets)),
    snippet(
      'bash',
      { id: 'issued-certificates' },
      guarded([
        ...issuers,
        `awk '`,
        '  /^---/ { if (ours) printf "%s", text; text = ""; ours = 0 }',
        '  { text = text $0 "\\n" }',
        '  /^apiVersion: cert-manager.io/ { ours = 1 }',
        '  END { if (ours) printf "%s", text }',
        `' ${manifestFile(topology)} | kubectl apply --filename -`,
        ...secrets.map(
          ({ secretName }) =>
            `kubectl wait --for=condition=Ready certificates.cert-manager.io/${secretName} --namespace ${namespace} --timeout=10m`,
        ),
      ]),
    ),
    ...authorityBlocks(topology),
  ];
}

function introductionOf(secrets: readonly IssuedSecret[]): string {
  const [clients, milvus] = [FRONTEND, BACKEND].map(({ side, ...text }) =>
    secrets.some((secret) => secret.side === side) ? text : undefined,
  );
  const both = [clients, milvus].filter((text) => text !== undefined);
  const which = both.map((text) => text.which).join(', and those ');
  const why = both.map((text) => text.why).join(', ');
  const acme = clients
    ? ' An ACME issuer must solve DNS-01: for HTTP-01 it would need the load balancer, which is not there yet.'
    : '';
  return `cert-manager makes the certificates ${which}, and renews them. ${why}; so of the manifests its Certificate objects are applied now, the rest later.${acme}`;
}

const FRONTEND = {
  side: 'frontend',
  which: 'that the load balancer serves to clients',
  why: 'Without their Secrets the load balancer has no frontend at all',
} as const;

const BACKEND = {
  side: 'backend',
  which: 'that Milvus serves to the load balancer',
  why: "Milvus' pods wait for their Secrets",
} as const;

/** Clients trust the issuer, not the certificate, which changes with every renewal. */
function authorityBlocks(topology: Topology): string[] {
  const { loadBalancer, releases, namespace } = topology;
  const { certificate } = loadBalancer;
  if (certificate.kind !== 'self-managed' || certificate.issuer === undefined) return [];
  return [
    prose(
      "Clients must trust the issuer's own certificate, which cert-manager puts beside the key where the issuer is a private authority:",
    ),
    ...releases.map((release) => {
      const file = clientCertificateFile(topology, release);
      return snippet(
        'bash',
        { id: 'issuer-certificate', release: release.name },
        guarded([
          `kubectl get secret ${release.certificateName} --namespace ${namespace} --output jsonpath='{.data.ca\\.crt}' |`,
          `  openssl base64 -d -A >${file}`,
          `if [ -s ${file} ]; then`,
          ...indented([`echo ${file}`]),
          'else',
          ...indented(['echo "none: a public authority, which everybody trusts"']),
          'fi',
        ]),
      );
    }),
  ];
}
