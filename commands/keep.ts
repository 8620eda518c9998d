import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { operator } from '#kernel/actor.ts';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const help = `Usage: jumys keep [--dry-run] [--json]

Deletes what is past its age (docs/keeping.md says what, how long and why), as the server does by itself once a day; the audit counts it.

  --dry-run  delete nothing, and print what would be
  --json     one object a kind: what, days, before, rows
`;

/** \`jumys keep\`: what is past its age is deleted. */
export async function runKeep(app: Pick<App, 'keep'>, { args, output }: Run): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return output.out(help), status.done;
  const dryRun = values['dry-run'] === true;
  for (const { what, days, before, rows } of await app.keep({ actor: operator(userInfo().username), dryRun })) {
    if (values.json) output.out(`${JSON.stringify({ what, days, before, rows })}\n`);
    else output.out(`${what.padEnd(10)} older than ${days} days (before ${before.toISOString()}): ${rows} ${dryRun ? 'to delete' : 'deleted'}\n`);
  }
  return status.done;
}
