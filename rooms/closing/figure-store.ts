import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';

/** Of a pledge in the last month of a draft; absent figures are null. */
export type DraftFigures = {
  readonly promised: number; readonly due: number; readonly reported: number | null;
  readonly contracted: number; readonly paid: number; readonly held3: number; readonly credited: number | null;
};
export type Stage = 'opened' | 'frozen';
export type KeptFigures = DraftFigures & { readonly pledgeId: string; readonly employer: number; readonly place: number };

/** Keeps the figures of a draft as the computation in force has them: of each pledge awarded by a day, in one month. Run it in a transaction of the system. */
export async function keepFigures(transaction: Database, { draft, stage, month, day }: { draft: number; stage: Stage; month: number; day: string }): Promise<void> {
  await sql`
    insert into closing.figure (draft, stage, pledge_id, employer, place, promised, due, reported, contracted, paid, held3, credited, seen_by)
    select ${draft}::integer, ${stage}::text, p.pledge_id, p.employer, p.place, p.jobs, f.due, f.reported, f.contracted, f.paid, f.held3, f.credited, p.seen_by
    from pledges.pledge as p join pledges.figure as f on f.pledge_id = p.pledge_id and f.month = ${month}::integer
    where p.awarded_on <= ${day}::date`.execute(transaction);
}

/** Those that the reader of the transaction may see. */
export async function listKept(transaction: Database, draft: number, stage: Stage): Promise<KeptFigures[]> {
  const { rows } = await sql<KeptFigures>`
    select pledge_id as "pledgeId", employer, place, promised::float8 as promised, due::float8 as due, reported::float8 as reported, contracted, paid, held3, credited
    from closing.figure where draft = ${draft} and stage = ${stage} order by pledge_id`.execute(transaction);
  return rows;
}
