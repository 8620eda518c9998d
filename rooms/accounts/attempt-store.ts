import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';

/** How often somebody tried, as stored under one key. */
export type Attempt = { readonly tries: number; readonly lastAt: Date; readonly lockedUntil: Date | null };

/** The tries under a key, held until the transaction ends: those that come meanwhile wait and count them. */
export async function findAttempt(transaction: Database, key: string, now: Date): Promise<Attempt | undefined> {
  await sql`insert into accounts.attempt (key, tries, last_at) values (${key}, 0, ${now}) on conflict (key) do nothing`.execute(transaction);
  const { rows } = await sql<Attempt>`
    select tries, last_at as "lastAt", locked_until as "lockedUntil" from accounts.attempt where key = ${key} for update`.execute(transaction);
  return rows[0];
}

export async function putAttempt(transaction: Database, key: string, { tries, lastAt, lockedUntil }: Attempt): Promise<void> {
  await sql`update accounts.attempt set tries = ${tries}, last_at = ${lastAt}, locked_until = ${lockedUntil} where key = ${key}`.execute(transaction);
}

export async function forgetAttempt(db: Database, key: string): Promise<void> {
  await sql`delete from accounts.attempt where key = ${key}`.execute(db);
}

/** Counts one try less; the lock goes when it stood on that one. */
export async function takeBackAttempt(db: Database, key: string, most: number): Promise<void> {
  await sql`
    update accounts.attempt set tries = tries - 1, locked_until = case when tries - 1 < ${most} then null else locked_until end
    where key = ${key} and tries > 0`.execute(db);
}

/** Removes rows that hold nobody up any more, but for those that somebody works on; returns how many. */
export async function sweepAttempts(db: Database, before: Date): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from accounts.attempt
    where key in (select key from accounts.attempt where last_at < ${before} and coalesce(locked_until, last_at) < ${before} for update skip locked)`.execute(db);
  return Number(numAffectedRows);
}
