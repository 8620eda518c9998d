import { expect, test } from 'vitest';
import { tables } from '../rooms/publishing/cell.ts';
import { leastOpen } from '../rooms/publishing/gate.ts';
import { licence, method } from '../rooms/publishing/release.ts';
import { leastDue, leastShown, step } from '../rooms/publishing/rounding.ts';
import { columns, mediaTypes } from '../rooms/publishing/table-file.ts';
import { leastEmployers, leastOthers, wageStep } from '../rooms/publishing/wages.ts';
import { readText, rowsOf, sectionOf } from './markdown.ts';

const document = readText('docs/open-data.md');
const inTables = rowsOf(sectionOf(document, 'Tables'));
const named = (cell = '') => cell.replaceAll('`', '');

test('docs/open-data.md lists every table and every column with its type, and no other', () => {
  const at = inTables.findIndex(([head]) => head === 'column');
  expect(inTables.slice(1, at).map(([table]) => named(table)).toSorted()).toEqual([...tables].toSorted());
  const described = new Map(inTables.slice(at + 1).map(([column, type]) => [named(column), type]));
  expect([...described].toSorted()).toEqual([...new Map(Object.values(columns).flat())].toSorted());
});

test('docs/open-data.md states the numbers of the disclosure control as the code has them', () => {
  const control = sectionOf(document, 'How a count of people is published');
  for (const stated of [
    `multiple of **${step}**`, `less than **${leastShown}** is withheld`, `at least ${step + 1} people`, `at least **${leastDue}** jobs are due`, `than **${leastOpen}** values`,
    `**${leastEmployers}** employers`, `**${100 * leastOthers} %** of what the`,
  ]) expect(control).toContain(stated);
  expect(wageStep).toBe(1000);
  expect(document).toContain(`version **${method}**`);
  expect(licence).toBe('CC-BY-4.0');
  expect(Object.keys(mediaTypes)).toEqual(['csv', 'json', 'parquet']);
});
