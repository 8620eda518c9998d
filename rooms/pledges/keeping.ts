import { sql } from 'kysely';
import type { Keeper } from '#platform/keeping.ts';

/** What figures once were before a computation changed them. Figures themselves are replaced by each computation. */
export const pledgeKeepers: readonly Keeper[] = [
  {
    what: 'revisions', days: ({ revisions }) => revisions,
    async remove(transaction, before) {
      const deleted = await sql`delete from pledges.revision where at < ${before}`.execute(transaction);
      return Number(deleted.numAffectedRows ?? 0);
    },
  },
];
