import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import { enterNumbers, loadVaultMacros, numberIdentifiers, vaultFile } from '#people';
import type { NewNumbers } from '#people';
import { textLiteral } from '#platform/duck.ts';
import type { Duck } from '#platform/duck.ts';
import { isIdentifier, isSpelled } from './definition.ts';
import type { Register } from './definition.ts';
import { spellingName } from './grammar.ts';
import type { Import } from './import-ground.ts';
import { findHeld, keptName, keptNames, rowsFile, supersededFile } from './kept.ts';
import { markMadeUp } from '#platform/made-up.ts';
import { setRejectsAside, storeRejects } from './rejects.ts';
import { enterImport, findNextOrdinal, hasImport } from './store.ts';
import type { LedgerRow } from './store.ts';
import { compareVersions } from './versions.ts';

/** What is known of a file before its rows are kept. */
export type Entry = Omit<LedgerRow, 'ordinal' | 'finishedAt' | 'seconds' | 'accepted' | 'rejected' | 'duplicates' | 'superseded' | 'refused'>;

/** A file written beside, and where it belongs once it counts. */
type Written = { readonly from: string; readonly to: string };

/**
 * Keeps the right rows of the table `checked`: under numbers instead of identifiers, without duplicates, as a Parquet file,
 * made visible together with the rejects by one transaction. Returns the import's row in the ledger.
 */
export async function keepRows(duck: Duck, one: Import, register: Register, entry: Entry): Promise<LedgerRow> {
  const { db, config, id, scratch } = one;
  const report = (done: number): void => one.onProgress?.({ stage: 'keeping', done, total: entry.records, unit: 'rows' });
  const ordinal = await findNextOrdinal(db);
  report(0);
  const rejected = await setRejectsAside(duck);
  const numbers = await numberRows(duck, one, register, ordinal);
  report(Math.round(entry.records / 4));
  await compareVersions(duck, one, register, await findHeld(one, register.name));
  report(Math.round(entry.records / 2));
  const [counted] = await duck.rows<{ fresh: number; duplicates: number; superseded: number }>(`
    select (select count(*) from fresh) as fresh, (select count(*) from duplicate) as duplicates, (select count(*) from superseded) as superseded`);
  const { fresh = 0, duplicates = 0, superseded = 0 } = counted ?? {};
  const accepted = fresh - duplicates;
  if (accepted + duplicates + rejected !== entry.records) throw new Error(`${entry.records} records became ${accepted} + ${rejected} + ${duplicates}`);

  const written: Written[] = [];
  const write = async (name: string, to: string, query: string): Promise<void> => {
    const from = join(scratch, name);
    await duck.run(`copy (${query}) to ${textLiteral(from)} (format parquet, parquet_version v2, compression zstd)`);
    written.push({ from, to });
  };
  if (numbers !== undefined) written.push({ from: join(scratch, 'vault.parquet'), to: vaultFile(config.dataFolder, numbers.version, id) });
  if (accepted > 0) await write('rows.parquet', rowsFile(config.dataFolder, register.name, id), keptSql(register, duplicates > 0));
  if (superseded > 0) await write('superseded.parquet', supersededFile(config.dataFolder, register.name, id), 'select import, line from superseded order by import, line');
  report(entry.records);
  one.signal?.throwIfAborted();
  const row = (): LedgerRow => ({
    ...entry, ordinal, accepted, rejected, duplicates, superseded, refused: null, finishedAt: one.clock.now(), seconds: (performance.now() - one.began) / 1000,
  });
  return commit(duck, one, register, row, numbers, written);
}

/** Makes the view `fresh` of the right rows, identifiers replaced by numbers; the new numbers lie in `vault.parquet`. */
async function numberRows(duck: Duck, one: Import, register: Register, ordinal: number): Promise<NewNumbers> {
  const hidden = register.columns.filter((column) => isIdentifier(column.type));
  let numbers: NewNumbers;
  if (hidden.length > 0) {
    await loadVaultMacros(duck, one);
    const identifiers = hidden.map(({ name }) => `select ${name} from checked where fault is null`).join(' union all ');
    numbers = await numberIdentifiers(duck, one, identifiers, join(one.scratch, 'vault.parquet'));
  }
  const kept = register.columns.map((column) => (isIdentifier(column.type) ? `${column.name}_as.number as ${keptName(column)}` : `c.${column.name}`));
  await duck.run(`
    create view fresh as
    select ${ordinal}::integer as import, c.line, ${kept.join(', ')}
      ${register.columns.filter(({ type }) => isSpelled(type)).map((column) => `, c.${spellingName(column)}`).join('')}
    from checked as c
    ${hidden.map(({ name }) => `left join vault.number as ${name}_as on ${name}_as.identifier = c.${name}`).join('\n    ')}
    where c.fault is null`);
  return numbers;
}

/**
 * The rows to keep, as they came: files lie by employer or by person already, and to sort them once more costs an import a
 * tenth of its time without making any step faster.
 */
function keptSql(register: Register, someAreDuplicates: boolean): string {
  return `
    select f.import, f.line, ${keptNames(register).map((name) => `f.${name}`).join(', ')}
    from fresh as f ${someAreDuplicates ? 'anti join duplicate as d on d.line = f.line' : ''}`;
}

/** Puts the files where they belong, then enters the import: from then on, and not before, its rows count. */
async function commit(duck: Duck, one: Import, register: Register, row: () => LedgerRow, numbers: NewNumbers, written: readonly Written[]): Promise<LedgerRow> {
  const { db, id } = one;
  let entered: LedgerRow | undefined;
  try {
    for (const { from, to } of written) await moveDurably(from, to);
    await db.transaction().execute(async (trx) => {
      const now = row();
      await enterNumbers(trx, id, numbers);
      if (now.accepted > 0) await markMadeUp(trx, now.madeUp);
      await storeRejects(duck, trx, register, id, now.rejected);
      entered = { ...row(), ordinal: now.ordinal };
      await enterImport(trx, entered);
    });
    return entered!;
  } catch (error) {
    // A connection may be lost after the commit has happened: the files may go only when it is sure that it has not.
    const happened = await hasImport(db, id).catch(() => undefined);
    if (happened === true && entered !== undefined) return entered;
    if (happened === false) await Promise.all(written.map(({ to }) => rm(to, { force: true })));
    if (error instanceof Error && 'code' in error && error.code === '23505') {
      throw new Refusal('import-conflict', 409, {}, 'another import came in between: import the file again');
    }
    throw error;
  }
}

/** Moves a file so that neither its bytes nor its name are lost with the power. */
async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await sync(from);
  await rename(from, to);
  await sync(dirname(to));
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}
