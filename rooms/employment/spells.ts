import type { Duck } from '#platform/duck.ts';
import { readSteps } from '#platform/duck.ts';
import { monthText } from '#kernel/month.ts';
import { contributionRate, minimumWageAt } from '#reference';

/** The steps of this room, NN-name.sql, in the order in which they run. */
export const employmentSteps = new URL('./steps/', import.meta.url);

/**
 * Prepares the given DuckDB for the steps of this room and of pledges: the calendar, the months asked for (integers) with
 * the tariff in force in each, and the months of which any contribution is held (rule 10 asks for them).
 * Needs the relation register.contributions.
 */
export async function prepareMonths(duck: Duck, months: readonly number[]): Promise<void> {
  for (const { sql } of await readSteps(employmentSteps, ['00-calendar'])) await duck.run(sql);
  const rows = months.map((month) => {
    const rate = contributionRate('OPV', monthText(month)).tenThousandths;
    const least = minimumWageAt(`${monthText(month)}-01`)?.tenge;
    // Contributions are levied on at most 50 minimum wages (rule 12); in tiyn, tenge x 100 x rate / 10,000.
    return `(${month}, ${rate}, ${least === undefined ? 'null' : Math.round((50 * least * rate) / 100)})`;
  });
  await duck.run(`
    create or replace table employment.tariff (month integer, rate integer, ceiling bigint);
    ${rows.length === 0 ? '' : `insert into employment.tariff values ${rows.join(',')};`}
    create or replace view employment.asked as select month from employment.tariff;
    create or replace table employment.held_month as select distinct period as month from register.contributions;`);
}

/**
 * Spells and paid months of the watched employers (as one, rule 3), which a query yields in its only column (rules 4, 5, 7, and the absences of rule 9), as the tables
 * paid_month, paid_row, contract, spell_contract, spell and absent_month of the schema employment.
 * Needs register.contributions, contracts and absences, employers.identity and `prepareMonths`.
 */
export async function computeSpells(duck: Duck, watched: string): Promise<void> {
  await duck.run(`create or replace table employment.watched as select distinct employer from (${watched}) as asked(employer)`);
  for (const { sql } of await readSteps(employmentSteps, ['10-paid-month', '20-paid-row', '30-contract', '40-spell-contract', '50-spell', '60-absent-month'])) {
    await duck.run(sql);
  }
}

/** What is told of whole months, over all employers and persons: completeness (rule 13) and the self-employed (rule 18). */
export async function computeMonths(duck: Duck): Promise<void> {
  for (const { sql } of await readSteps(employmentSteps, ['70-completeness', '80-self-paid'])) await duck.run(sql);
}
