// One database is enough: nothing here asks one.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openDuck } from '#platform/duck.ts';
import { testFolder } from '#platform/testing.ts';

const june = 2026 * 12 + 5;

/** The self-employed of June 2026 by place, from rows of registers written as SQL values. */
async function selfPaid({ contributions, population = [] }: { contributions: readonly string[]; population?: readonly string[] }): Promise<unknown[]> {
  const duck = await openDuck({ memoryLimit: '200MB', tempFolder: testFolder() });
  try {
    await duck.run(`
      create schema register; create schema employment;
      create table employment.asked as select ${june}::integer as month;
      create table register.contributions (person integer, kind varchar, period integer, amount bigint);
      create table register.population (person integer, place integer);
      ${contributions.map((row) => `insert into register.contributions values (${row});`).join('')}
      ${population.map((row) => `insert into register.population values (${row});`).join('')}`);
    await duck.run(await readFile(new URL('./steps/80-self-paid.sql', import.meta.url), 'utf8'));
    return await duck.rows('select place, persons from employment.self_paid order by place');
  } finally {
    duck.close();
  }
}

test('a pension contribution, a payment taken back and one for another month are no payment of the self-employed (rule 18)', async () => {
  const contributions = [`1, 'OPV', ${june}, 100`, `2, 'ESP', ${june}, 100`, `2, 'ESP', ${june}, -100`, `3, 'SELF', ${june - 1}, 100`, `4, 'ESP', ${june}, 0`];
  expect(await selfPaid({ contributions, population: ['1, 331010000', '2, 331010000', '3, 331010000', '4, 331010000'] })).toEqual([]);
});

test('the self-employed stand where they live, each once, and those of whom no residence is known in the whole country', async () => {
  const contributions = [`1, 'ESP', ${june}, 100`, `1, 'SELF', ${june}, 100`, `2, 'SELF', ${june}, 100`, `3, 'ESP', ${june}, 100`];
  expect(await selfPaid({ contributions, population: ['1, 331010000', '2, 750000000'] }))
    .toEqual([{ place: 0, persons: 1 }, { place: 331_010_000, persons: 1 }, { place: 750_000_000, persons: 1 }]);
});
