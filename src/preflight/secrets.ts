import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { Facts, SecretAnswer } from '../live/preflight/facts';
import { dateOf } from './date-of';
import { type Finding, Findings } from './finding';

const DAY = 24 * 60 * 60 * 1000;
/** A certificate that ends sooner is worth a note. */
const FEW_DAYS = 30;

/** Secrets that are there: do certificate, key, names and date fit. Nothing of a key is told. */
export function secretFindings({ secrets }: Facts, now: Date): Finding[] {
  return secrets.flatMap((secret) => {
    const findings = new Findings('secrets', secret.secretName);
    findings.of('is it there', secret.found, (object) => {
      if (object) judge(findings, secret, object['data'] as Data | undefined, now);
      else if (secret.issuer === undefined) findings.note('is not there yet', 'milvus-l7 secrets makes it');
      else findings.note('is not there yet', `cert-manager fills it, by the issuer ${secret.issuer}`);
    });
    return findings.all;
  });
}

type Data = Readonly<Record<string, string>>;

function judge(
  findings: Findings,
  { secretName, dnsNames, issuer, side }: SecretAnswer,
  data: Data = {},
  now: Date,
): void {
  const anew =
    issuer === undefined ? `milvus-l7 secrets --renew ${secretName}` : 'look at its Certificate: cert-manager fills it';
  const [chain, key] = ['tls.crt', 'tls.key'].map((name) => Buffer.from(data[name] ?? '', 'base64'));
  const certificate = attempt(() => new X509Certificate(chain ?? ''));
  const privateKey = attempt(() => createPrivateKey(key ?? ''));
  if (!certificate) findings.stop('tls.crt holds no certificate in PEM', anew);
  else if (!privateKey) findings.stop('tls.key holds no private key in PEM', anew);
  else if (!certificate.checkPrivateKey(privateKey)) findings.stop('its key is not that of its certificate', anew);
  else judgeCertificate(findings, certificate, { dnsNames, side, anew }, now);
}

/** The load balancer does not verify what Milvus shows it; clients verify what the load balancer shows. */
function judgeCertificate(
  findings: Findings,
  certificate: X509Certificate,
  { dnsNames, side, anew }: Pick<SecretAnswer, 'dnsNames' | 'side'> & { readonly anew: string },
  now: Date,
): void {
  const fault = (message: string): void =>
    side === 'frontend' ? findings.stop(message, anew) : findings.note(message, anew);
  const [from, to] = [dateOf(certificate.validFrom, now), dateOf(certificate.validTo, now)];
  const until = to.toISOString().slice(0, 10);
  if (to <= now) fault(`its certificate has ended on ${until}`);
  else if (from > now) fault(`its certificate is valid only from ${from.toISOString().slice(0, 10)} on`);
  else if (to.getTime() - now.getTime() < FEW_DAYS * DAY) findings.note(`its certificate ends on ${until}`, anew);
  const uncovered = dnsNames.filter((name) => certificate.checkHost(name.replace(/^\*/, 'any')) === undefined);
  if (uncovered.length > 0) fault(`its certificate is not for ${uncovered.join(', ')}`);
  if (findings.all.length === 0) findings.ok(`fits, until ${until}`);
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
