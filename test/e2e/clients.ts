import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snippetFor } from './release-snippets';
import { type Finished, cleanEnvironment, finish } from './processes';
import { PYMILVUS, type Pymilvus, binOf } from './python';
import { PROJECT } from './work';

export interface Outcome extends Finished {
  /** Where it failed: the gRPC codes of the error and of its causes. */
  readonly grpc: readonly string[];
}

export type Client = Pymilvus | 'node';
export const CLIENTS: readonly Client[] = [...PYMILVUS, 'node'];

/** From the range for documentation: no client must ever reach it. */
export const ADDRESS = '203.0.113.7';

/** The clients that do not repeat a failing call for ten seconds. */
export const QUICK: readonly Client[] = ['pymilvus-3.0', 'node'];

export const VERSION = 'v2.3.5-lite';

/** The gRPC code of the call itself, where there was one. */
export const codesOf = (outcomes: readonly Outcome[]): unknown[] => outcomes.map(({ grpc }) => grpc.at(-1));
export const exitsOf = (outcomes: readonly Outcome[]): unknown[] => outcomes.map(({ exit }) => exit);

/** The codes of all clients without a connection. pymilvus 2.4 waits for one, and makes no call that could have a code. */
export const NEVER_CONNECTED = [undefined, 'UNAVAILABLE', 'UNAVAILABLE'];

export type Change = (code: string) => string;
const asItIs: Change = (code) => code;

/** Of snippets that were run: each keeps its file, to be looked at. */
let count = 0;

/** Runs the runbook's connection snippets with real clients, where a reader would. */
export class Clients {
  /** The runbook's `MILVUS_TOKEN`. */
  token?: string;
  /** Authorities that are trusted as if everybody did. */
  roots?: string | undefined;
  private address = ADDRESS;

  constructor(
    private readonly folder: string,
    private readonly runbook: string,
    private readonly proxy: string,
  ) {}

  /** Runs a snippet as it is, unless a test makes the fault in it. */
  run(client: Client, id: string, release?: string, change = asItIs): Promise<Outcome> {
    const code = snippetFor(this.runbook, id, release);
    const changed = change(code);
    if (change !== asItIs && changed === code) throw new Error(`the snippet ${id} has nothing that the test changes`);
    return this.runCode(client, changed);
  }

  /** Connects by name: what each of the clients gets. */
  all(clients: readonly Client[], release?: string, change = asItIs): Promise<Outcome[]> {
    return Promise.all(clients.map((client) => this.run(client, byName(client), release, change)));
  }

  /** Connects by name, and goes on before the snippet closes the connection. */
  goOn(client: Client, lines: string, release?: string): Promise<Outcome> {
    const closing = client === 'node' ? '  await client.closeConnection();' : 'client.close()';
    return this.run(client, byName(client), release, (code) => {
      if (!code.includes(closing)) throw new Error(`the snippet has no ${closing}`);
      return code.replace(closing, () => lines.replaceAll('NAME', client.replace(/\W/g, '_')) + closing);
    });
  }

  /** What the shell of the reader has. */
  variables(): Record<string, string> {
    return {
      ADDRESS: this.address,
      https_proxy: this.proxy,
      no_proxy: '127.0.0.1',
      NODE_PATH: join(PROJECT, 'node_modules'),
      PYTHONWARNINGS: 'ignore',
      ...(this.roots !== undefined && { GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: this.roots }),
      ...(this.token !== undefined && { MILVUS_TOKEN: this.token }),
    };
  }

  /** For an address of this machine, past the proxy that stands in for DNS. */
  direct(): Clients {
    return this.with({ address: '127.0.0.1' });
  }

  /** Those who know no authority. */
  strangers(): Clients {
    return this.with({ roots: undefined });
  }

  private async runCode(client: Client, code: string): Promise<Outcome> {
    const node = client === 'node';
    const file = join(this.folder, `snippet-${++count}.${node ? 'js' : 'py'}`);
    writeFileSync(file, `${code}\n`);
    const finished = node
      ? await finish(process.execPath, ['--require', join(__dirname, 'clients/capture.js'), file], this.place())
      : await finish(join(binOf(client), 'python'), [join(__dirname, 'clients/capture.py'), file], this.place());
    const failure = /^\{"error":.*\}$/m.exec(finished.out)?.[0];
    const { grpc } = JSON.parse(failure ?? '{ "grpc": [] }') as { grpc: string[] };
    return { ...finished, grpc };
  }

  private with(other: { address?: string; roots?: undefined }): Clients {
    const { address, roots, token } = this;
    return Object.assign(new Clients(this.folder, this.runbook, this.proxy), { address, roots, token }, other);
  }

  private place(): { cwd: string; env: NodeJS.ProcessEnv } {
    return { cwd: this.folder, env: cleanEnvironment(this.variables()) };
  }
}

const byName = (client: Client): string => (client === 'node' ? 'node-by-name' : 'pymilvus-by-name');
