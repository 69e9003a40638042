import { serviceAnnotationsOf } from '../gke/service-annotations';
import { GRPC_PORT } from '../milvus/service';
import type { Topology } from '../topology/topology';
import { makeLines, secretsByHand, type CertificateSecret } from './certificates';
import { secretsFolder } from './files';
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
    ...secretsByHand(topology).flatMap((secret) => [
      prose(afterwardsText(secret, step('restart'))),
      snippet('bash', { id: `replace-${secret.side}-certificate`, release: secret.release.name }, [
        ...replaceLines(topology, secret),
      ]),
    ]),
  ],
};

function afterwardsText({ side, secretName }: CertificateSecret, restart: string): string {
  return side === 'frontend'
    ? `\`${secretName}\`: clients that trust the old certificate by its file are cut off when the load balancer serves the new one, some minutes later. Give them a file with both before:`
    : `\`${secretName}\`: Milvus reads it when it starts, so restart the proxies (${restart}) afterwards:`;
}

function replaceLines(topology: Topology, secret: CertificateSecret): string[] {
  return guarded([
    'umask 077',
    `cd ${secretsFolder(topology)}`,
    `secret=${secret.secretName}`,
    'new="$secret.$(date +%Y%m%d)"',
    ...makeLines(secret, '$new'),
    `kubectl create secret tls "$secret" --namespace ${topology.namespace} --cert "$new.crt" --key "$new.key" \\`,
    '  --dry-run=client --output yaml | kubectl apply --filename -',
  ]);
}
