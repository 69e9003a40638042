import { untilSignal } from '../../src/cli/signals';
import { UserError } from '../../src/errors';

let told: string;
beforeEach(() => {
  told = '';
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const fault = new UserError([{ message: 'the collection is still there', cure: 'drop it' }]);

test('without a signal the exit code and the faults are those of what was run', async () => {
  expect(await untilSignal(undefined, () => Promise.resolve(1))).toBe(1);
  await expect(untilSignal(undefined, () => Promise.reject(fault))).rejects.toBe(fault);
  expect(told).toBe('');
});

test('after a signal what was left undone is told, and the exit code is that of the signal', async () => {
  const interrupted = untilSignal('the collection is dropped first', () => {
    process.emit('SIGINT', 'SIGINT');
    return Promise.reject(fault);
  });
  await expect(interrupted).rejects.toThrow('exit 130');
  expect(told).toMatchInlineSnapshot(`

   SIGINT: the collection is dropped first
   the collection is still there
       drop it

   1 fault
  `);
});

test('a bug of ours is no interrupt, also after a signal', async () => {
  const bug = new TypeError('ours');
  const interrupted = untilSignal(undefined, () => {
    process.emit('SIGTERM', 'SIGTERM');
    return Promise.reject(bug);
  });
  await expect(interrupted).rejects.toBe(bug);
});

test('leaves no listener behind', async () => {
  const before = process.listenerCount('SIGINT');
  await untilSignal(undefined, () => Promise.resolve(0));
  expect(process.listenerCount('SIGINT')).toBe(before);
});
