import type { KeyPair } from '../operations/certificate';
import type { NeededSecret } from '../operations/secrets';
import type { CertificateSecret } from '../topology/certificate-secrets';
import type { Topology } from '../topology/topology';
import { type Looks, painter, wrapped } from './layout';

/** Every Secret that is looked at, and what becomes of it. */
export function secretsText(
  { environment, namespace }: Topology,
  secrets: readonly NeededSecret[],
  renewed: string | undefined,
  looks: Looks,
): string {
  const paint = painter(looks);
  const lines = secrets.flatMap((secret) => {
    const { secretName, live } = secret;
    const kept = live && secretName !== renewed;
    const state = kept ? paint('green', 'there, kept') : paint('yellow', live ? 'to be renewed' : 'to be made');
    return [`  ${secretName}: ${state}`, wrapped(PURPOSE[secret.side](secret), '    ')];
  });
  const due = secrets.some(({ live, secretName }) => !live || secretName === renewed);
  return [`${paint('bold', environment)}, namespace ${namespace}`, '', ...lines, ...(due ? [''] : []), ''].join('\n');
}

const PURPOSE: Readonly<Record<CertificateSecret['side'], (secret: CertificateSecret) => string>> = {
  backend: ({ usedBy }) => `Milvus (${usedBy.join(', ')}) shows it to the load balancer`,
  frontend: ({ dnsNames }) => `the load balancer shows it to clients of ${dnsNames.join(', ')}`,
};

/** Said where an environment needs none that somebody has to make. */
export function noSecretsText({ environment }: Topology): string {
  return `${environment} needs no Secret that somebody has to make: nothing to do\n`;
}

/** A Secret that was made. */
export function madeText({ secretName }: CertificateSecret, { notAfter }: KeyPair, how: 'made' | 'renewed'): string {
  return `${how} ${secretName}, valid until ${notAfter.toISOString().slice(0, 10)}\n`;
}

/** Where somebody interrupts. */
export const MEANWHILE = 'a Secret that has begun is finished first';

/** Somebody else was faster. */
export function madeMeanwhileText({ secretName }: CertificateSecret): string {
  return `${secretName} has been made by somebody else meanwhile: kept\n`;
}

/** Before the load balancer gets another certificate than clients know. */
export function renewalWarning({ dnsNames }: CertificateSecret, file: string): string {
  return `${[
    `Clients of ${dnsNames.join(', ')} that trust the old certificate by its file are cut off some minutes after this.`,
    `${file} holds the old one and the new one now: give it to all of them first, then answer.`,
  ]
    .map((sentence) => wrapped(sentence, ''))
    .join('\n')}\n\n`;
}

/**
 * What a renewed Secret is worth nothing without.
 *
 * @param selectors - of the pods that use it
 */
export function afterRenewalText({ side }: CertificateSecret, namespace: string, selectors: readonly string[]): string {
  if (side === 'frontend') return 'The load balancer takes it up within some minutes; nothing is to be restarted.\n';
  const restarts = selectors.map(
    (selector) => `  kubectl rollout restart deployment --namespace ${namespace} \\\n    --selector ${selector}\n`,
  );
  return `Milvus reads it when it starts, so restart what serves clients:\n\n${restarts.join('')}`;
}

export function fileText(file: string): string {
  return `  ${file}: for clients, and public\n`;
}

/** The file is somebody's, and not what is served. */
export function otherCertificateText({ secretName }: CertificateSecret, file: string): string {
  const text = `${file} has another certificate than the Secret ${secretName}, and is left as it is: clients that are given it refuse what is served, unless it is the one of its issuer. Move it away, run this again, and it is written anew.`;
  return `${wrapped(text, '')}\n`;
}
