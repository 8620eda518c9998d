import { sql } from 'kysely';
import type { Actor } from '#kernel/actor.ts';
import type { Facts } from '#kernel/refusal.ts';
import { beginning, hashLine, writeLine, writeRecord } from './audit-chain.ts';
import type { AuditEntry, AuditLine } from './audit-chain.ts';
import type { Database } from './database.ts';

/** The advisory lock under which lines are added one after another; any number that nobody else uses. */
const turn = 7_486_780;

/**
 * Adds a line to the audit in the transaction of what it tells, so that both are committed or neither. Make it the last thing
 * that the transaction does: from here to its end every other writer waits. A READ COMMITTED transaction only: one with an
 * older snapshot fails when somebody else has written since. Returns the line's seq.
 */
export async function record(transaction: Database, entry: AuditEntry): Promise<number> {
  if (!transaction.isTransaction) throw new Error('an audit line is written in the transaction of what it tells');
  const text = writeRecord(entry);
  await sql`select pg_advisory_xact_lock(${sql.lit(turn)})`.execute(transaction);
  // A statement of its own: its snapshot is taken after the lock, and so sees the line of whoever held it before.
  const { rows } = await sql<{ seq: number; hash: string }>`select seq, hash from platform.audit_line order by seq desc limit 1`.execute(transaction);
  const { seq: last, hash: prev } = rows[0] ?? { seq: 0, hash: beginning };
  const line = { seq: last + 1, prev, record: text };
  await sql`insert into platform.audit_line (seq, prev, record, hash) values (${line.seq}, ${prev}, ${text}, ${hashLine(line)})`.execute(transaction);
  return line.seq;
}

/** A line as an auditor reads it. */
export type AuditRow = {
  readonly seq: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly kind: Actor['kind'];
  readonly actor: string;
  readonly account: string | null;
  /** Network address that the request came from; null for what no request began. */
  readonly from: string | null;
  readonly what: string;
  readonly subject: string | null;
  readonly facts: Facts;
};

/**
 * Lines of the audit, newest first, at most `limit`: those before and after a seq (both exclusive), of one word and one actor,
 * written from an instant on and before another.
 * With `after` alone they are the next ones from there. The reader of jumys_reader may not: ask as the owner of the tables.
 */
export async function listAuditLines(
  db: Database,
  { after, before, what, actor, from, to, limit }: {
    after?: number | undefined; before?: number | undefined; what?: string | undefined; actor?: string | undefined; from?: string | undefined; to?: string | undefined; limit: number;
  },
): Promise<AuditRow[]> {
  const conditions = [
    after === undefined ? undefined : sql`seq > ${after}`,
    before === undefined ? undefined : sql`seq < ${before}`,
    what === undefined ? undefined : sql`what = ${what}`,
    actor === undefined ? undefined : sql`actor = ${actor}`,
    // Instants are written alike, so that their texts stand in their order.
    from === undefined ? undefined : sql`at >= ${from}`,
    to === undefined ? undefined : sql`at < ${to}`,
  ].filter((condition) => condition !== undefined);
  const forwards = after !== undefined && before === undefined;
  const { rows } = await sql<{ seq: number; record: string }>`
    select seq, record from platform.audit_line
    where ${sql.join([sql`true`, ...conditions], sql` and `)}
    order by seq ${forwards ? sql`asc` : sql`desc`} limit ${limit}`.execute(db);
  const read = rows.map(({ seq, record: text }) => ({ seq, from: null, ...(JSON.parse(text) as Omit<AuditRow, 'seq' | 'from'> & Partial<Pick<AuditRow, 'from'>>) }));
  return forwards ? read.toReversed() : read;
}

const page = 1000;

/** The lines after a seq in their order, a page at a time: lines that are added meanwhile come too. */
export async function* readAudit(db: Database, after = 0): AsyncGenerator<AuditLine> {
  for (let last = after; ; ) {
    const { rows } = await sql<AuditLine>`
      select seq, prev, record, hash from platform.audit_line where seq > ${last} order by seq limit ${page}`.execute(db);
    yield* rows;
    if (rows.length < page) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

/** The whole audit for others to verify: JSON, one line each, without line feeds (docs/audit.md). */
export async function* exportAudit(db: Database): AsyncGenerator<string> {
  for await (const line of readAudit(db)) yield writeLine(line);
}
