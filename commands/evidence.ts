import { parseArgs } from 'node:util';
import { isMonth, monthIndex } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { csvText, evidenceColumns, evidenceCsv, listSteps, lookInto, readEvidence } from '#pledges';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys evidence --month YYYY-MM [--csv | --json]
       jumys evidence --month YYYY-MM --look TABLE [--pledge ID]
       jumys evidence --steps

Prints the evidence of every current pledge for a month, ordered by pledge_id (definition: docs/evidence.md).

  --csv   comma-separated, with a header
  --json  one object a pledge, every value as text as in the CSV
  --steps the steps of the computation in their order, with the tables they make
  --look  what a step's table holds for the month, as CSV, of one pledge with --pledge;
          persons and employers stand under our own numbers
`;

/** \`jumys evidence\`: figures of every pledge for one month. */
export async function runEvidence(app: App, { args, output }: Run): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { month: { type: 'string' }, csv: { type: 'boolean' }, json: { type: 'boolean' }, steps: { type: 'boolean' }, look: { type: 'string' }, pledge: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return output.out(help), status.done;
  if (values.steps) {
    for (const { step, tables } of await listSteps()) output.out(`${step.padEnd(22)} ${tables.join(', ')}\n`);
    return status.done;
  }
  const { month } = values;
  if (month === undefined || !isMonth(month)) throw new Refusal('wrong-month', 400, {}, '--month takes a month, YYYY-MM');
  if (values.look !== undefined) {
    const { columns, rows: held } = await lookInto(app, monthIndex(month), values.look, values.pledge);
    output.out(csvText([columns, ...held]));
    return status.done;
  }
  const rows = await readEvidence(app, monthIndex(month));
  if (values.csv) output.out(evidenceCsv(rows));
  else if (values.json) output.out(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  else {
    const shown = evidenceColumns.filter((column) => !['project_id', 'due_on', 'wage_mean'].includes(column));
    const table = [shown.map(String), ...rows.map((row) => shown.map((column) => row[column]))];
    const widths = shown.map((_, at) => Math.max(...table.map((line) => line[at]!.length)));
    output.out(table.map((line) => `${line.map((field, at) => (at < 1 ? field.padEnd(widths[at]!) : field.padStart(widths[at]!))).join('  ')}\n`).join(''));
  }
  return status.done;
}
