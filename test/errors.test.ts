import { describeFault } from '../src/errors';

test('shows a file name with control characters quoted and escaped, on one line', () => {
  const at = { file: 'a\n\u001b[31m\u009b.yaml', line: 1, col: 2 };
  expect(describeFault({ at, message: 'is wrong' })).toBe(String.raw`"a\n\u001b[31m\u009b.yaml":1:2: is wrong`);
});
