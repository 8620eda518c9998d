import { expect, test } from 'vitest';
import { csvOf } from './table-file.ts';

test('a name that a spreadsheet would compute becomes text, a negative figure stays a figure', () => {
  expect(csvOf(['Employer', 'Gap'], [['=HYPERLINK("x")', -12], ['-Kazyna', 3]])).toBe('\ufeffEmployer,Gap\r\n"\'=HYPERLINK(""x"")",-12\r\n\'-Kazyna,3\r\n');
});

test('commas, quotes and line breaks stay inside their cell, and the unknown is empty', () => {
  expect(csvOf(['a, b'], [['he said "no"'], ['two\nlines'], [null], [0.5]])).toBe('\ufeff"a, b"\r\n"he said ""no"""\r\n"two\nlines"\r\n\r\n0.5\r\n');
});
