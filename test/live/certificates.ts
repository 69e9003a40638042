import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const CONFIG = `
[ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
default_md = sha256
policy = anything
copy_extensions = copy
unique_subject = no
rand_serial = yes
[anything]
commonName = supplied
`;

/** An authority of its own, in a folder that goes with it. */
export class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), 'authority-'));
  /** In PEM. */
  readonly certificate: string;

  constructor() {
    writeFileSync(join(this.folder, 'index.txt'), '');
    writeFileSync(join(this.folder, 'ca.cnf'), CONFIG);
    this.openssl('req', '-x509', ...NEW_KEY, 'ca.key', '-subj', '/CN=test authority', '-days', '9', '-out', 'ca.crt');
    this.certificate = this.read('ca.crt');
  }

  /** Days from now on, negative ones before now. */
  sign(host: string, [from, to]: readonly [number, number] = [-1, 90]): Certificate {
    const request = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-out', 'one.csr'];
    this.openssl('req', ...NEW_KEY, 'one.key', ...request);
    const dates = ['-startdate', asDate(from), '-enddate', asDate(to)];
    const authority = ['-config', 'ca.cnf', '-cert', 'ca.crt', '-keyfile', 'ca.key', '-batch', '-notext'];
    this.openssl('ca', ...authority, ...dates, '-in', 'one.csr', '-out', 'one.crt');
    return { cert: this.read('one.crt'), key: this.read('one.key') };
  }

  /** Signed by nobody else; without names as the page makes it. */
  selfSigned(host: string, { names = true } = {}): Certificate {
    const san = names ? ['-addext', `subjectAltName=DNS:${host}`] : [];
    this.openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      'own.key',
      '-subj',
      `/CN=${host}`,
      ...san,
      '-days',
      '90',
      '-out',
      'own.crt',
    );
    return { cert: this.read('own.crt'), key: this.read('own.key') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout'];

const DAY = 24 * 60 * 60 * 1000;

/** `20260131120000Z` */
function asDate(days: number): string {
  const date = new Date(Date.now() + days * DAY).toISOString();
  return `${date.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}
