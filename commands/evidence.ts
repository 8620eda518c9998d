import { parseArgs } from 'node:util';
import { isMonth, monthIndex } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { evidenceColumns, evidenceCsv, readEvidence } from '#pledges';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys evidence --month YYYY-MM [--csv | --json]

Prints the evidence of every current pledge for a month, ordered by pledge_id (definition: docs/evidence.md).

  --csv   comma-separated, with a header
  --json  one object a pledge, every value as text as in the CSV
`;

/** \`jumys evidence\`: figures of every pledge for one month. */
export async function runEvidence(app: App, { args, output }: Run): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { month: { type: 'string' }, csv: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return output.out(help), status.done;
  const { month } = values;
  if (month === undefined || !isMonth(month)) throw new Refusal('wrong-month', 400, {}, '--month takes a month, YYYY-MM');
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
