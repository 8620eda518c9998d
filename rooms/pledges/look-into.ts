import { readSteps, textLiteral } from '#platform/duck.ts';
import { employmentSteps } from '#employment';
import { Refusal } from '#kernel/refusal.ts';
import { computeEvidence, steps } from './compute.ts';
import { openCountry, type Ground } from './recompute.ts';

/** What a step made: its table, the columns, and the rows as texts; lists and structs as JSON. */
export type StepResult = { readonly table: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The tables that each step makes, in the order in which the steps run. */
export async function listSteps(): Promise<{ step: string; tables: string[] }[]> {
  const named = [...(await readSteps(employmentSteps)), ...(await readSteps(steps))];
  return named.map(({ name, sql }) => ({ step: name, tables: [...sql.matchAll(/create or replace table (\w+\.\w+)/g)].map(([, table]) => table!) }));
}

/**
 * Computes a month and shows what one table of a step holds, of one pledge where the table has them: persons and employers
 * by number. Refuses `no-such-step`. Rows come in the order of their columns.
 */
export async function lookInto(ground: Ground, month: number, table: string, pledgeId: string | undefined): Promise<StepResult> {
  const known = (await listSteps()).flatMap((step) => step.tables);
  if (!known.includes(table)) throw new Refusal('no-such-step', 404, {}, `no step makes that table; one of ${known.join(', ')}`);
  const duck = await openCountry(ground);
  try {
    await computeEvidence(duck, [month]);
    const columns = (await duck.rows<{ column_name: string }>(`describe ${table}`)).map((column) => column.column_name);
    const texts = columns.map((column) => `coalesce(case when typeof("${column}") like '%(%' or typeof("${column}") like '%[]' then to_json("${column}")::varchar else "${column}"::varchar end, '') as "${column}"`);
    const ofPledge = pledgeId !== undefined && columns.includes('pledge_id') ? `where pledge_id = ${textLiteral(pledgeId)}` : '';
    const rows = await duck.rows<Record<string, string>>(`select ${texts.join(', ')} from ${table} ${ofPledge} order by all`);
    return { table, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? '')) };
  } finally {
    duck.close();
  }
}
