import { webcrypto } from 'node:crypto';

/** A certificate and its private key, both in PEM. */
export interface KeyPair {
  readonly certificate: string;
  /** PKCS #8. Shown to nobody, written nowhere but into a Secret. */
  readonly key: string;
  readonly notAfter: Date;
}

/** Browsers and Apple's clients refuse certificates that are valid for longer. */
export const VALID_DAYS = 398;

/** RSA 2048, which everybody takes: the load balancer, and every client of Milvus. */
const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

const DAY = 24 * 60 * 60 * 1000;
/** Clocks of clients may be behind. */
const EARLIER = 5 * 60 * 1000;

/**
 * A key, and a self-signed certificate of it for names in DNS.
 *
 * X.509 version 3, with its names as SAN, because Go reads no others.
 */
export async function makeKeyPair(commonName: string, dnsNames: readonly string[], now: Date): Promise<KeyPair> {
  // The library's dependency injection needs it, and only whoever makes a certificate loads both.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const notBefore = new Date(Math.floor((now.getTime() - EARLIER) / 1000) * 1000);
  const notAfter = new Date(notBefore.getTime() + VALID_DAYS * DAY);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: [{ CN: [commonName] }],
      notBefore,
      notAfter,
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new x509.SubjectAlternativeNameExtension(dnsNames.map((value) => ({ type: 'dns', value }))),
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        // The next certificate has the same subject: clients that are given both go by these.
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { certificate: `${certificate.toString('pem')}\n`, key: pem('PRIVATE KEY', key), notAfter };
}

/** 16 bytes in hexadecimal, positive as X.509 wants it. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
