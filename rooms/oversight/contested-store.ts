import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';

/** Pledges of which the reader of the transaction sees an objection to a month through one that is open or was upheld. */
export async function listContested(transaction: Database, through: number): Promise<string[]> {
  const { rows } = await sql<{ pledgeId: string }>`
    select distinct o.pledge_id as "pledgeId" from oversight.objection as o left join oversight.objection_answer as a on a.objection = o.id
    where o.month <= ${through}::integer and (a.objection is null or a.outcome = 'upheld')`.execute(transaction);
  return rows.map(({ pledgeId }) => pledgeId);
}
