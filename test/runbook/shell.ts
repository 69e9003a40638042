import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Snippet } from './snippets';

const FAKED = 'curl dig gcloud gke-gcloud-auth-plugin helm kubectl npx python3 sleep terraform'.split(' ');

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder such as a reader would work in, and a shell in it whose tools for the cloud are fakes. */
export class Shell {
  readonly folder = mkdtempSync(join(tmpdir(), 'runbook-'));
  private readonly bin = join(this.folder, 'bin');
  private readonly log = join(this.folder, 'log');

  constructor() {
    folders.push(this.folder);
    mkdirSync(this.bin);
    for (const name of FAKED) symlinkSync(join(__dirname, 'fakes/fake'), join(this.bin, name));
  }

  write(file: string, text: string): string {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /**
   * Pastes blocks into one shell, one after the other, as a reader would: it goes on after a block that stops.
   *
   * @returns the exit code of each, by id, and what the tools were called with, a line each
   */
  paste(
    snippets: readonly Snippet[],
    variables: Record<string, string> = {},
  ): { codes: Record<string, number>; calls: string[]; errors: string } {
    writeFileSync(this.log, '');
    const codes = join(this.folder, 'codes');
    writeFileSync(codes, '');
    const script = snippets.map(({ id, code }) => `${code}\necho "${id} $?" >>"${codes}"`).join('\n');
    const { stderr, error } = spawnSync('bash', ['--norc', '-s'], {
      cwd: this.folder,
      input: `${script}\n`,
      encoding: 'utf8',
      env: {
        HOME: this.folder,
        PATH: [this.bin, process.env.PATH].join(delimiter),
        FAKE_LOG: this.log,
        ...variables,
      },
    });
    if (error) throw error;
    const lines = readFileSync(codes, 'utf8').trim().split('\n');
    return {
      codes: Object.fromEntries(lines.map((line) => line.split(' ')).map(([id = '', code]) => [id, Number(code)])),
      calls: readFileSync(this.log, 'utf8').replaceAll(this.folder, '~').trimEnd().split('\n'),
      errors: stderr,
    };
  }

  /** The files of a folder that end in `.yaml`. */
  saved(folder: string): { name: string; mode: number; text: string }[] {
    const path = join(this.folder, folder);
    return readdirSync(path)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({
        name,
        mode: statSync(join(path, name)).mode & 0o777,
        text: readFileSync(join(path, name), 'utf8'),
      }));
  }

  /** What python3 was given to run. */
  python(): string {
    return existsSync(`${this.log}.py`) ? readFileSync(`${this.log}.py`, 'utf8') : '';
  }
}
