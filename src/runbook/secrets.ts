import { appliedEarly, issuedSecretsOf } from '../topology/applied-early';
import { secretsByHand } from '../topology/certificate-secrets';
import { clientCertificateFile, secretsFolder } from '../topology/client-certificate';
import type { Topology } from '../topology/topology';
import { manifestFile } from './files';
import { commands, commandsOfThree, list, prose } from './markdown';
import type { Page, Step } from './section';

export const secretsStep: Step = {
  id: 'secrets',
  title: 'What the pods wait for',
  needed: (topology) => secretsByHand(topology).length > 0 || appliedEarly(topology).length > 0,
  body: (page) => [...byHandBlocks(page), ...earlyBlocks(page.topology), ...authorityBlocks(page.topology)],
};

function byHandBlocks({ topology, docs, step }: Page): string[] {
  const secrets = secretsByHand(topology);
  if (secrets.length === 0) return [];
  const frontend = secrets.filter(({ side }) => side === 'frontend');
  const given =
    frontend.length === 0
      ? ''
      : ` Clients are given the public certificate in \`${secretsFolder(topology)}\`. You have one of an authority? Make ${list(frontend.map(({ secretName }) => secretName))} of it before, with \`kubectl create secret tls\`: what is there is kept.`;
  return [
    prose(
      `Makes the Secrets that are missing: ${list(secrets.map(({ secretName }) => secretName))}. No key touches a disk, and certificates are good for 398 days: \`--renew NAME\`, then ${step('restart')} ([more](${docs}/operations.md)).${given}`,
    ),
    commands([`npx milvus-l7 secrets ${topology.environment}`]),
  ];
}

function earlyBlocks(topology: Topology): string[] {
  const kinds = appliedEarly(topology);
  if (kinds.length === 0) return [];
  const { namespace, storage } = topology;
  const issued = issuedSecretsOf(topology);
  const filter = kinds.map((kind) => `.kind == "${kind}"`).join(' or ');
  const bucket = storage
    ? ` Milvus reaches \`gs://${storage.bucketName}\` by these service accounts, without a key.`
    : '';
  const acme =
    issued.length > 0
      ? ' cert-manager fills the Secrets of the Certificates and renews them; an ACME issuer must solve DNS-01, because the load balancer that HTTP-01 needs is not there yet.'
      : '';
  return [
    prose(`Of the manifests, what the pods need is applied now, the rest in a later step.${bucket}${acme}`),
    commands([
      `yq 'select(${filter})' ${manifestFile(topology)} | kubectl apply --filename -`,
      ...(issued.length > 0
        ? [
            `kubectl wait --for=condition=Ready ${issued.map((name) => `certificates.cert-manager.io/${name}`).join(' ')} --namespace ${namespace} --timeout 10m`,
          ]
        : []),
    ]),
    ...(issued.length > 0
      ? [prose(`Not ready in ten minutes? \`kubectl describe certificate --namespace ${namespace}\` says why.`)]
      : []),
  ];
}

/** Clients trust the issuer, not the certificate, which changes with every renewal. */
function authorityBlocks(topology: Topology): string[] {
  const { loadBalancer, releases, namespace } = topology;
  const { certificate } = loadBalancer;
  if (certificate.kind !== 'self-managed' || certificate.issuer === undefined) return [];
  const folder = secretsFolder(topology);
  return [
    prose(
      "Clients trust the issuer's own certificate. The file stays empty where a public authority signed, which everybody trusts:",
    ),
    ...commandsOfThree(
      releases.map(
        (release) =>
          `mkdir -p ${folder} && kubectl get secret ${release.certificateName} --namespace ${namespace} --output jsonpath='{.data.ca\\.crt}' | base64 --decode >${clientCertificateFile(topology, release)}`,
      ),
    ),
  ];
}
