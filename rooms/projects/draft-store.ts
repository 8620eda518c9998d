import { sql } from 'kysely';
import type { Actor, Scope } from '#kernel/actor.ts';
import { maskIdentifiers } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import type { DraftState, DraftStep } from './contract.ts';
import { personOf, type StoredDraft, type StoredFields } from './draft.ts';

/** Of visitors of the demonstration it is told as whom each looked: by their name alone author and reviewer would be one. */
const authorShown = sql`case when author like 'visitor %' then author else author_name end`;
const actorShown = sql`case when kind = 'visitor' then person else name end`;
const columns = sql`draft_id as "draftId", register, intent, state, author, ${authorShown} as "authorName", begun_at as "begunAt", saved_at as "savedAt", fields, base, seen_by as "seenBy"`;

export type Step = { readonly what: DraftStep['what']; readonly actor: Actor; readonly at: Date; readonly reason?: string | undefined; readonly fields?: StoredFields; readonly importId?: string };

/** Enters a draft with its first step. Run it in a transaction of the system. */
export async function insertDraft(trx: Database, draft: StoredDraft, step: Step): Promise<void> {
  await sql`
    insert into projects.draft (draft_id, register, intent, state, author, author_name, begun_at, saved_at, fields, base, seen_by)
    values (${draft.draftId}, ${draft.register}, ${draft.intent}, ${draft.state}, ${draft.author}, ${draft.authorName}, ${draft.begunAt}, ${draft.savedAt},
      ${JSON.stringify(draft.fields)}::jsonb, ${draft.base}, ${draft.seenBy}::integer[])`.execute(trx);
  await insertStep(trx, draft, step);
}

/** The draft as it is now, held until the transaction of the system ends. Refuses `no-such-draft`. */
export async function holdDraft(trx: Database, draftId: string): Promise<StoredDraft> {
  const { rows } = await sql<StoredDraft>`select ${columns} from projects.draft where draft_id = ${draftId} for update`.execute(trx);
  if (rows[0] === undefined) throw new Refusal('no-such-draft', 404);
  return rows[0];
}

/** Writes the fields of a draft. Run it in a transaction of the system. */
export async function writeFields(trx: Database, draftId: string, fields: StoredFields, at: Date): Promise<void> {
  await sql`update projects.draft set fields = ${JSON.stringify(fields)}::jsonb, saved_at = ${at} where draft_id = ${draftId}`.execute(trx);
}

/** Moves a draft on, with the step in its ledger and the line of the audit. The last thing that a transaction of the system does. */
export async function takeStep(trx: Database, draft: StoredDraft, next: { state: DraftState; base?: string | null; seenBy?: readonly number[] }, step: Step): Promise<void> {
  const moved: StoredDraft = { ...draft, ...next };
  await sql`update projects.draft set state = ${moved.state}, base = ${moved.base}, seen_by = ${moved.seenBy}::integer[] where draft_id = ${draft.draftId}`.execute(trx);
  await insertStep(trx, moved, step);
}

async function insertStep(trx: Database, { draftId, register, intent, fields: written, seenBy }: StoredDraft, { what, actor, at, reason, fields, importId }: Step): Promise<void> {
  await sql`
    insert into projects.draft_step (draft_id, position, at, what, person, kind, name, reason, fields, import_id, seen_by)
    select ${draftId}, coalesce(max(position), 0) + 1, ${at}::timestamptz, ${what}, ${personOf(actor)}, ${actor.kind}, ${actor.name}, ${reason ?? null}::text,
      ${fields === undefined ? null : JSON.stringify(fields)}::jsonb, ${importId ?? null}::text, ${seenBy}::integer[]
    from projects.draft_step where draft_id = ${draftId}`.execute(trx);
  const about = written[register === 'pledges' ? 'pledge_id' : 'project_id'];
  await record(trx, { actor, what: `draft-${what}`, subject: draftId, at, facts: { register, intent, about: typeof about === 'string' ? plainId(about) : null } });
}

/** An id of a register as the audit takes it: some have as many digits as an identifier has, and some are long. */
export function plainId(id: string): string {
  return maskIdentifiers(id).slice(0, 100).toWellFormed();
}

type Paging = { readonly state?: DraftState | undefined; readonly page: number; readonly size: number };

/** Drafts of one author, last written first. */
export async function listOwn(db: Database, author: string, { state, page, size }: Paging): Promise<{ total: number; rows: StoredDraft[] }> {
  const condition = sql`author = ${author} and ${state === undefined ? sql`state <> 'withdrawn'` : sql`state = ${state}`}`;
  return asSystem(db, async (trx) => ({
    total: (await sql<{ total: number }>`select count(*)::integer as total from projects.draft where ${condition}`.execute(trx)).rows[0]?.total ?? 0,
    rows: (await sql<StoredDraft>`select ${columns} from projects.draft where ${condition} order by saved_at desc, draft_id desc limit ${size} offset ${(page - 1) * size}`.execute(trx)).rows,
  }));
}

/** Drafts of others in one state within a scope, oldest first; those that were reviewed newest first. */
export async function listOfOthers(db: Database, scope: Scope, reviewer: string, { state, page, size }: Paging & { state: DraftState }): Promise<{ total: number; rows: StoredDraft[] }> {
  const condition = sql`state = ${state} and author <> ${reviewer}`;
  const order = state === 'submitted' ? sql`saved_at, draft_id` : sql`saved_at desc, draft_id desc`;
  return asReader(db, scope, async (trx) => ({
    total: (await sql<{ total: number }>`select count(*)::integer as total from projects.draft where ${condition}`.execute(trx)).rows[0]?.total ?? 0,
    rows: (await sql<StoredDraft>`select ${columns} from projects.draft where ${condition} order by ${order} limit ${size} offset ${(page - 1) * size}`.execute(trx)).rows,
  }));
}

/** One draft, whosever it is. */
export async function findDraft(db: Database, draftId: string): Promise<StoredDraft | undefined> {
  return asSystem(db, async (trx) => (await sql<StoredDraft>`select ${columns} from projects.draft where draft_id = ${draftId}`.execute(trx)).rows[0]);
}

/** One draft that was submitted, as far as the scope sees it. Refuses `no-such-draft`. */
export async function getSubmitted(db: Database, scope: Scope, draftId: string): Promise<StoredDraft> {
  const found = await asReader(db, scope, async (trx) => (await sql<StoredDraft>`
    select ${columns} from projects.draft where draft_id = ${draftId} and state in ('submitted', 'returned', 'approved', 'entered')`.execute(trx)).rows[0]);
  if (found === undefined) throw new Refusal('no-such-draft', 404);
  return found;
}

/** What became of drafts, each in its order. */
export async function readSteps(db: Database, draftIds: readonly string[]): Promise<Map<string, (Omit<DraftStep, 'at'> & { at: Date })[]>> {
  if (draftIds.length === 0) return new Map();
  const { rows } = await asSystem(db, (trx) => sql<Omit<DraftStep, 'at'> & { at: Date; draftId: string }>`
    select draft_id as "draftId", at, what, ${actorShown} as name, reason, import_id as "importId" from projects.draft_step
    where draft_id = any(${draftIds}::text[]) order by draft_id, position`.execute(trx));
  return Map.groupBy(rows, ({ draftId }) => draftId);
}

/** A row that was approved, with whoever approved it, and waits to be imported. */
export type Approved = { readonly draftId: string; readonly register: StoredDraft['register']; readonly row: StoredFields; readonly by: Actor };

/** Rows that were approved and are not entered yet, in the order of their approvals. */
export async function listApproved(db: Database): Promise<Approved[]> {
  const { rows } = await asSystem(db, (trx) => sql<{ draftId: string; register: StoredDraft['register']; row: StoredFields; person: string; kind: Actor['kind']; name: string }>`
    select d.draft_id as "draftId", d.register, s.fields as row, s.person, s.kind, s.name
    from projects.draft as d join projects.draft_step as s on s.draft_id = d.draft_id and s.what = 'approved'
    where d.state = 'approved' order by s.at, d.draft_id`.execute(trx));
  return rows.map(({ person, kind, name, ...row }) => ({ ...row, by: { kind, account: kind === 'account' ? person : null, name, grants: [] } }));
}

/** Of entered drafts who wrote each, why, and who approved it. */
export async function readReviewed(db: Database, draftIds: readonly string[]): Promise<Map<string, { author: string; reason: string | null; reviewer: string }>> {
  if (draftIds.length === 0) return new Map();
  const { rows } = await asSystem(db, (trx) => sql<{ draftId: string; author: string; reason: string | null; reviewer: string }>`
    select draft_id as "draftId", ${authorShown} as author, ${actorShown} as reviewer,
      (select s.reason from projects.draft_step as s where s.draft_id = draft.draft_id and s.what = 'submitted' order by s.position desc limit 1) as reason
    from projects.draft join (select draft_id, kind, person, name from projects.draft_step where what = 'approved') as approval using (draft_id)
    where draft_id = any(${draftIds}::text[])`.execute(trx));
  return new Map(rows.map(({ draftId, ...told }) => [draftId, told]));
}
