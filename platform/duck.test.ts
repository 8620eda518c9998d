// No server is asked: no database is opened.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuck, readSteps, textLiteral } from './duck.ts';
import type { Duck } from './duck.ts';
import { testFolder } from './testing.ts';

let duck: Duck;
beforeAll(async () => (duck = await openDuck({ memoryLimit: '512MB', tempFolder: testFolder(), threads: 2 })));
afterAll(() => duck.close());

test('A value that DuckDB cannot read is not repeated when it may be an identifier', async () => {
  const failing = duck.rows("SELECT CAST('900101300123x' AS integer)");
  await expect(failing).rejects.toThrow(/Could not convert string '\*{12}x'/);
  await expect(failing).rejects.not.toHaveProperty('cause');
});

test('A statement that is interrupted rejects, and the next one runs', async () => {
  const long = duck.run('CREATE TEMP TABLE endless AS SELECT count(*) FROM range(100000000000) a');
  await Promise.all([expect(long).rejects.toThrow(/[Ii]nterrupt/), new Promise<void>((resolve) => setTimeout(resolve, 200)).then(() => duck.interrupt())]);
  expect(await duck.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('Nothing is fetched: an extension that is not built in is unknown', async () => {
  await expect(duck.run("SELECT * FROM read_csv('https://example.org/a.csv')")).rejects.toThrow(/httpfs/);
});

test('Rows hold plain values', async () => {
  const [row] = await duck.rows(`SELECT 7::bigint AS small, 9007199254740993 AS large, -9007199254740993 AS low, 5::hugeint AS huge, 2::utinyint AS tiny,
    DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 10:00:00' AS moment, 1.50::decimal(9, 2) AS money, 'ә' AS letter, true AS yes, NULL AS nothing,
    '0190a5d0-1111-7000-8000-000000000001'::uuid AS id, [1::bigint, NULL] AS several, {'day': DATE '2024-01-01', 'n': 1::bigint} AS both`);
  expect(row).toEqual({
    small: 7, large: 9_007_199_254_740_993n, low: -9_007_199_254_740_993n, huge: 5n, tiny: 2,
    day: '2024-02-29', moment: '2024-02-29 10:00:00', money: '1.50', letter: 'ә', yes: true, nothing: null,
    id: '0190a5d0-1111-7000-8000-000000000001', several: [1, null], both: { day: '2024-01-01', n: 1 },
  });
});

test('Any text comes back from its literal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
      fc.pre(!text.includes('\0'));
      expect(await duck.rows(`SELECT ${textLiteral(text)} AS text`)).toEqual([{ text }]);
    }),
    { numRuns: 200 },
  );
  expect(() => textLiteral('a\0b')).toThrow();
});

test('Steps are read in the order of their numbers, all or those that are named', async () => {
  const folder = testFolder();
  for (const name of ['02-spells', '10-count', '01-current']) await writeFile(join(folder, `${name}.sql`), `-- ${name}`);
  await writeFile(join(folder, 'README.md'), 'not a step');
  const url = pathToFileURL(folder);
  expect(await readSteps(url)).toEqual(['01-current', '02-spells', '10-count'].map((name) => ({ name, sql: `-- ${name}` })));
  expect((await readSteps(url, ['10-count', '01-current'])).map((step) => step.name)).toEqual(['01-current', '10-count']);
  await expect(readSteps(url, ['03-none'])).rejects.toThrow('no step 03-none');
});
