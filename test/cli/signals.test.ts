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

test('what leaves nothing behind is not waited for', async () => {
  jest.useFakeTimers();
  const exit = jest.spyOn(process, 'exit').mockImplementation();
  let answer: (code: number) => void = () => undefined;
  const interrupted = untilSignal(undefined, () => {
    process.emit('SIGINT', 'SIGINT');
    return new Promise<number>((end) => (answer = end));
  });
  expect(exit).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1000);
  jest.useRealTimers();
  expect(exit).toHaveBeenCalledWith(130);
  answer(0); // no process ends in a test
  await interrupted;
});

test('what is finished first is waited for', async () => {
  jest.useFakeTimers();
  const exit = jest.spyOn(process, 'exit').mockImplementation();
  let finish: (code: number) => void = () => undefined;
  const interrupted = untilSignal('the Secret is made first', () => {
    process.emit('SIGTERM', 'SIGTERM');
    return new Promise<number>((end) => (finish = end));
  });
  jest.advanceTimersByTime(60_000);
  jest.useRealTimers();
  expect(exit).not.toHaveBeenCalled();
  finish(0);
  await interrupted;
  expect(exit).toHaveBeenCalledWith(143);
});

test('leaves no listener behind', async () => {
  const before = process.listenerCount('SIGINT');
  await untilSignal(undefined, () => Promise.resolve(0));
  expect(process.listenerCount('SIGINT')).toBe(before);
});
