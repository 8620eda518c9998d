import type { Duck } from '#platform/duck.ts';
import { readSteps, textLiteral } from '#platform/duck.ts';
import { monthText } from '#kernel/month.ts';
import { contributionRate, minimumWageAt, sectorSection } from '#reference';

/** The steps of this room, NN-name.sql, in the order in which they run. */
export const employmentSteps = new URL('./steps/', import.meta.url);

/**
 * Prepares the given DuckDB for the steps of this room and of pledges: the calendar, the months asked for (integers) with
 * the tariff in force in each, and the months of which any contribution is held (rule 10 asks for them).
 * Needs the relation register.contributions.
 */
export async function prepareMonths(duck: Duck, months: readonly number[]): Promise<void> {
  await layMonths(duck, months);
  await layHeldMonths(duck);
}

/** The months of which any contribution is held, from anybody. Needs the relation register.contributions, whole. */
export async function layHeldMonths(duck: Duck): Promise<void> {
  await duck.run('create schema if not exists employment; create or replace table employment.held_month as select distinct period as month from register.contributions');
}

/** The calendar, and the months asked for with their tariff. */
export async function layMonths(duck: Duck, months: readonly number[]): Promise<void> {
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
    create or replace view employment.asked as select month from employment.tariff;`);
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

/** What is told of whole months, over all employers and persons: completeness (rule 13), the self-employed (rule 18), and median wages (docs/quality.md). */
export async function computeMonths(duck: Duck): Promise<void> {
  for (const { sql } of await readSteps(employmentSteps, ['70-completeness', '80-self-paid', '90-workplace-span'])) await duck.run(sql);
  await laySections(duck);
  const [median] = await readSteps(employmentSteps, ['95-median-wage']);
  for (const months of await batchesOf(duck)) {
    await duck.run(`create or replace table employment.median_month as select unnest([${months.join(',')}]) as month`);
    await duck.run(median!.sql);
  }
}

/** The section of each employer by its own sector, as the code of its letter. */
async function laySections(duck: Duck): Promise<void> {
  const sectors = await duck.rows<{ sector: string }>('select distinct sector from register.employers order by sector');
  const sections = sectors.flatMap(({ sector }) => {
    const section = sectorSection(sector);
    return section === undefined ? [] : [`(${textLiteral(sector)}, ${section.codePointAt(0)})`];
  });
  await duck.run(`
    create or replace table employment.payer_section as
    select e.employer, s.section::smallint as section
    from register.employers as e
    join (values ${sections.length === 0 ? "('', 0)" : sections.join(',')}) as s(sector, section) on s.sector = e.sector`);
}

/** So many contributions at once have their wages in memory; eight bytes each, three times. */
const mostAtOnce = 20_000_000;

/** The months asked for in batches of so many contributions, or single ones. */
async function batchesOf(duck: Duck): Promise<number[][]> {
  const rows = await duck.rows<{ month: number; held: number }>(`
    select a.month, count(*) as held from employment.asked as a join register.contributions as c on c.period = a.month group by a.month order by a.month`);
  const batches: number[][] = [];
  let sum = mostAtOnce;
  for (const { month, held } of rows) {
    sum += held;
    if (sum > mostAtOnce) { batches.push([]); sum = held; }
    batches.at(-1)!.push(month);
  }
  return batches;
}
