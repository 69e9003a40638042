import { randomBytes } from 'node:crypto';
import type { MilvusClient } from '@zilliz/milvus2-sdk-node';
import { type Sdk, type Token, callCodeOf } from '../milvus-client';
import { LIMITS } from './limits';
import { withClientAt } from './milvus';
import { type Result, failed, ok } from './stage';
import type { Endpoint } from './endpoint';

const ROWS = 10;
const WANTED = 7;
/** Half a minute for each of them. */
const call = { timeout: LIMITS.write } as const;

/**
 * Makes a collection of random name, fills it, searches in it and drops it: when a step fails and when somebody
 * interrupts, too.
 */
export async function writeTestStage(sdk: Sdk, endpoint: Endpoint, token: Token, signal: AbortSignal): Promise<Result> {
  const collection = `milvus_l7_verify_${randomBytes(6).toString('hex')}`;
  try {
    return await withClientAt(sdk, endpoint, token, (client) => cycle(client, collection, signal));
  } catch (error) {
    return failed('write-test', { step: 'connect' }, [callCodeOf(error)]);
  }
}

async function cycle(client: MilvusClient, name: string, signal: AbortSignal): Promise<Result> {
  let step = 'create';
  let fault: string | undefined;
  try {
    for (const [title, run] of steps(client, name)) {
      if (signal.aborted) break;
      step = title;
      fault = await run();
      if (fault !== undefined) break;
    }
  } catch (error) {
    fault = callCodeOf(error);
  }
  const dropped = await isDropped(client, name);
  const seen = { collection: name, dropped };
  if (fault === undefined && signal.aborted) return failed('write-test', { ...seen, step }, ['INTERRUPTED']);
  if (fault !== undefined) return failed('write-test', { ...seen, step }, [fault]);
  return dropped ? ok('write-test', seen) : failed('write-test', { ...seen, step: 'drop' }, ['NOT_DROPPED']);
}

/** Each says the code of what is wrong, or nothing. */
function* steps(client: MilvusClient, name: string): Generator<[string, () => Promise<string | undefined>]> {
  yield [
    'create',
    async () => {
      // Strong: a search waits for the rows. Asked for in the search itself, as the number 0, the client drops it.
      const shape = { collection_name: name, dimension: 4, consistency_level: 'Strong' };
      return faultOf(await client.createCollection({ ...shape, ...call }));
    },
  ];
  yield [
    'insert',
    async () => {
      const data = Array.from({ length: ROWS }, (_, id) => ({ id, vector: [id, 0, 0, 1] }));
      const { status, insert_cnt: inserted } = await client.insert({ collection_name: name, data, ...call });
      return faultOf(status) ?? (Number(inserted) === ROWS ? undefined : 'ROWS_MISSING');
    },
  ];
  yield [
    'search',
    async () => {
      const query = { collection_name: name, data: [WANTED, 0, 0, 1], limit: 1 };
      const { status, results } = await client.search({ ...query, ...call });
      const [nearest] = results as readonly { readonly id?: unknown }[];
      return faultOf(status) ?? (Number(nearest?.id) === WANTED ? undefined : 'WRONG_ROW');
    },
  ];
}

/** Also of a collection that was perhaps never made: dropping what is not there is no error. */
async function isDropped(client: MilvusClient, name: string): Promise<boolean> {
  try {
    await client.dropCollection({ collection_name: name, ...call });
    const { status, value } = await client.hasCollection({ collection_name: name, ...call });
    return faultOf(status) === undefined && !value; // who may not ask does not know
  } catch {
    return false;
  }
}

/** Milvus answers many failures as a success of gRPC; its error code is a word, and says enough without the reason. */
function faultOf({
  error_code: word,
  code,
}: {
  readonly error_code: unknown;
  readonly code?: unknown;
}): string | undefined {
  if (word === 'Success' && (code === undefined || Number(code) === 0)) return undefined;
  return `Milvus ${typeof word === 'string' && word !== 'Success' ? word : String(code)}`;
}
