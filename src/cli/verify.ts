import { existsSync, readFileSync } from 'node:fs';
import { Resolver } from 'node:dns/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { UserError, WrongUse } from '../errors';
import { type Subject, verify } from '../live/verify';
import type { Result } from '../live/verify/stage';
import type { Setup } from '../report/cause';
import { stageText, type VerifiedHost, verifyJson, verifySum } from '../report/verify';
import { nearest } from '../source/did-you-mean';
import { grpcServiceOf } from '../topology/backends';
import { clientCertificateFile } from '../topology/client-certificate';
import type { Release, Topology } from '../topology/topology';
import { looksOf } from './looks';
import { environmentNamed } from './one-environment';
import { milvusSdk } from './optional';
import { untilSignal } from './signals';

export interface VerifyOptions {
  readonly host?: string;
  readonly address?: string;
  readonly port: number;
  readonly format: 'pretty' | 'json';
  readonly writeTest?: boolean;
}

/**
 * Goes the way of a client to each release of an environment, and tells every stage as it ends.
 *
 * @returns the exit code: 1 where a stage failed
 * @throws WrongUse for a host that is none of the environment's
 */
export async function verifyEnvironment(root: string, named: string, options: VerifyOptions): Promise<number> {
  const { topology } = environmentNamed(root, named);
  const hosts = hostsFrom(topology, options.host);
  const sdk = await milvusSdk();
  const looks = looksOf();
  const verified: (VerifiedHost & { readonly results: Result[] })[] = [];
  return untilSignal(options.writeTest ? 'what the write test made is dropped first' : undefined, async (signal) => {
    const tell = (text: string) => options.format === 'pretty' && process.stdout.write(text);
    for (const { host, release } of hosts) {
      if (signal.aborted) break;
      tell(`${verified.length > 0 ? '\n' : ''}${host}\n\n`);
      const one = { host, setup: setupOf(topology, release), results: [] as Result[] };
      verified.push(one);
      const means = { sdk, resolver: new Resolver({ timeout: 2000, tries: 2 }), signal, now: new Date() };
      for await (const result of verify(subjectOf(root, topology, release, host, options), means)) {
        one.results.push(result);
        tell(stageText(result, host, one.setup, looks));
      }
    }
    if (options.format === 'json') process.stdout.write(verifyJson(topology.environment, verified));
    const results = verified.flatMap((one) => one.results);
    process.stderr.write(`${options.format === 'json' ? '' : '\n'}${verifySum(results)}`);
    return results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  });
}

function subjectOf(root: string, topology: Topology, release: Release, host: string, options: VerifyOptions): Subject {
  const { address, port, writeTest = false } = options;
  const { rest, authorization } = release;
  return {
    host,
    ...(address !== undefined && { address }),
    port,
    authorities: authoritiesFor(root, topology, release),
    token: tokenFrom(process.env, host),
    writeTest,
    authorization,
    http: topology.loadBalancer.http,
    ...(typeof rest === 'object' && { restPath: rest.path }),
  };
}

function setupOf({ environment, loadBalancer }: Topology, release: Release): Setup {
  const { name, http, certificate, scheme, api } = loadBalancer;
  return {
    environment,
    api,
    name,
    settings: grpcServiceOf(release, api)?.settingsName ?? '',
    certificate: certificate.kind,
    http,
    internal: scheme === 'internal',
    globalAccess: loadBalancer.gateway?.globalAccess ?? false,
  };
}

/** The hosts to verify: all, or the one that is named; below a wildcard any name is one. */
function hostsFrom(
  { releases, environment }: Topology,
  named: string | undefined,
): { host: string; release: Release }[] {
  if (named === undefined) return releases.map((release) => ({ host: release.clientHost, release }));
  const release = releases.find(
    ({ host, clientHost }) => host === named || clientHost === named || isBelow(host, named),
  );
  if (release) return [{ host: release.host === named ? release.clientHost : named, release }];
  const hosts = releases.map(({ host }) => host);
  const near = nearest(named, hosts);
  const hint = near === undefined ? `${environment} has ${hosts.join(', ')}` : `did you mean ${near}?`;
  throw new WrongUse([`--host ${named}: no host of the environment; ${hint}`]);
}

function isBelow(host: string, named: string): boolean {
  return host.startsWith('*.') && named.slice(named.indexOf('.')) === host.slice(1) && !named.startsWith('*');
}

/** What a client would be given: public authorities, those of this machine's own settings, and the release's own file. */
function authoritiesFor(root: string, topology: Topology, release: Release): string[] {
  const own = topology.loadBalancer.certificate.kind === 'self-managed' && clientCertificateFile(topology, release);
  const files = [
    process.env['NODE_EXTRA_CA_CERTS'],
    process.env['GRPC_DEFAULT_SSL_ROOTS_FILE_PATH'],
    ...(own ? [join(root, own)] : []),
  ];
  const found = files.filter((file) => file !== undefined && file !== '' && existsSync(file)) as string[];
  return [...rootCertificates, ...found.map(certificatesIn)];
}

/** @throws UserError for what cannot be read, a folder for one */
function certificatesIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const cure = 'check its permissions, and NODE_EXTRA_CA_CERTS and GRPC_DEFAULT_SSL_ROOTS_FILE_PATH';
    throw new UserError([{ at: { file }, message: `must be a file of certificates in PEM, got ${code}`, cure }]);
  }
}

/** From the variables that Milvus' clients are told by; what MILVUS_URI says is for its own host only. */
function tokenFrom(env: NodeJS.ProcessEnv, host: string): string | undefined {
  const { MILVUS_TOKEN: token, MILVUS_USER: user, MILVUS_PASSWORD: password, MILVUS_URI: uri } = env;
  if (token) return token;
  if (user && password) return `${user}:${password}`;
  const from = uri !== undefined && URL.canParse(uri) ? new URL(uri) : undefined;
  if (from?.hostname !== host || from.username === '') return undefined;
  return `${decoded(from.username)}:${decoded(from.password)}`;
}

/** A percent sign that stands for itself is left as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
