import { sql } from 'kysely';
import type { Actor, Scope } from '#kernel/actor.ts';
import { asReader } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import type { LifeEvent } from './contract.ts';
import { personOf } from './draft.ts';
import { plainId } from './draft-store.ts';

export type StoredEvent = Omit<LifeEvent, 'recordedAt'> & { readonly recordedAt: Date };

const standing = sql`not exists (select from projects.life_event as later where later.replaces = e.event_id)`;

/** What offices told of a project and did not correct since, in the order of its days. */
export async function readEvents(db: Database, scope: Scope, projectId: string): Promise<StoredEvent[]> {
  const { rows } = await asReader(db, scope, (transaction) => sql<StoredEvent>`
    select e.event_id as "eventId", e.what, e.outcome, e.on_day as "on", e.office, e.reason, e.name, e.recorded_at as "recordedAt"
    from projects.life_event as e where e.project_id = ${projectId} and ${standing}
    order by e.on_day, e.recorded_at, array_position(array['technical', 'financial', 'economic', 'decision', 'stage'], e.what), e.event_id`.execute(transaction));
  return rows;
}

/** The events of a project that stand, for the system: while they are written nobody else writes for it. */
export async function holdEvents(transaction: Database, projectId: string): Promise<StoredEvent[]> {
  await sql`select 1 from projects.project where project_id = ${projectId} for update`.execute(transaction);
  const { rows } = await sql<StoredEvent>`
    select e.event_id as "eventId", e.what, e.outcome, e.on_day as "on", e.office, e.reason, e.name, e.recorded_at as "recordedAt"
    from projects.life_event as e where e.project_id = ${projectId} and ${standing}`.execute(transaction);
  return rows;
}

export type NewEvent = Pick<LifeEvent, 'eventId' | 'what' | 'outcome' | 'on' | 'office' | 'reason'> & { readonly projectId: string; readonly replaces: string | null; readonly actor: Actor; readonly at: Date };

/** Adds an event to the ledger, and its line to the audit. The last thing that a transaction of the system does. */
export async function insertEvent(transaction: Database, { eventId, projectId, what, outcome, on, office, reason, replaces, actor, at }: NewEvent): Promise<void> {
  await sql`
    insert into projects.life_event (event_id, project_id, what, outcome, on_day, office, reason, replaces, recorded_at, person, name)
    values (${eventId}, ${projectId}, ${what}, ${outcome}, ${on}, ${office}, ${reason}, ${replaces}, ${at}, ${personOf(actor)}, ${actor.name})`.execute(transaction);
  await record(transaction, { actor, what: 'life-event-told', subject: plainId(projectId), at, facts: { event: eventId, what, outcome, on, replaces } });
}
