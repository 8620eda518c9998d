import { lastDay, monthText } from '#kernel/month.ts';
import type { Duck } from '#platform/duck.ts';
import { youthBandAt } from '#reference';

/** Lays the ages that count as young on the last day of each month asked for, as the table pledges.youth_month. Needs employment.asked. */
export async function layYouthMonths(duck: Duck): Promise<void> {
  const rows = (await duck.rows<{ month: number }>('select month from employment.asked order by month')).map(({ month }) => {
    const { fromAge, toAge } = youthBandAt(lastDay(monthText(month)));
    return `(${month}, ${fromAge}, ${toAge})`;
  });
  await duck.run(`
    create or replace table pledges.youth_month (month integer, from_age integer, to_age integer);
    ${rows.length === 0 ? '' : `insert into pledges.youth_month values ${rows.join(',')};`}`);
}
