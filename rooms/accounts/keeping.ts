import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { Keeper } from '#platform/keeping.ts';
import { sweepAttempts } from './attempt-store.ts';

type Deleted = { execute(db: Database): Promise<{ numAffectedRows?: bigint }> };
const count = async (transaction: Database, statement: Deleted): Promise<number> => Number((await statement.execute(transaction)).numAffectedRows ?? 0);

/** What accounts delete by age. Accounts themselves and their roles stay: the audit names them. */
export const accountKeepers: readonly Keeper[] = [
  { what: 'tries', days: () => 1, remove: sweepAttempts },
  {
    what: 'sessions', days: ({ sessions }) => sessions,
    remove: (transaction, before) => count(transaction, sql`delete from accounts.session where ends_at < ${before} or idle_ends_at < ${before} or ended_at < ${before}`),
  },
  {
    what: 'tokens', days: ({ sessions }) => sessions,
    remove: (transaction, before) => count(transaction, sql`delete from accounts.token where expires_at < ${before} or ended_at < ${before}`),
  },
  {
    what: 'links', days: ({ links }) => links,
    async remove(transaction, before) {
      await sql`delete from accounts.challenge where expires_at < ${before}`.execute(transaction);
      await sql`delete from accounts.email_link where expires_at < ${before} or used_at < ${before}`.execute(transaction);
      return count(transaction, sql`delete from accounts.link where expires_at < ${before} or used_at < ${before} or void_at < ${before}`);
    },
  },
];
