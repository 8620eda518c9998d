import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openDuck, readSteps } from '#platform/duck.ts';
import { testFolder } from '#platform/testing.ts';
import { employmentSteps } from '#employment';

type Rows = { contracts?: readonly string[]; contributions?: readonly string[]; population?: readonly string[] };
const june = 2026 * 12 + 5;

/** Counts the people of a month, June 2026 unless another is given, from rows of registers written as SQL values. */
async function count({ contracts = [], contributions = [], population = [] }: Rows, month = june): Promise<unknown[]> {
  const duck = await openDuck({ memoryLimit: '200MB', tempFolder: testFolder() });
  try {
    const [calendar] = await readSteps(employmentSteps, ['00-calendar']);
    await duck.run(calendar!.sql);
    await duck.run(`
      create schema register; create schema demand;
      create table demand.asked as select ${month}::integer as month, 16 as age_from, 63 as age_to, 24 as looked_back;
      create table register.contracts (person integer, employer integer, contract_no varchar, starts_on date, ends_on date, terminated_on date, occupation varchar, workplace integer);
      create table register.contributions (person integer, kind varchar, period integer, amount bigint);
      create table register.population (person integer, place integer, born_on date, died_on date, left_on date);
      ${contracts.map((row) => `insert into register.contracts values (${row});`).join('')}
      ${contributions.map((row) => `insert into register.contributions values (${row});`).join('')}
      ${population.map((row) => `insert into register.population values (${row});`).join('')}`);
    await duck.run(await readFile(new URL('./steps/10-people.sql', import.meta.url), 'utf8'));
    return await duck.rows('select region, occupation, free, working, hired from demand.people order by all');
  } finally {
    duck.close();
  }
}

const lives = (person: number, born = '1990-01-01', more = 'null, null') => `${person}, 331010000, date '${born}', ${more}`;
const ended = (person: number, occupation = '7212', on = '2026-03-31') => `${person}, 5, 'c', date '2023-01-01', date '${on}', null, '${occupation}', 101010000`;

test('who has no contract and no paid month now is free for his last occupation, where he lives', async () => {
  expect(await count({ contracts: [ended(1)], population: [lives(1)] })).toEqual([{ region: 330_000_000, occupation: '72', free: 1, working: 0, hired: 0 }]);
  // Of whom no place of residence is known, where he worked.
  expect(await count({ contracts: [ended(1)] })).toEqual([{ region: 100_000_000, occupation: '72', free: 1, working: 0, hired: 0 }]);
  // Of two former jobs the later one tells the occupation.
  expect(await count({ contracts: [ended(1), `1, 6, 'd', date '2026-02-01', date '2026-04-30', null, '8322', 101010000`], population: [lives(1)] }))
    .toMatchObject([{ occupation: '83', hired: 1 }, { region: 330_000_000, occupation: '83', free: 1 }].map(({ occupation, ...rest }) => ({ occupation, ...rest })));
});

test('nobody is free who is at work, is paid, is too young or too old, has died or left, or has not worked for two years', async () => {
  const free = async (rows: Rows) => ((await count(rows)) as { free: number }[]).reduce((sum, row) => sum + row.free, 0);
  const alone = (more: string) => free({ contracts: [ended(1)], population: [more] });
  expect(await free({ contracts: [ended(1), `1, 6, 'd', date '2026-06-01', null, null, '8322', 101010000`], population: [lives(1)] })).toBe(0);
  expect(await free({ contracts: [ended(1)], population: [lives(1)], contributions: [`1, 'OPV', ${june}, 100`] })).toBe(0);
  expect(await free({ contracts: [ended(1)], population: [lives(1)], contributions: [`1, 'OPV', ${june}, 100`, `1, 'OPV', ${june}, -100`] })).toBe(1);
  expect([await alone(lives(1, '2010-07-01')), await alone(lives(1, '2010-06-30')), await alone(lives(1, '1963-06-30')), await alone(lives(1, '1963-07-01'))]).toEqual([0, 1, 0, 1]);
  expect([await alone(lives(1, '1990-01-01', `date '2026-05-01', null`)), await alone(lives(1, '1990-01-01', `null, date '2026-05-01'`))]).toEqual([0, 0]);
  expect([await free({ contracts: [ended(1, '7212', '2024-06-29')] }), await free({ contracts: [ended(1, '7212', '2024-06-30')] })]).toEqual([0, 1]);
});

test('at work is who has a contract in force at the end of the month, newly hired whose contract began in the twelve months', async () => {
  const contract = (person: number, from: string, until: string) => `${person}, 5, 'c', date '${from}', ${until}, null, '7212', 101010000`;
  expect(await count({ contracts: [contract(1, '2020-01-01', 'null'), contract(2, '2025-07-01', 'null'), contract(3, '2025-06-30', `date '2026-06-30'`), contract(4, '2026-07-01', 'null')] }))
    .toEqual([{ region: 100_000_000, occupation: '72', free: 0, working: 3, hired: 1 }]);
  // The twelve months to February 2025 begin with March 2024, not with the last day of a leap February.
  expect(await count({ contracts: [contract(1, '2024-02-29', 'null'), contract(2, '2024-03-01', 'null')] }, 2025 * 12 + 1)).toMatchObject([{ working: 2, hired: 1 }]);
});
