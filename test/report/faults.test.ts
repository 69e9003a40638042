import { faultsText, notesText } from '../../src/report/faults';

const fault = (file: string, line: number, message: string) => ({ at: { file, line, col: 1 }, path: 'a.b', message });

test('tells faults file by file, from top to bottom, and counts them', () => {
  const faults = [
    fault('b.yaml', 9, 'ninth'),
    fault('a.yaml', 1, 'first'),
    { ...fault('b.yaml', 2, 'second'), cure: 'mend it' },
  ];
  expect(faultsText(faults, 'dist/ is as it was')).toMatchInlineSnapshot(`
   b.yaml:2:1 a.b: second
       mend it
   b.yaml:9:1 a.b: ninth
   a.yaml:1:1 a.b: first

   3 faults in 2 files: dist/ is as it was
  `);
});

test('tells a fault that is in no file', () => {
  expect(faultsText([{ message: 'no way', cure: 'another way' }])).toMatchInlineSnapshot(`
   no way
       another way

   1 fault
  `);
});

test('marks notes as such', () => {
  expect(notesText([fault('a.yaml', 1, 'newer than known')])).toMatchInlineSnapshot(
    `note: a.yaml:1:1 a.b: newer than known`,
  );
});
