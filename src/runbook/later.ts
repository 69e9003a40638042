import { serviceAnnotationsOf } from '../gke/service-annotations';
import { GRPC_PORT } from '../milvus/service';
import { type CertificateSecret, secretsByHand } from '../topology/certificate-secrets';
import { secretsFolder } from '../topology/client-certificate';
import type { Topology } from '../topology/topology';
import { makeLines } from './certificates';
import { prose, snippet } from './markdown';
import type { Section } from './section';
import { guarded } from './shell';

export const withoutHelmSection: Section = {
  title: 'If you cannot run helm',
  body: ({ topology, step }) => [
    prose(
      `The annotations can be set by hand. This does not replace ${step('helm')}: ClusterIP and TLS still have to come from whoever runs helm.`,
    ),
    ...topology.releases.map(({ name, serviceName, backendConfigName }) =>
      snippet('bash', { id: 'annotate', release: name }, [
        `kubectl annotate service ${serviceName} --namespace ${topology.namespace} \\`,
        ...Object.entries(serviceAnnotationsOf(GRPC_PORT.name, backendConfigName)).map(
          ([key, value]) => `  ${key}='${value}' \\`,
        ),
        '  --overwrite',
      ]),
    ),
    prose(
      'Keep the spelling, space by space. Helm 4 applies server-side: where helm sets the same annotations later, another spelling of the same JSON is a conflict with kubectl-annotate, and the upgrade fails.',
    ),
  ],
};

export const replaceCertificateSection: Section = {
  title: 'Replace a certificate',
  needed: (topology) => secretsByHand(topology).length > 0,
  body: ({ topology, step }) => [
    prose(
      'Before its 398 days are over. Key and certificate get new file names, so that the old ones stay until you delete them; the Secret keeps its name.',
    ),
    ...secretsByHand(topology).flatMap((secret) =>
      secret.side === 'backend' ? backendBlocks(topology, secret, step('restart')) : frontendBlocks(topology, secret),
    ),
  ],
};

function backendBlocks(topology: Topology, secret: CertificateSecret, restart: string): string[] {
  return [
    prose(`\`${secret.secretName}\`: Milvus reads it when it starts, so restart the proxies (${restart}) afterwards.`),
    snippet(
      'bash',
      { id: 'replace-backend-certificate', release: secret.release.name },
      guarded([...newFileLines(topology, secret), ...replaceLines(topology)]),
    ),
  ];
}

function frontendBlocks(topology: Topology, secret: CertificateSecret): string[] {
  const release = secret.release.name;
  return [
    prose(
      `\`${secret.secretName}\`: clients that trust the old certificate by its file are cut off when the load balancer serves the new one. Make it first, and give them a file with both, one after the other:`,
    ),
    snippet(
      'bash',
      { id: 'new-frontend-certificate', release },
      guarded([...newFileLines(topology, secret), 'echo "$PWD/$new.crt"']),
    ),
    prose(
      'When every client has it, set `NEW=` to the date in the file name and hand the new one to the load balancer; it takes some minutes:',
    ),
    snippet(
      'bash',
      { id: 'replace-frontend-certificate', release },
      guarded([
        `cd ${secretsFolder(topology)}`,
        `secret=${secret.secretName}`,
        'new="$secret.${NEW:?set it to the date in the file name}"',
        ...replaceLines(topology),
      ]),
    ),
  ];
}

function newFileLines(topology: Topology, secret: CertificateSecret): string[] {
  return [
    'umask 077',
    `cd ${secretsFolder(topology)}`,
    `secret=${secret.secretName}`,
    'new="$secret.$(date +%Y%m%d)"',
    ...makeLines(secret, '$new'),
  ];
}

function replaceLines({ namespace }: Topology): string[] {
  return [
    `kubectl create secret tls "$secret" --namespace ${namespace} --cert "$new.crt" --key "$new.key" \\`,
    '  --dry-run=client --output yaml | kubectl apply --filename -',
  ];
}
