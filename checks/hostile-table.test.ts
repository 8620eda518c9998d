import { expect, test } from 'vitest';
import { codeOf, readText, rowsOf, sectionOf } from './markdown.ts';
import { listFiles } from './sources.ts';

const document = 'docs/hostile-requests.md';
const rows = (heading: string) => rowsOf(sectionOf(readText(document), heading)).slice(1);
const numbersFrom = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => String(first + at));

/** Titles of the tests of a file, as they are written; a part that is made at run time stands for anything. */
function titlesOf(file: string): string[] {
  return [...readText(file).matchAll(/^test\((['`])((?:\\.|(?!\1).)*)\1/gm)].map(([, , title = '']) => title);
}

/** Every test that a cell names, as `file`: title; several are parted by line breaks. */
function namedIn(cell: string): { file: string; title: string }[] {
  return cell.split('<br>').map((one) => ({ file: codeOf(one)[0] ?? '', title: one.replace(/^`[^`]+`: /, '').trim() }));
}

test('every hostile request and every vulnerability has a row, in order', () => {
  expect(rows('Hostile requests').map(([number = '']) => number)).toEqual(numbersFrom(68, 90));
  expect(rows('Vulnerabilities seen elsewhere').map(([number = '']) => number)).toEqual(numbersFrom(1, 15));
});

test('every row names tests that there are, or says why it does not apply yet', () => {
  const wrong = [...rows('Hostile requests'), ...rows('Vulnerabilities seen elsewhere')].flatMap(([number = '', , cell = '', later = '']) => {
    if (cell === '–') return later.length > 20 ? [] : [`${number}: no test and no reason`];
    return namedIn(cell).filter(({ file, title }) => listFiles(file).length !== 1 || !titlesOf(file).includes(title)).map(({ file, title }) => `${number}: ${file}: ${title}`);
  });
  expect(wrong).toEqual([]);
});
