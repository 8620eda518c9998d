import { parseArgs } from 'node:util';
import { isMonth } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { clockColumns, clockCsv, readWageClocks } from '#pledges';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys wage-clock --month YYYY-MM [--csv | --json]

Prints the wage clock of every current project for a month, ordered by project_id: wages of the persons paid on its
pledges against its investment under four named readings, and the pace needed (rule 14; docs/wage-clock.md).

  --csv   comma-separated, with a header
  --json  one object a project, every value as text as in the CSV
`;

/** \`jumys wage-clock\`: the thirty-per-cent rule, project by project. */
export async function runWageClock(app: App, { args, output }: Run): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { month: { type: 'string' }, csv: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return output.out(help), status.done;
  const { month } = values;
  if (month === undefined || !isMonth(month)) throw new Refusal('wrong-month', 400, {}, '--month takes a month, YYYY-MM');
  const rows = await readWageClocks(app, month);
  if (values.csv) output.out(clockCsv(rows));
  else if (values.json) output.out(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  else {
    const shown = clockColumns.filter((column) => !['month', 'wages_operation', 'wages_with_contributions', 'pace_unknown'].includes(column));
    const table = [shown.map(String), ...rows.map((row) => shown.map((column) => row[column]))];
    const widths = shown.map((_, at) => Math.max(...table.map((line) => line[at]!.length)));
    output.out(table.map((line) => `${line.map((field, at) => (at < 1 ? field.padEnd(widths[at]!) : field.padStart(widths[at]!))).join('  ')}\n`).join(''));
  }
  return status.done;
}
