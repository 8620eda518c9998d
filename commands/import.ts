import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { operator } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { getImport, listImports, rejectsCsv, RegisterName } from '#registers';
import type { App } from '../app.ts';
import { status, type Run } from './command.ts';

const importHelp = `Usage: jumys import REGISTER FILE... [--as-of DATE] [--json]

Imports register files (.csv, .csv.gz, .csv.zst, .parquet) and computes the evidence they touch.
REGISTER is one of ${RegisterName.options.join(', ')}.

  --as-of DATE  the day of the extract, YYYY-MM-DD: recorded with the import, it filters nothing
  --json        one object a file: id, register, file, records, accepted, rejected, duplicates, seconds

Exit status: 0 done, also when rows were rejected; 1 fault; 2 when a file was refused (the others are imported).
`;

/** \`jumys import\`: every file in turn, then the figures once. */
export async function runImport(app: App, { args, cwd, output, signal }: Run): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args], allowPositionals: true,
    options: { 'as-of': { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return output.out(importHelp), status.done;
  const [name, ...files] = positionals;
  const register = RegisterName.safeParse(name);
  if (!register.success) throw new Refusal('unknown-register', 400, {}, `unknown register; one of ${RegisterName.options.join(', ')}`);
  if (files.length === 0) throw new Refusal('no-files', 400, {}, 'name at least one file');
  const asOf = values['as-of'];
  let refused = 0;
  const requests = files.map((file) => ({
    register: register.data, file: resolve(cwd, file), by: operator(userInfo().username), signal, ...(asOf === undefined ? {} : { asOf }),
  }));
  await app.importFiles(requests, (result) => {
    if (result.refused !== undefined) refused += 1;
    if (values.json) return output.out(`${JSON.stringify(result)}\n`);
    if (result.refused !== undefined) return output.err(`${result.file}: refused (${result.refused.code}): ${result.refused.message}\n`);
    const { file, records, accepted, rejected, duplicates, seconds, id } = result;
    output.out(`${file}: ${records} records, ${accepted} accepted, ${rejected} rejected, ${duplicates} duplicates, ${seconds.toFixed(1)} s (${id})\n`);
  });
  return refused > 0 ? status.refused : status.done;
}

/** \`jumys imports\`: what came, newest first. */
export async function runImports(app: App, { args, output }: Run): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return output.out('Usage: jumys imports [--json]\n\nLists the imports, newest first; --json prints one object an import.\n'), status.done;
  for (let page = 1; ; page += 1) {
    const { rows } = await listImports(app.db, { page, size: 500 });
    for (const row of rows) {
      if (values.json) output.out(`${JSON.stringify(row)}\n`);
      else {
        const outcome = row.refused === null ? `${row.records} records, ${row.accepted} accepted, ${row.rejected} rejected, ${row.duplicates} duplicates` : `refused (${row.refused.code})`;
        output.out(`${row.id}  ${row.startedAt}  ${row.register.padEnd(13)} ${row.file}: ${outcome}\n`);
      }
    }
    if (rows.length < 500) return status.done;
  }
}

/** \`jumys rejects ID\`: the rejected rows of one import as CSV. */
export async function runRejects(app: App, { args, output }: Run): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) return output.out('Usage: jumys rejects IMPORT_ID\n\nPrints the rejected rows as CSV: line,column,code,value. Identifiers are masked.\n'), status.done;
  const [id] = positionals;
  if (id === undefined) throw new Refusal('no-import', 400, {}, 'name an import by its id; `jumys imports` lists them');
  await getImport(app.db, id);
  for await (const text of rejectsCsv(app.db, id)) output.out(text);
  return status.done;
}
