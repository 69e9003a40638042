import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors';
import { type KeyPair, makeKeyPair } from '../operations/certificate';
import { fileText } from '../report/secrets';
import { type CertificateSecret, commonNameOf } from '../topology/certificate-secrets';
import { clientCertificateFile } from '../topology/client-certificate';
import type { Topology } from '../topology/topology';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** The file that clients of a self-managed certificate are given. It is public. */
export class ClientCertificateFile {
  /** @param file - relative to the root, as it is told */
  constructor(
    private readonly root: string,
    readonly file: string,
  ) {}

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** Empty where there is none; so is what is written to remove it. */
  read(): string {
    return this.exists ? this.reporting('read', () => readFileSync(this.path, 'utf8')) : '';
  }

  /** Puts certificates before those that are there. */
  add(certificates: string): void {
    if (!this.holds(certificates)) this.write(`${certificates}${this.read()}`);
  }

  /** @throws UserError where it cannot be written */
  write(text: string): void {
    this.reporting('written', () => {
      if (text === '') {
        rmSync(this.path, { force: true });
        return;
      }
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      writeFileSync(this.path, text);
    });
  }

  /** Whether clients that are given the file believe the first certificate of a chain. */
  holds(chain: string): boolean {
    const [leaf] = fingerprintsIn(chain);
    return leaf !== undefined && fingerprintsIn(this.read()).includes(leaf);
  }

  private get path(): string {
    return join(this.root, this.file);
  }

  private reporting<T>(what: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      const message = `cannot be ${what}: ${code}`;
      throw new UserError([{ at: { file: this.file }, message, cure: 'mend that, and run it again: nothing is lost' }]);
    }
  }
}

/** The file of a Secret whose certificate clients see. */
export function clientFileOf(
  root: string,
  topology: Topology,
  { side, release }: CertificateSecret,
): ClientCertificateFile | undefined {
  if (side === 'backend') return undefined;
  return new ClientCertificateFile(root, clientCertificateFile(topology, release));
}

export function tellFile(file: ClientCertificateFile | undefined): void {
  if (file) process.stderr.write(fileText(file.file));
}

export function newPair(secret: CertificateSecret): Promise<KeyPair> {
  return makeKeyPair(commonNameOf(secret), secret.dnsNames, new Date());
}

function fingerprintsIn(text: string): string[] {
  return (text.match(CERTIFICATE) ?? []).flatMap((pem) => {
    try {
      return [new X509Certificate(pem).fingerprint256];
    } catch {
      return []; // somebody's text between two markers
    }
  });
}
