import type { MilvusClient } from '@zilliz/milvus2-sdk-node';
import { FIRST_USER } from '../../milvus/service';
import { type Sdk, type Token, callCodeOf, versionOf, withClient } from '../milvus-client';
import { LIMITS } from './limits';
import { type Result, failed, left, ok } from './stage';
import { type Endpoint, endpointOf } from './endpoint';

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

/** A client that calls a release as clients from outside do. */
export function withClientAt<T>(
  sdk: Sdk,
  { host, authorities, ...place }: Endpoint,
  token: Token,
  use: (client: MilvusClient) => Promise<T>,
): Promise<T> {
  const tls = { serverName: host, rootCert: Buffer.from(authorities.join('\n')) };
  const channelOptions = { 'grpc.default_authority': host };
  const config = { address: endpointOf(place), ssl: true, tls, channelOptions, timeout: LIMITS.milvus };
  return withClient(sdk, config, token, use);
}

async function version(sdk: Sdk, endpoint: Endpoint, token: Token): Promise<{ version: string } | { code: string }> {
  try {
    return { version: await withClientAt(sdk, endpoint, token, versionOf) };
  } catch (error) {
    return { code: callCodeOf(error) };
  }
}
