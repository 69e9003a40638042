import { type Resolver, dnsStage } from '../../../src/live/verify/dns';
import { LIMITS } from '../../../src/live/verify/limits';

/** Nobody has this name, wherever it is asked for. */
const HOST = 'milvus.invalid';

const fails = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
const finds =
  (...records: string[]) =>
  () =>
    Promise.resolve(records);
const none = fails('ENODATA');

afterEach(() => jest.restoreAllMocks());

test('connects to the one A record', async () => {
  expect(await dnsStage(HOST, { resolve4: finds('203.0.113.7'), resolve6: none })).toMatchObject({
    address: '203.0.113.7',
    result: { outcome: 'ok', seen: { a: ['203.0.113.7'], from: 'dns' } },
  });
});

test.each<[string, Resolver, string[], boolean]>([
  ['an AAAA record beside it', { resolve4: finds('203.0.113.7'), resolve6: finds('2001:db8::7') }, ['AAAA'], true],
  ['two A records', { resolve4: finds('203.0.113.7', '203.0.113.8'), resolve6: none }, ['SEVERAL_A'], true],
  ['only an AAAA record', { resolve4: none, resolve6: finds('2001:db8::7') }, ['ENODATA', 'AAAA'], false],
  ['no record', { resolve4: none, resolve6: none }, ['ENODATA'], false],
  ['no such name', { resolve4: fails('ENOTFOUND'), resolve6: fails('ENOTFOUND') }, ['ENOTFOUND'], false],
  ['a zone that fails', { resolve4: fails('ESERVFAIL'), resolve6: fails('ESERVFAIL') }, ['ESERVFAIL'], false],
])('tells %s', async (_, resolver, codes, goesOn) => {
  const { result, address } = await dnsStage(HOST, resolver);
  expect(result).toMatchObject({ outcome: 'failed', codes });
  expect(address !== undefined).toBe(goesOn);
});

test('waits for a silent name server only so long', async () => {
  jest.replaceProperty(LIMITS, 'dns', 50 as never);
  const never = (): Promise<string[]> => new Promise(() => undefined);
  expect(await dnsStage(HOST, { resolve4: never, resolve6: never })).toMatchObject({ result: { codes: ['ETIMEOUT'] } });
});

test('notes a name that only this machine knows', async () => {
  expect(await dnsStage('localhost', { resolve4: none, resolve6: none })).toMatchObject({
    address: '127.0.0.1',
    result: { outcome: 'ok', seen: { from: 'hosts' }, notes: ['HOSTS'] },
  });
});
