import { sql } from 'kysely';
import type { Keeper } from '#platform/keeping.ts';

/** What is deleted by age of who looked at whom. An alarm that nobody has looked into stays, and its reading with it. */
export const peopleKeepers: readonly Keeper[] = [
  {
    what: 'alarms', days: ({ alarms }) => alarms,
    async remove(transaction, before) {
      const deleted = await sql`delete from people.alarm where at < ${before} and seen_at is not null`.execute(transaction);
      return Number(deleted.numAffectedRows ?? 0);
    },
  },
  {
    what: 'readings', days: ({ readings }) => readings,
    async remove(transaction, before) {
      const old = sql`at < ${before} and not exists (select from people.alarm as a where a.reading = r.id)`;
      await sql`delete from people.person_read where reading in (select r.id from people.reading as r where ${old})`.execute(transaction);
      const deleted = await sql`delete from people.reading as r where ${old}`.execute(transaction);
      await sql`delete from people.reader_day where day < ${before.toISOString().slice(0, 10)}::date`.execute(transaction);
      return Number(deleted.numAffectedRows ?? 0);
    },
  },
];
