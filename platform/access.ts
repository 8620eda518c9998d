import { sql } from 'kysely';
import type { Scope } from '#kernel/actor.ts';
import type { Database } from './database.ts';

/** The scope as the policies of the database read it: places as they are, employers as negative numbers. */
export function scopeCodes({ places, employers }: Scope): number[] {
  return [...places, ...employers.map((employer) => -employer)];
}

/**
 * Runs work in one transaction that sees only what the scope covers: as the role jumys_reader, under the policies of the
 * tables, whatever the statements ask for. An empty scope sees nothing.
 */
export async function asReader<Result>(db: Database, scope: Scope, work: (transaction: Database) => Promise<Result>): Promise<Result> {
  const codes = scopeCodes(scope);
  if (!codes.every(Number.isSafeInteger)) throw new Error('a scope holds whole numbers only');
  return db.transaction().execute(async (transaction) => {
    // Literals, not set_config: a pooled connection keeps nothing of it, and a distributed server passes it on.
    await sql`set local role jumys_reader`.execute(transaction);
    await sql`set local jumys.scope = ${sql.lit(codes.join(','))}`.execute(transaction);
    return work(transaction);
  });
}

/** Runs the system's own work, which sees every row, in one transaction. */
export async function asSystem<Result>(db: Database, work: (transaction: Database) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local jumys.system = 'on'`.execute(transaction);
    return work(transaction);
  });
}
