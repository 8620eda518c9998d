import { isProvisional, monthIndex, monthOfDay, monthText } from '#kernel/month.ts';
import { readSteps, type Duck } from '#platform/duck.ts';
import { parametersIn } from './parameters.ts';

/** The steps of this room, NN-name.sql, in the order in which they run: the ground, a step for each rule, the pictures. */
export const steps = new URL('./steps/', import.meta.url);

/** The values by which the rules find, by name (parameters.csv). */
export type Values = Readonly<Record<string, number>>;

/**
 * Lets the rules look over the evidence that the steps of pledges have left in the given DuckDB, and leaves what they find as the
 * tables findings.found, behind, point and territory. `months` are those computed, `today` is `YYYY-MM-DD`: provisional months
 * are not looked at. Reads evidence and changes none. `values` stand in for those of the table.
 */
export async function computeFindings(duck: Duck, months: readonly number[], today: string, values: Values = {}): Promise<void> {
  const complete = months.findLast((month) => !isProvisional(month, today)) ?? -1;
  const month = monthText(Math.max(complete, monthIndex(monthOfDay(today)) - 12));
  const inForce = { ...Object.fromEntries(parametersIn(month).map(({ name, value }) => [name, value])), ...values };
  const rows = Object.entries(inForce).map(([name, value]) => `('${name}', ${value})`);
  await duck.run(`
    create schema if not exists findings;
    create or replace table findings.clock as select ${complete}::integer as last_month;
    create or replace table findings.parameter_value (name varchar, value integer);
    insert into findings.parameter_value values ${rows.join(', ')};`);
  for (const { sql } of await readSteps(steps)) await duck.run(sql);
}
