import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';

export type BrokenPledge = { readonly pledgeId: string; readonly verdict: 'missed' | 'lost'; readonly seenBy: number[]; readonly employer: number; readonly one: number };

const newest = sql`
  select p.pledge_id, f.verdict from pledges.pledge as p
  join pledges.figure as f on f.pledge_id = p.pledge_id and f.month = (select max(month) from pledges.figure)`;

/** Pledges whose verdict in the newest month is missed or lost and was another one in the computation before. None after the first. */
export async function listNewlyBroken(transaction: Database): Promise<BrokenPledge[]> {
  const { rows } = await sql<BrokenPledge>`
    select p.pledge_id as "pledgeId", n.verdict, p.seen_by as "seenBy", p.employer, p.one
    from (${newest}) as n join oversight.known_verdict as k on k.pledge_id = n.pledge_id join pledges.pledge as p on p.pledge_id = n.pledge_id
    where n.verdict in ('missed', 'lost') and k.verdict is distinct from n.verdict order by p.pledge_id`.execute(transaction);
  return rows;
}

/** Remembers the verdicts of the computation in force. */
export async function knowVerdicts(transaction: Database): Promise<void> {
  await sql`delete from oversight.known_verdict`.execute(transaction);
  await sql`insert into oversight.known_verdict (pledge_id, verdict) ${newest}`.execute(transaction);
}

/** Decisions and objections are seen by whoever sees their pledge: one that has moved takes them along. */
export async function followPledges(transaction: Database): Promise<void> {
  await sql`update oversight.decision as d set seen_by = p.seen_by from pledges.pledge as p where p.pledge_id = d.pledge_id and p.seen_by <> d.seen_by`.execute(transaction);
  await sql`update oversight.objection as o set seen_by = p.seen_by from pledges.pledge as p where p.pledge_id = o.pledge_id and p.seen_by <> o.seen_by`.execute(transaction);
}
