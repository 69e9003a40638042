import type { ClientConfig, MilvusClient } from '@zilliz/milvus2-sdk-node';
import { TIMED_OUT } from './error-codes';
import { grpcNameOf } from './grpc';

/** The client, loaded by whoever may do without it. */
export type Sdk = Pick<typeof import('@zilliz/milvus2-sdk-node'), 'MilvusClient'>;

/** `user:password`. Shown to nobody. */
export type Token = string | undefined;

/** How long a call may take, in milliseconds, unless somebody says otherwise. */
const CALL_LIMIT = 10_000;

/** A connected client, closed in the end. */
export async function withClient<T>(
  sdk: Sdk,
  endpoint: Pick<ClientConfig, 'address' | 'ssl' | 'tls' | 'channelOptions' | 'timeout'>,
  token: Token,
  use: (client: MilvusClient) => Promise<T>,
): Promise<T> {
  const client = new sdk.MilvusClient({
    timeout: CALL_LIMIT,
    ...endpoint,
    ...(token !== undefined && { token }),
    maxRetries: 0,
    logLevel: 'error', // it would log what is sent, passwords too
    telemetry: { enabled: false },
  });
  try {
    await client.connectPromise;
    return await use(client);
  } finally {
    await client.closeConnection().catch(() => undefined);
  }
}

/** What Milvus calls itself; empty where something else answers. */
export async function versionOf(client: MilvusClient): Promise<string> {
  // The type says text; behind a proxy that answers something else it is not there.
  const found: { version?: unknown } = await client.getVersion();
  return typeof found.version === 'string' ? found.version : '';
}

/** What keeps a call from working, by its code. */
export function callCodeOf(error: unknown): string {
  const name = grpcNameOf(error);
  return name === 'DEADLINE_EXCEEDED' ? TIMED_OUT : (name ?? 'unknown');
}
