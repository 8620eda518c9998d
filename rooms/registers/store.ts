import { sql } from 'kysely';
import { stringify } from 'csv-stringify/sync';
import { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/actor.ts';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import { registerNames, type ImportRow, type RegisterName, type RejectRow } from './contract.ts';

type StoredImport = Omit<ImportRow, 'startedAt' | 'refused' | 'seconds'> & {
  startedAt: Date; seconds: string; refusedCode: string | null; refusedFacts: Record<string, unknown> | null;
};

const importColumns = sql`id, register, file, sha256, bytes, as_of as "asOf", by_whom as by, started_at as "startedAt", seconds, records, accepted,
  rejected, duplicates, refused_code as "refusedCode", refused_facts as "refusedFacts", made_up as "madeUp"`;

function importRow({ refusedCode, refusedFacts, ...row }: StoredImport): ImportRow {
  return {
    ...row, startedAt: row.startedAt.toISOString(), seconds: Number(row.seconds),
    refused: refusedCode === null ? null : { code: refusedCode, facts: refusedFacts ?? {} },
  };
}

/** Imports, newest first, by page. */
export async function listImports(db: Database, asked: { register?: RegisterName | undefined; page: number; size: number }): Promise<{ total: number; rows: ImportRow[] }> {
  const condition = asked.register === undefined ? sql`true` : sql`register = ${asked.register}`;
  const { rows } = await sql<StoredImport>`
    select ${importColumns} from registers.import where ${condition}
    order by ordinal desc limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(db);
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from registers.import where ${condition}`.execute(db)).rows;
  return { total: counted?.total ?? 0, rows: rows.map(importRow) };
}

/** One import. Refuses `no-such-import`. */
export async function getImport(db: Database, id: string): Promise<ImportRow> {
  const { rows } = await sql<StoredImport>`select ${importColumns} from registers.import where id = ${id}`.execute(db);
  if (rows[0] === undefined) throw new Refusal('no-such-import', 404, {}, 'there is no import of that id; `jumys imports` lists them');
  return importRow(rows[0]);
}

/** For each register how much came and when it last did. */
export async function summariseRegisters(db: Database): Promise<{ register: RegisterName; imports: number; accepted: number; rejected: number; lastAt: string | null; asOf: string | null }[]> {
  const { rows } = await sql<{ register: RegisterName; imports: number; accepted: number; rejected: number; lastAt: Date; asOf: string | null }>`
    select register, count(*)::integer as imports, sum(accepted)::bigint as accepted, sum(rejected)::bigint as rejected,
      max(finished_at) as "lastAt", max(as_of) as "asOf"
    from registers.import where refused_code is null group by register`.execute(db);
  const found = new Map(rows.map((row) => [row.register, { ...row, lastAt: row.lastAt.toISOString() }]));
  return registerNames.map((register) => found.get(register) ?? { register, imports: 0, accepted: 0, rejected: 0, lastAt: null, asOf: null });
}

/** Where figures of pledges come from: the registers that bear on them, with their last import. */
export async function listSources(db: Database): Promise<{ register: string; imports: number; lastAt: string; asOf: string | null }[]> {
  const bearing = ['pledges', 'contracts', 'contributions', 'absences', 'participants', 'employers', 'population', 'places', 'reports'];
  return (await summariseRegisters(db)).flatMap(({ register, imports, lastAt, asOf }) =>
    lastAt === null || !bearing.includes(register) ? [] : [{ register, imports, lastAt, asOf }]);
}

/** How many imports brought rows: what a computation has seen. */
export async function countImports(db: Database): Promise<number> {
  const { rows } = await sql<{ imports: number }>`select count(*)::integer as imports from registers.import where accepted > 0`.execute(db);
  return rows[0]?.imports ?? 0;
}

/** The imports of a register that brought rows, in their order, and whether they superseded any. */
export async function listKept(db: Database, register: RegisterName): Promise<{ id: string; superseded: boolean }[]> {
  const { rows } = await sql<{ id: string; superseded: boolean }>`
    select id, superseded > 0 as superseded from registers.import where register = ${register} and accepted > 0 order by ordinal`.execute(db);
  return rows;
}

/** An import as the source of a row: where it came from, and since when it counts. */
export type RowSource = { readonly id: string; readonly ordinal: number; readonly file: string; readonly by: string; readonly at: Date; readonly draft: string | null; readonly superseded: boolean };

/** The imports of a register that brought rows, in their order, as sources of its rows. */
export async function listRowSources(db: Database, register: RegisterName): Promise<RowSource[]> {
  const { rows } = await sql<RowSource>`
    select id, ordinal, file, by_whom as by, finished_at as at, draft, superseded > 0 as superseded
    from registers.import where register = ${register} and accepted > 0 order by ordinal`.execute(db);
  return rows;
}

/** The ids of all imports: what of the kept files counts. */
export async function listImportIds(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from registers.import`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** The number of the next import, from 1. */
export async function findNextOrdinal(db: Database): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(ordinal), 0)::integer + 1 as next from registers.import`.execute(db);
  return rows[0]?.next ?? 1;
}

/** An import as it enters the ledger. */
export type LedgerRow = {
  id: string; ordinal: number; register: RegisterName; file: string; sha256: string | null; bytes: number | null; asOf: string | null; by: Actor;
  startedAt: Date; finishedAt: Date; seconds: number; records: number; accepted: number; rejected: number; duplicates: number; superseded: number;
  refused: { code: string; facts: object } | null; madeUp: boolean;
  /** Id of the draft of a row written by hand. */
  draft: string | null;
};

/** Enters an import in the ledger and the audit: with that, in the same transaction, its rows count. Two of the same ordinal violate a unique key. The last thing that the transaction does. */
export async function enterImport(db: Database, row: LedgerRow): Promise<void> {
  await sql`
    insert into registers.import (id, ordinal, register, file, sha256, bytes, as_of, by_whom, started_at, finished_at, seconds,
      records, accepted, rejected, duplicates, superseded, refused_code, refused_facts, made_up, draft)
    values (${row.id}, ${row.ordinal}, ${row.register}, ${row.file}, ${row.sha256}, ${row.bytes}, ${row.asOf}, ${row.by.name}, ${row.startedAt}, ${row.finishedAt}, ${row.seconds},
      ${row.records}, ${row.accepted}, ${row.rejected}, ${row.duplicates}, ${row.superseded},
      ${row.refused?.code ?? null}, ${row.refused ? JSON.stringify(row.refused.facts) : null}::jsonb, ${row.madeUp}, ${row.draft})`.execute(db);
  const { register, records, accepted, rejected, duplicates } = row;
  await record(db, {
    actor: row.by, what: row.refused === null ? 'register-imported' : 'register-refused', subject: row.id, at: row.finishedAt,
    facts: { register, records, accepted, rejected, duplicates, code: row.refused?.code ?? null },
  });
}

/** Whether an import is in the ledger. */
export async function hasImport(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from registers.import where id = ${id}`.execute(db);
  return rows.length > 0;
}

type Asked = { code?: string | undefined; column?: string | undefined; page: number; size: number };

/** Rejected rows of an import by page, with how many there are for each column and code. */
export async function listRejects(db: Database, id: string, asked: Asked): Promise<{ total: number; rows: RejectRow[]; byCode: { column: string; code: string; rows: number }[] }> {
  const condition = sql.join([
    sql`import_id = ${id}`,
    ...(asked.code === undefined ? [] : [sql`code = ${asked.code}`]),
    ...(asked.column === undefined ? [] : [sql`column_name = ${asked.column}`]),
  ], sql` and `);
  const { rows } = await sql<RejectRow>`
    select line, column_name as "column", code, value from registers.reject where ${condition}
    order by line limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(db);
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from registers.reject where ${condition}`.execute(db)).rows;
  const byCode = (await sql<{ column: string; code: string; rows: number }>`
    select column_name as "column", code, count(*)::integer as rows from registers.reject where import_id = ${id}
    group by 1, 2 order by 3 desc, 1, 2`.execute(db)).rows;
  return { total: counted?.total ?? 0, rows, byCode };
}

const rowsAtOnce = 10_000;

/** The rejected rows as CSV, piece by piece: line,column,code,value. */
export async function* rejectsCsv(db: Database, id: string): AsyncGenerator<string> {
  yield 'line,column,code,value\n';
  for (let after = 0; ; ) {
    const { rows } = await sql<RejectRow>`
      select line, column_name as "column", code, value from registers.reject
      where import_id = ${id} and line > ${after} order by line limit ${rowsAtOnce}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    // Values are those of a file that was wrong: a spreadsheet must not take one for a formula.
    yield stringify(rows.map((row) => [row.line, row.column, row.code, row.value]), { escape_formulas: true });
    after = last.line;
  }
}
