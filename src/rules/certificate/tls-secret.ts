import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mappingOf, textOf } from '../../source/plain';
import type { Path } from '../../source/plain';
import type { Item } from '../item';
import { isBase64, isPlaceholder } from '../placeholder';

/** Certificate and key of a TLS Secret, as far as they can be read. */
export interface TlsSecret {
  /** As they are written; empty where there is no certificate. */
  readonly chain: readonly X509Certificate[];
  readonly key?: KeyObject;
  readonly certificatePath: Path;
  readonly keyPath: Path;
  /** What keeps the certificate, or the key, from being read. */
  readonly certificateFault?: string;
  readonly keyFault?: string;
  /** Whether a tool fills the Secret in later: then nothing can be told. */
  readonly placeholder: boolean;
}

const read = new WeakMap<object, TlsSecret>();

/** Reads a Secret once, however many rules ask. */
export function tlsSecretOf(item: Item): TlsSecret {
  const before = read.get(item.value);
  if (before) return before;
  const certificate = entryOf(item, 'tls.crt');
  const key = entryOf(item, 'tls.key');
  const found: TlsSecret = {
    ...chainIn(certificate.text),
    ...keyIn(key.text),
    certificatePath: certificate.path,
    keyPath: key.path,
    placeholder: item.value['sops'] !== undefined || [certificate, key].some(({ later }) => later),
  };
  read.set(item.value, found);
  return found;
}

function entryOf({ value }: Item, key: string): { text: string | undefined; path: Path; later: boolean } {
  const plain = textOf(mappingOf(value['stringData'])[key]);
  if (plain !== undefined) return { text: plain, path: ['stringData', key], later: isPlaceholder(plain) };
  const path = ['data', key];
  const encoded = textOf(mappingOf(value['data'])[key]);
  if (encoded === undefined) return { text: undefined, path, later: false };
  // Another rule tells what is no base64, and then nothing can be told of what is in it.
  if (isPlaceholder(encoded) || !isBase64(encoded)) return { text: encoded, path, later: true };
  const text = Buffer.from(encoded, 'base64').toString();
  return { text, path, later: isPlaceholder(text) };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

function chainIn(text: string | undefined): Pick<TlsSecret, 'chain' | 'certificateFault'> {
  if (text === undefined) return { chain: [], certificateFault: 'tls.crt is missing' };
  if (text.trim() === '') return { chain: [], certificateFault: 'tls.crt is empty' };
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) return { chain: [], certificateFault: 'tls.crt holds no certificate in PEM' };
  try {
    return { chain: blocks.map((block) => new X509Certificate(block)) };
  } catch {
    return { chain: [], certificateFault: 'tls.crt holds a certificate that cannot be read' };
  }
}

function keyIn(text: string | undefined): Pick<TlsSecret, 'key' | 'keyFault'> {
  if (text === undefined) return { keyFault: 'tls.key is missing' };
  if (text.trim() === '') return { keyFault: 'tls.key is empty' };
  try {
    return { key: createPrivateKey(text) };
  } catch {
    const encrypted = /ENCRYPTED/.test(text);
    return { keyFault: encrypted ? 'tls.key is encrypted' : 'tls.key holds no private key in PEM' };
  }
}

/** The names that a certificate is made out to. */
export function dnsNamesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/DNS:([^,\s"]+)/g)].map(([, name = '']) => name);
}

/** Whether a certificate is good for a host; a wildcard host wants a wildcard certificate. */
export function coversHost(certificate: X509Certificate, host: string): boolean {
  return certificate.checkHost(host.replace(/^\*/, 'any-name-at-all')) !== undefined;
}
