import type { MilvusClient } from '@zilliz/milvus2-sdk-node';
import { FIRST_USER } from '../../milvus/service';
import { grpcNameOf } from './grpc';
import { TIMED_OUT } from '../error-codes';
import { LIMITS } from './limits';
import { type Result, failed, left, ok } from './stage';
import { type Endpoint, endpointOf } from './endpoint';

/** The client, loaded by whoever may do without it. */
export type Sdk = Pick<typeof import('@zilliz/milvus2-sdk-node'), 'MilvusClient'>;

/** `user:password`. Shown to nobody. */
export type Token = string | undefined;

/** Believes only a version: behind the wrong host, connecting succeeds with nothing. */
export async function milvusStage(sdk: Sdk, endpoint: Endpoint, token: Token): Promise<Result> {
  const answer = await version(sdk, endpoint, token);
  if ('code' in answer) {
    const code = answer.code === 'UNAUTHENTICATED' && token === undefined ? 'NO_TOKEN' : answer.code;
    return failed('milvus', {}, [code]);
  }
  return answer.version === '' ? failed('milvus', {}, ['NO_VERSION']) : ok('milvus', { version: answer.version });
}

/** Milvus is born with a password that everybody knows. */
export async function firstPasswordStage(
  sdk: Sdk,
  endpoint: Endpoint,
  authorization: boolean | 'unmanaged',
): Promise<Result> {
  if (authorization !== true) {
    const why =
      authorization === false ? 'authorization is off: no password at all is needed' : 'authorization is unmanaged';
    return left('first-password', 'not-applicable', why);
  }
  const answer = await version(sdk, endpoint, `${FIRST_USER.name}:${FIRST_USER.password}`);
  if (!('code' in answer))
    return failed('first-password', {}, [answer.version === '' ? 'NO_VERSION' : 'FIRST_PASSWORD']);
  const seen = { grpc: answer.code };
  return answer.code === 'UNAUTHENTICATED' ? ok('first-password', seen) : failed('first-password', seen, [answer.code]);
}

/** A connected client; whoever asks for one closes it. */
export async function withClient<T>(
  sdk: Sdk,
  { host, authorities, ...place }: Endpoint,
  token: Token,
  use: (client: MilvusClient) => Promise<T>,
): Promise<T> {
  const client = new sdk.MilvusClient({
    address: endpointOf(place),
    ssl: true,
    tls: { serverName: host, rootCert: Buffer.from(authorities.join('\n')) },
    channelOptions: { 'grpc.default_authority': host },
    ...(token !== undefined && { token }),
    timeout: LIMITS.milvus,
    maxRetries: 0,
    logLevel: 'error',
    telemetry: { enabled: false },
  });
  try {
    await client.connectPromise;
    return await use(client);
  } finally {
    await client.closeConnection().catch(() => undefined);
  }
}

/** What keeps a call from working, by its code. */
export function callCodeOf(error: unknown): string {
  const name = grpcNameOf(error);
  return name === 'DEADLINE_EXCEEDED' ? TIMED_OUT : (name ?? 'unknown');
}

async function version(sdk: Sdk, endpoint: Endpoint, token: Token): Promise<{ version: string } | { code: string }> {
  try {
    // The type says text; behind a proxy that answers something else it is not there.
    const found: { version?: unknown } = await withClient(sdk, endpoint, token, (client) => client.getVersion());
    return { version: typeof found.version === 'string' ? found.version : '' };
  } catch (error) {
    return { code: callCodeOf(error) };
  }
}
