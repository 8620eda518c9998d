import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTable } from './table.ts';

test('a table with other columns than its reader knows is not read', () => {
  expect(() => parseTable('a,b\n', ['a', 'c'])).toThrow('expected the columns a,c, found a,b');
  expect(() => parseTable('', ['a'])).toThrow('expected the columns');
});

test('a row with a field too many or too few is not read', () => {
  expect(() => parseTable('a,b\n1\n', ['a', 'b'])).toThrow('row 1 has 1 fields instead of 2');
  expect(() => parseTable('a,b\n1,2\n1,2,3\n', ['a', 'b'])).toThrow('row 2 has 3 fields instead of 2');
});

test('a quote inside an unquoted field, an unclosed quote or a cut last line is not read', () => {
  for (const text of ['a\nx"y\n', 'a\n"x\n', 'a\n"x"y\n', 'a\nx']) {
    expect(() => parseTable(text, ['a'])).toThrow('a quote out of place or no line break at the end');
  }
});

test('quotes hold commas, doubled quotes and line breaks', () => {
  expect(parseTable('a,b\n"1,2","say ""so"""\n"x\ny",\n', ['a', 'b'])).toEqual([
    { a: '1,2', b: 'say "so"' },
    { a: 'x\ny', b: '' },
  ]);
});

test('whatever text a field holds, it is read as it was written', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'ә', '"', ',', '\n', ' ') });
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field)), (rows) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = `a,b\n${rows.map((row) => `${row.map(quoted).join()}\n`).join('')}`;
      expect(parseTable(text, ['a', 'b'])).toEqual(rows.map(([a, b]) => ({ a, b })));
    }),
  );
});
