import { sql } from 'kysely';
import { scopeCodes } from '#platform/access.ts';
import type { Scope } from '#kernel/actor.ts';
import type { Database } from '#platform/database.ts';
import type { ObjectionRow } from './contract.ts';
import type { By, StoredAct } from './ground.ts';

type Answer = NonNullable<ObjectionRow['answer']>;

export type StoredObjection = StoredAct & Pick<ObjectionRow, 'id' | 'pledgeId' | 'figure' | 'reason'> & {
  /** year * 12 + month - 1 */
  readonly month: number; readonly employer: number | null; readonly account: string | null; readonly rows: ObjectionRow['rows'];
  readonly outcome: Answer['outcome'] | null; readonly answer: string | null; readonly importId: string | null;
  readonly answeredAt: Date | null; readonly answeredKind: string | null; readonly answeredBy: string | null;
};

const columns = sql`
  o.id, o.pledge_id as "pledgeId", o.month, o.figure, o.reason, o.employer, o.account, o.at, o.actor_kind as "actorKind", o.by_whom as by,
  (select json_agg(json_build_object('register', r.register, 'reference', r.reference, 'wrong', r.wrong) order by r.position) from oversight.objection_row as r where r.objection = o.id) as rows,
  a.outcome, a.answer, a.import_id as "importId", a.at as "answeredAt", a.actor_kind as "answeredKind", a.by_whom as "answeredBy"
  from oversight.objection as o left join oversight.objection_answer as a on a.objection = o.id`;

export type ObjectionFilter = {
  readonly state?: 'open' | 'answered' | Answer['outcome'] | undefined; readonly place?: string | undefined; readonly employer?: number | undefined;
  readonly pledgeId?: string | undefined; readonly month?: number | undefined; readonly sort: string;
};

const orders: Readonly<Record<string, ReturnType<typeof sql>>> = {
  open: sql`(a.objection is not null)`, id: sql`o.id`, month: sql`o.month`, state: sql`array_position(array['refused', 'upheld', 'corrected'], coalesce(a.outcome, ''))`,
};

/** Objections that the reader of the transaction may see, open ones first, with how many there are and how many of all are open. */
export async function listStoredObjections(transaction: Database, { state, place, employer, pledgeId, month, sort }: ObjectionFilter, { page, size }: { page: number; size: number }): Promise<{ total: number; open: number; rows: StoredObjection[] }> {
  const passing = sql.join([
    sql`true`,
    ...(state === undefined ? [] : [state === 'open' ? sql`a.objection is null` : state === 'answered' ? sql`a.objection is not null` : sql`a.outcome = ${state}`]),
    ...(place === undefined ? [] : [sql`o.seen_by && ${[Number(place)]}::integer[]`]),
    ...(employer === undefined ? [] : [sql`o.seen_by && ${[-employer]}::integer[]`]),
    ...(pledgeId === undefined ? [] : [sql`o.pledge_id = ${pledgeId}`]),
    ...(month === undefined ? [] : [sql`o.month = ${month}`]),
  ], sql` and `);
  const { rows } = await sql<StoredObjection>`
    select ${columns} where ${passing} order by ${orders[sort.replace('-', '')]!} ${sort.startsWith('-') ? sql`desc` : sql`asc`} nulls first, o.id desc limit ${size} offset ${(page - 1) * size}`.execute(transaction);
  const [counted] = (await sql<{ total: number; open: number }>`
    select count(*) filter (where ${passing})::integer as total, count(*) filter (where a.objection is null)::integer as open
    from oversight.objection as o left join oversight.objection_answer as a on a.objection = o.id`.execute(transaction)).rows;
  return { total: counted?.total ?? 0, open: counted?.open ?? 0, rows };
}

export type NewObjection = Pick<StoredObjection, 'pledgeId' | 'month' | 'figure' | 'reason' | 'employer' | 'rows'> & { readonly seenBy: readonly number[] };

export async function enterObjection(transaction: Database, one: NewObjection, by: By, at: Date): Promise<number> {
  const { rows: [made] } = await sql<{ id: number }>`
    insert into oversight.objection (pledge_id, month, figure, reason, employer, at, actor_kind, account, by_whom, seen_by)
    values (${one.pledgeId}, ${one.month}, ${one.figure}, ${one.reason}, ${one.employer}, ${at}, ${by.kind}, ${by.account}, ${by.name}, ${one.seenBy}::integer[]) returning id`.execute(transaction);
  await sql`
    insert into oversight.objection_row (objection, position, register, reference, wrong)
    values ${sql.join(one.rows.map(({ register, reference, wrong }, position) => sql`(${made!.id}, ${position + 1}, ${register}, ${reference}, ${wrong})`))}`.execute(transaction);
  return made!.id;
}

export type HeldObjection = { readonly pledgeId: string; readonly at: Date; readonly account: string | null; readonly answered: boolean; readonly seenBy: number[]; readonly registers: string[] };

/** An objection within a scope, held until the transaction ends; undefined as for one that does not exist. */
export async function holdObjection(transaction: Database, id: number, scope: Scope): Promise<HeldObjection | undefined> {
  const { rows } = await sql<HeldObjection>`
    select pledge_id as "pledgeId", at, account, seen_by as "seenBy", exists (select from oversight.objection_answer as a where a.objection = o.id) as answered,
      array(select distinct register from oversight.objection_row as r where r.objection = o.id) as registers
    from oversight.objection as o where id = ${id} and seen_by && ${scopeCodes(scope)}::integer[] for update`.execute(transaction);
  return rows[0];
}

export async function enterObjectionAnswer(transaction: Database, id: number, { outcome, text, importId }: { outcome: Answer['outcome']; text: string; importId?: string | undefined }, by: By, at: Date): Promise<void> {
  await sql`
    insert into oversight.objection_answer (objection, outcome, answer, import_id, at, actor_kind, account, by_whom)
    values (${id}, ${outcome}, ${text}, ${importId ?? null}, ${at}, ${by.kind}, ${by.account}, ${by.name})`.execute(transaction);
}

/** How many objections that the reader of the transaction may see, to months through one and opened before an instant, nobody has answered. */
export async function countUnanswered(transaction: Database, { through, before }: { through: number; before: Date }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from oversight.objection as o
    where o.month <= ${through}::integer and o.at < ${before} and not exists (select from oversight.objection_answer as a where a.objection = o.id)`.execute(transaction);
  return rows[0]!.count;
}

/** Whether an employer, by any of its numbers, or else an office of a place contests a month through one: by an objection opened since an instant or not answered yet. */
export async function isContested(transaction: Database, { through, since, by }: { through: number; since: Date; by: { readonly employers: readonly number[] } | { readonly place: number } }): Promise<boolean> {
  const whose = 'place' in by ? sql`o.employer is null and ${by.place}::integer = any (o.seen_by)` : sql`o.employer = any (${[...by.employers]}::integer[])`;
  const { rows } = await sql`
    select 1 from oversight.objection as o
    where o.month <= ${through}::integer and ${whose} and (o.at >= ${since} or not exists (select from oversight.objection_answer as a where a.objection = o.id)) limit 1`.execute(transaction);
  return rows.length > 0;
}
