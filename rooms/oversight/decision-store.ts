import { sql } from 'kysely';
import { scopeCodes } from '#platform/access.ts';
import type { Scope } from '#kernel/actor.ts';
import type { Database } from '#platform/database.ts';
import type { By, StoredAct } from './ground.ts';

export type StoredDecision = StoredAct & {
  readonly id: number; readonly kind: 'cure' | 'waiver' | 'withdrawal'; readonly office: string; readonly reason: string; readonly decidedOn: string;
  readonly until: string | null; readonly jobs: number | null; readonly ends: number | null;
};

/** Every decision about a pledge that the reader of the transaction may see, in the order in which they were entered. */
export async function listStoredDecisions(transaction: Database, pledgeId: string): Promise<StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    select id, kind, office, reason, decided_on as "decidedOn", until, jobs::float8 as jobs, ends, at, actor_kind as "actorKind", by_whom as by
    from oversight.decision where pledge_id = ${pledgeId} order by id`.execute(transaction);
  return rows;
}

/** About which pledge a decision is. */
export async function findDecided(transaction: Database, id: number): Promise<string | undefined> {
  return (await sql<{ pledgeId: string }>`select pledge_id as "pledgeId" from oversight.decision where id = ${id}`.execute(transaction)).rows[0]?.pledgeId;
}

export type HeldPledge = { readonly seenBy: number[]; readonly employer: number; readonly one: number; readonly jobs: number; readonly dueOn: string };

/** A pledge within a scope, held until the transaction ends, so that whoever decides about it takes turns; undefined as for one that does not exist. */
export async function holdPledge(transaction: Database, pledgeId: string, scope: Scope): Promise<HeldPledge | undefined> {
  const { rows } = await sql<HeldPledge>`
    select seen_by as "seenBy", employer, one, jobs::float8 as jobs, due_on as "dueOn" from pledges.pledge
    where pledge_id = ${pledgeId} and seen_by && ${scopeCodes(scope)}::integer[] for update`.execute(transaction);
  return rows[0];
}

export type NewDecision = Pick<StoredDecision, 'kind' | 'office' | 'reason' | 'decidedOn' | 'until' | 'jobs' | 'ends'> & { readonly pledgeId: string; readonly seenBy: readonly number[] };

/** Adds a decision and returns its id. Of two that end the same one the second fails. */
export async function enterDecision(transaction: Database, one: NewDecision, by: By, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into oversight.decision (pledge_id, kind, office, reason, decided_on, until, jobs, ends, at, actor_kind, account, by_whom, seen_by)
    values (${one.pledgeId}, ${one.kind}, ${one.office}, ${one.reason}, ${one.decidedOn}, ${one.until}, ${one.jobs}, ${one.ends}, ${at},
      ${by.kind}, ${by.account}, ${by.name}, ${one.seenBy}::integer[]) returning id`.execute(transaction);
  return rows[0]!.id;
}
