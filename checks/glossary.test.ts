import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..');
const glossary = readFileSync(join(repository, 'docs/glossary.md'), 'utf8');
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('|') && !line.startsWith('|---') && !line.startsWith('| en |'))
  .map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim()));

/** Names and texts of a folder's source files. */
function sourceTexts(folder: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|sql)$/.test(entry.name))
    .flatMap((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]);
}

test('every term of the glossary stands in all three languages, with the word for it in code or a dash', () => {
  expect(rows.length).toBeGreaterThan(100);
  for (const row of rows) {
    const [en = '', kk = '', ru = '', code = ''] = row;
    expect(row.length, en).toBe(4);
    expect(en).toMatch(/[a-z]/i);
    expect(kk, en).toMatch(/\p{Script=Cyrillic}/u);
    expect(ru, en).toMatch(/\p{Script=Cyrillic}/u);
    expect(code, en).toMatch(/^(–|`\w+`(, `\w+`)*)$/);
  }
});

test('one word stands for one thing: no term is in a column twice', () => {
  for (const column of [0, 1, 2]) {
    const terms = rows.map((row) => row[column]);
    expect(terms.filter((term, at) => terms.indexOf(term) !== at)).toEqual([]);
  }
  const inCode = rows.flatMap((row) => row[3]?.match(/\w+/g) ?? []);
  expect(inCode.filter((word, at) => inCode.indexOf(word) !== at)).toEqual([]);
});

test('every word that the glossary gives for the code is used there', () => {
  const words = new Set(['kernel', 'platform', 'rooms', 'web', 'db'].flatMap(sourceTexts).flatMap((text) => text.match(/\w+/g) ?? []));
  const named = rows.flatMap((row) => row[3]?.match(/\w+/g) ?? []);
  expect(named.filter((word) => !words.has(word))).toEqual([]);
});
