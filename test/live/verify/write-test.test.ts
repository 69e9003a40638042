import { LIMITS } from '../../../src/live/verify/limits';
import type { Sdk } from '../../../src/live/milvus-client';
import { writeTestStage } from '../../../src/live/verify/write-test';

const SUCCESS = { error_code: 'Success', code: 0 };
const way = { host: 'milvus.example.com', address: '127.0.0.1', port: 1, authorities: [] };

/** A Milvus that keeps collections in memory; `change` replaces some of its calls. */
function milvus(change: Record<string, (name: string) => unknown> = {}) {
  const collections = new Set<string>();
  const called: string[] = [];
  const calls: Record<string, (name: string) => unknown> = {
    createCollection: (name) => {
      collections.add(name);
      return SUCCESS;
    },
    insert: () => ({ status: SUCCESS, insert_cnt: '10' }),
    search: () => ({ status: SUCCESS, results: [{ id: '7' }] }),
    dropCollection: (name) => {
      collections.delete(name);
      return SUCCESS;
    },
    hasCollection: (name) => ({ status: SUCCESS, value: collections.has(name) }),
  };
  class MilvusClient {
    connectPromise = Promise.resolve();
    closeConnection = () => {
      called.push('close');
      return Promise.resolve();
    };
  }
  for (const call of Object.keys(calls)) {
    Object.assign(MilvusClient.prototype, {
      [call]: async ({ collection_name: name, timeout }: { collection_name: string; timeout: number }) => {
        called.push(call);
        expect(timeout).toBe(LIMITS.write);
        return Promise.resolve((change[call] ?? calls[call]!)(name));
      },
    });
  }
  return { sdk: { MilvusClient } as unknown as Sdk, collections, called };
}

const never = new AbortController().signal;

test('makes a collection of random name, fills it, searches in it and drops it', async () => {
  const { sdk, collections, called } = milvus();
  const { outcome, seen } = await writeTestStage(sdk, way, undefined, never);
  expect(outcome).toBe('ok');
  expect(seen.collection).toMatch(/^milvus_l7_verify_[0-9a-f]{12}$/);
  expect(called).toEqual(['createCollection', 'insert', 'search', 'dropCollection', 'hasCollection', 'close']);
  expect([...collections]).toEqual([]);
});

test.each<[string, Record<string, (name: string) => unknown>, string, string]>([
  [
    'is refused',
    { createCollection: () => ({ error_code: 'PermissionDenied', code: 2 }) },
    'create',
    'Milvus PermissionDenied',
  ],
  [
    'fails with a number only',
    { createCollection: () => ({ error_code: 'Success', code: 65535 }) },
    'create',
    'Milvus 65535',
  ],
  ['takes too few rows', { insert: () => ({ status: SUCCESS, insert_cnt: '9' }) }, 'insert', 'ROWS_MISSING'],
  ['finds another row', { search: () => ({ status: SUCCESS, results: [{ id: '6' }] }) }, 'search', 'WRONG_ROW'],
  ['finds nothing', { search: () => ({ status: SUCCESS, results: [] }) }, 'search', 'WRONG_ROW'],
  ['takes too long', { insert: () => Promise.reject(Object.assign(new Error(), { code: 4 })) }, 'insert', 'ETIMEDOUT'],
  ['is gone', { search: () => Promise.reject(Object.assign(new Error(), { code: 14 })) }, 'search', 'UNAVAILABLE'],
])('drops it when a step %s', async (_, change, step, code) => {
  const { sdk, collections } = milvus(change);
  const result = await writeTestStage(sdk, way, undefined, never);
  expect(result).toMatchObject({ outcome: 'failed', codes: [code], seen: { step, dropped: true } });
  expect([...collections]).toEqual([]);
});

test.each(['createCollection', 'insert', 'search'])('drops it when somebody interrupts at %s', async (call) => {
  const controller = new AbortController();
  const fake = milvus();
  const original = milvus({
    [call]: (name) => {
      controller.abort();
      if (call === 'createCollection') original.collections.add(name);
      return call === 'insert'
        ? { status: SUCCESS, insert_cnt: '10' }
        : { ...SUCCESS, status: SUCCESS, results: [{ id: '7' }] };
    },
  });
  const { codes, seen } = await writeTestStage(original.sdk, way, undefined, controller.signal);
  expect(codes).toEqual(['INTERRUPTED']);
  expect(seen.dropped).toBe(true);
  expect([...original.collections, ...fake.collections]).toEqual([]);
});

test('names the collection that it could not drop', async () => {
  const { sdk, collections } = milvus({ dropCollection: () => Promise.reject(new Error('no')) });
  const { outcome, codes, seen } = await writeTestStage(sdk, way, undefined, never);
  expect({ outcome, codes, dropped: seen.dropped }).toEqual({
    outcome: 'failed',
    codes: ['NOT_DROPPED'],
    dropped: false,
  });
  expect([...collections]).toEqual([seen.collection]);
});

test('does not say that it is dropped where Milvus refuses to tell', async () => {
  const refusal = { error_code: 'PermissionDenied', code: 2 };
  const { sdk, collections } = milvus({
    dropCollection: () => refusal,
    hasCollection: () => ({ status: refusal, value: false }),
  });
  const { codes, seen } = await writeTestStage(sdk, way, undefined, never);
  expect({ codes, dropped: seen.dropped }).toEqual({ codes: ['NOT_DROPPED'], dropped: false });
  expect([...collections]).toEqual([seen.collection]);
});
