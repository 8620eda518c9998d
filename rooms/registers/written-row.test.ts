// One database is enough: none is asked.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testFolder } from '#platform/testing.ts';
import { frameCsv } from './csv.ts';
import { getRegister } from './definition.ts';
import { findFault } from './naive/check.ts';
import { readDocument } from './naive/document.ts';
import { header, row } from './naive/sample.ts';
import { lookAt } from './source.ts';
import { checkWrittenRow, writtenFile } from './written-row.ts';

const names = ['projects', 'pledges', 'participants', 'investments'] as const;
const document = readDocument();
const wrong = fc.constantFrom('', ' ', '0', '-1', '2025-02-30', '2025-13', 'x', '1 000', '1.005', 'ZZ', '123456789012', 'long'.repeat(101), "it's", 'a\u0000b', 'a\nb', '999999999', 'railway', '２', '\u{1f600}');
const asRow = (name: string, fields: readonly string[]) => Object.fromEntries(header(name).map((column, at) => [column, fields[at] ?? '']));

test('of a row with many wrong fields each is told with the fault that the slow reading finds in it alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(fc.tuple(fc.nat(), wrong), { maxLength: 6 }), async (name, changes) => {
      const columns = document.get(name)!;
      const right = row(name);
      const changed = new Map(changes.map(([at, text]) => [at % columns.length, text]));
      const expected = columns.flatMap((_, at) => {
        const text = changed.get(at);
        const fault = text === undefined ? undefined : findFault(name, columns, right.with(at, text));
        return fault === undefined ? [] : [fault];
      });
      const found = await checkWrittenRow(getRegister(name), asRow(name, right.map((text, at) => changed.get(at) ?? text)));
      expect(found).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('an end before its start is told at the end, and only while both are days', async () => {
  const pledge = getRegister('pledges');
  const of = (changes: Record<string, string>) => checkWrittenRow(pledge, asRow('pledges', row('pledges', changes)));
  expect(await of({ awarded_on: '2025-06-02', due_on: '2025-06-01' })).toEqual([{ column: 'due_on', code: 'order' }]);
  expect(await of({ awarded_on: '2025-06-31', due_on: '2025-06-01' })).toEqual([{ column: 'awarded_on', code: 'date' }]);
});

test('the file of a row has its fields back as they were written, whatever stands in them', async () => {
  const folder = testFolder();
  const register = getRegister('projects');
  const file = join(folder, 'row.csv');
  const name = 'a "quoted", name; with = signs';
  const text = writtenFile(register, asRow('projects', row('projects', { name_ru: name, office: '=1+1' })));
  expect(text).toContain('"a ""quoted"", name; with = signs"');
  expect(text).toContain(',=1+1,');
  expect(writtenFile(register, asRow('projects', row('projects', { name_ru: name, office: '=1+1' })))).toBe(text);
  writeFileSync(file, text);
  expect((await frameCsv(register, await lookAt(file), join(folder, 'framed'), { limit: 1e6, onBytes: () => undefined, signal: undefined })).count).toBe(1);
});
