import { monthText } from '#kernel/month.ts';
import type { Duck } from '#platform/duck.ts';
import { contributionRate } from '#reference';

/**
 * Lays every month from the first award of any pledge through the last month asked for, with the rate that makes a wage of a
 * contribution (rule 4), as the table pledges.payroll_month: the wage clock runs over all of them (rule 14).
 * Needs pledges.pledge and employment.asked.
 */
export async function layPayrollMonths(duck: Duck): Promise<void> {
  const [found] = await duck.rows<{ first: number | null; last: number | null }>(`
    select (select min(award_month) from pledges.pledge) as first, (select max(month) from employment.asked) as last`);
  const { first, last } = found ?? { first: null, last: null };
  const count = first === null || last === null ? 0 : Math.max(0, last - first + 1);
  const rows = Array.from({ length: count }, (_, at) => first! + at).map((month) => `(${month}, ${contributionRate('OPV', monthText(month)).tenThousandths})`);
  await duck.run(`
    create or replace table pledges.payroll_month (month integer, rate integer);
    ${rows.length === 0 ? '' : `insert into pledges.payroll_month values ${rows.join(',')};`}`);
}
