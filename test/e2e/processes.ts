import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './work';

export interface Place {
  readonly cwd: string;
  /** All of it; the machine's own where it is left out. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Running {
  readonly pid: number;
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

export interface Finished {
  readonly exit: number | null;
  readonly out: string;
  readonly errors: string;
  readonly seconds: number;
}

/** A proxy or trust of the machine's own must not come between client and load balancer. */
export function cleanEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/_proxy$/i.test(name) && !/^(PYTHON|NODE_|JEST_|GRPC_|SSL_|MILVUS)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...more };
}

/** Starts a server; what it prints goes into a file. */
export function start(command: string, args: readonly string[], { cwd, env }: Place, log: string): Running {
  const output = openSync(log, 'a');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const exited = registered(child);
  return {
    pid: child.pid ?? 0,
    exited,
    stop: async () => {
      kill(child.pid ?? 0);
      await exited;
    },
  };
}

/** Runs a program to its end, or until the time is over. Never the synchronous way: signals must get through. */
export async function finish(
  command: string,
  args: readonly string[],
  { cwd, env }: Place,
  { input = '', limitSeconds = 100 }: { readonly input?: string; readonly limitSeconds?: number } = {},
): Promise<Finished> {
  const started = Date.now();
  const child = spawn(command, args, { cwd, env, detached: true });
  const texts = { out: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.errors += text));
  child.stdin.on('error', () => undefined).end(input);
  const limit = setTimeout(() => kill(child.pid ?? 0), limitSeconds * 1000);
  const exit = await registered(child);
  clearTimeout(limit);
  return { exit, ...texts, seconds: (Date.now() - started) / 1000 };
}

/** Ends every process that still runs, by its id: whoever calls this need not have started it. */
export function stopAll(): void {
  for (const pid of readdirSync(register())) kill(Number(pid));
}

/** A file for each process that runs, named by its id. */
function register(): string {
  const folder = join(workFolder(), 'running');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function registered(child: ChildProcess): Promise<number | null> {
  const file = child.pid === undefined ? undefined : join(register(), String(child.pid));
  if (file !== undefined) writeFileSync(file, '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (file !== undefined) rmSync(file, { force: true });
      resolve(code);
    });
  });
}

/** With its children: each of ours leads a process group. */
function kill(pid: number): void {
  if (pid <= 0) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
