import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finish } from './processes';
import { newFolder } from './work';

/** A certificate and its key, as files. */
export interface Certificate {
  readonly crt: string;
  readonly key: string;
}

/** Stands in for the public authorities that sign what Google manages. */
export class Authority {
  private constructor(private readonly own: Certificate) {}

  static async create(): Promise<Authority> {
    const folder = newFolder('authority');
    const own = filesIn(folder);
    await openssl(folder, [
      'req',
      '-x509',
      ...newKey(own),
      '-subj',
      '/CN=e2e authority',
      '-days',
      '2',
      '-out',
      own.crt,
    ]);
    return new Authority(own);
  }

  /** What clients are told to trust, by means of their own. */
  get file(): string {
    return this.own.crt;
  }

  /** Days below zero: it has expired. */
  async sign(domains: readonly string[], days = 2): Promise<Certificate> {
    const folder = newFolder('certificate');
    const files = filesIn(folder);
    const names = domains.map((domain) => `DNS:${domain}`).join();
    const request = join(folder, 'tls.csr');
    await openssl(folder, [
      'req',
      ...newKey(files),
      '-subj',
      `/CN=${domains[0] ?? ''}`,
      '-addext',
      `subjectAltName=${names}`,
      '-out',
      request,
    ]);
    const authority = ['-CA', this.own.crt, '-CAkey', this.own.key];
    await openssl(folder, [
      'x509',
      '-req',
      '-in',
      request,
      '-copy_extensions',
      'copy',
      ...authority,
      '-days',
      String(days),
      '-out',
      files.crt,
    ]);
    return files;
  }
}

/** What the Milvus image brings along, except that everybody has the key of that one. */
export async function imageCertificate(): Promise<Certificate> {
  const folder = newFolder('image');
  const files = filesIn(folder);
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await openssl(folder, ['req', '-x509', ...newKey(files), ...names, '-days', '2', '-out', files.crt]);
  return files;
}

/** The page's own commands: X.509 version 1, a common name and no subject alternative name, until 2300. */
export async function certificateOfThePage(host: string): Promise<Certificate> {
  const folder = newFolder('page');
  const files = filesIn(folder);
  const request = join(folder, 'tls.csr');
  await openssl(folder, ['genrsa', '-out', files.key, '2048']);
  await openssl(folder, ['req', '-new', '-key', files.key, '-out', request, '-subj', `/CN=${host}`]);
  const sign = ['-days', '99999', '-in', request, '-signkey', files.key];
  await openssl(folder, ['x509', '-req', ...sign, '-out', files.crt]);
  return files;
}

function filesIn(folder: string): Certificate {
  mkdirSync(folder, { recursive: true });
  return { crt: join(folder, 'tls.crt'), key: join(folder, 'tls.key') };
}

const newKey = ({ key }: Certificate): string[] => ['-newkey', 'rsa:2048', '-nodes', '-keyout', key];

async function openssl(cwd: string, args: readonly string[]): Promise<void> {
  const { exit, errors } = await finish('openssl', args, { cwd });
  if (exit !== 0) throw new Error(`openssl ${args.join(' ')}:\n${errors}`);
}
