import { sql } from 'kysely';
import { asSystem, scopeCodes } from '#platform/access.ts';
import type { Role, Scope } from '#kernel/actor.ts';
import type { Database } from '#platform/database.ts';
import type { OrderPage, OrderRow, subjectKinds } from './contract.ts';
import type { By, StoredAct } from './ground.ts';

export type OrderState = OrderRow['state'];
type StepKind = OrderPage['steps'][number]['what'];

export type StoredOrder = StoredAct & {
  readonly id: number; readonly subjectKind: (typeof subjectKinds)[number] | null; readonly subject: string | null; readonly wording: string; readonly dueOn: string;
  readonly state: OrderState; readonly fromPlace: number; readonly role: Role | null; readonly toPlace: number | null; readonly toEmployer: number | null;
  /** Places as they are, employers as negative numbers. */
  readonly answerers: readonly number[];
};

const columns = sql`id, subject_kind as "subjectKind", subject, wording, due_on as "dueOn", state, from_place as "fromPlace", role, to_place as "toPlace",
  to_employer as "toEmployer", answerers, given_at as at, actor_kind as "actorKind", by_whom as by`;

export type OrderFilter = {
  readonly state?: OrderState | undefined; readonly overdue?: 'yes' | undefined; readonly awaits?: 'yes' | undefined; readonly place?: string | undefined;
  readonly employer?: number | undefined; readonly pledgeId?: string | undefined; readonly projectId?: string | undefined; readonly sort: string;
};

/** What an asker may see, answer and judge, as codes. */
export type Asker = { readonly seen: readonly number[]; readonly answers: readonly number[]; readonly gives: readonly number[]; readonly today: string };

const open = sql`state in ('given', 'read', 'returned')`;
const isOverdue = (today: string) => sql`(${open} and due_on < ${today}::date)`;
const awaits = ({ answers, gives }: Asker) => sql`((${open} and answerers && ${answers}::integer[]) or (state in ('answered', 'accepted') and from_place = any(${gives}::integer[])))`;

function passing(asker: Asker, { state, overdue, awaits: awaiting, place, employer, pledgeId, projectId }: Omit<OrderFilter, 'sort'>) {
  return sql.join([
    sql`seen_by && ${asker.seen}::integer[]`,
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(overdue === undefined ? [] : [isOverdue(asker.today)]),
    ...(awaiting === undefined ? [] : [awaits(asker)]),
    ...(place === undefined ? [] : [sql`seen_by && ${[Number(place)]}::integer[]`]),
    ...(employer === undefined ? [] : [sql`answerers && ${[-employer]}::integer[]`]),
    ...(pledgeId === undefined ? [] : [sql`subject_kind = 'pledge' and subject = ${pledgeId}`]),
    ...(projectId === undefined ? [] : [sql`subject_kind = 'project' and subject = ${projectId}`]),
  ], sql` and `);
}

const orders: Readonly<Record<string, (asker: Asker) => ReturnType<typeof passing>>> = {
  awaits: (asker) => sql`(case when ${awaits(asker)} then 0 else 1 end), (case when state = 'closed' then 1 else 0 end), due_on`,
  id: () => sql`id`, dueOn: () => sql`due_on`, state: () => sql`array_position(array['given','read','answered','returned','accepted','closed'], state)`,
};

/** Orders in the order asked for, with how many there are. */
export async function listStoredOrders(transaction: Database, asker: Asker, filter: OrderFilter, { page, size }: { page: number; size: number }): Promise<{ total: number; awaiting: number; overdue: number; rows: StoredOrder[] }> {
  const key = orders[filter.sort.replace('-', '')]!(asker);
  const { rows } = await sql<StoredOrder>`
    select ${columns} from oversight.given_order where ${passing(asker, filter)}
    order by ${key} ${filter.sort.startsWith('-') ? sql`desc` : sql`asc`}, id desc limit ${size} offset ${(page - 1) * size}`.execute(transaction);
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from oversight.given_order where ${passing(asker, filter)}`.execute(transaction)).rows;
  const [standing] = (await sql<{ awaiting: number; overdue: number }>`
    select count(*) filter (where ${awaits(asker)})::integer as awaiting, count(*) filter (where ${isOverdue(asker.today)})::integer as overdue
    from oversight.given_order where ${passing(asker, {})}`.execute(transaction)).rows;
  return { total: counted?.total ?? 0, awaiting: standing?.awaiting ?? 0, overdue: standing?.overdue ?? 0, rows };
}

/** One order among those that the codes see; undefined as for one that does not exist. */
export async function findOrder(transaction: Database, id: number, seen: readonly number[]): Promise<StoredOrder | undefined> {
  return (await sql<StoredOrder>`select ${columns} from oversight.given_order where id = ${id} and seen_by && ${seen}::integer[]`.execute(transaction)).rows[0];
}

/** One order, held until the transaction ends, for somebody of whom it is to take a step. */
export async function holdOrder(transaction: Database, id: number, scope: Scope, whose: 'answerer' | 'giver'): Promise<StoredOrder | undefined> {
  const his = whose === 'answerer' ? sql`answerers && ${scopeCodes(scope)}::integer[]` : sql`from_place = any(${scope.places}::integer[])`;
  return (await sql<StoredOrder>`select ${columns} from oversight.given_order where id = ${id} and ${his} for update`.execute(transaction)).rows[0];
}

export type NewOrder = Omit<StoredOrder, 'id' | 'state' | 'at' | 'actorKind' | 'by'> & { readonly seenBy: readonly number[] };

export async function enterOrder(transaction: Database, one: NewOrder, by: By, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into oversight.given_order (subject_kind, subject, wording, due_on, state, from_place, role, to_place, to_employer, answerers, given_at, actor_kind, account, by_whom, seen_by)
    values (${one.subjectKind}, ${one.subject}, ${one.wording}, ${one.dueOn}, 'given', ${one.fromPlace}, ${one.role}, ${one.toPlace}, ${one.toEmployer},
      ${one.answerers}::integer[], ${at}, ${by.kind}, ${by.account}, ${by.name}, ${one.seenBy}::integer[]) returning id`.execute(transaction);
  return rows[0]!.id;
}

export type NewStep = { readonly what: StepKind; readonly note?: string | undefined; readonly dueOn?: string | undefined; readonly pledges?: readonly string[]; readonly imports?: readonly string[] };

/** Adds a step to the history of a held order, and what it makes of the order. */
export async function enterStep(transaction: Database, id: number, step: NewStep, state: OrderState | undefined, by: By, at: Date): Promise<void> {
  await sql`
    insert into oversight.order_step (order_id, position, what, note, due_on, pledges, imports, at, actor_kind, account, by_whom)
    select ${id}::integer, coalesce(max(position), 0) + 1, ${step.what}::text, ${step.note ?? null}::text, ${step.dueOn ?? null}::date, ${step.pledges ?? []}::text[],
      ${step.imports ?? []}::text[], ${at}::timestamptz, ${by.kind}::text, ${by.account}::text, ${by.name}::text from oversight.order_step where order_id = ${id}`.execute(transaction);
  if (state !== undefined) await sql`update oversight.given_order set state = ${state} where id = ${id}`.execute(transaction);
  // A later term has not passed yet.
  if (step.what === 'returned' && step.dueOn !== undefined) await sql`update oversight.given_order set due_on = ${step.dueOn}, overdue_at = null where id = ${id}`.execute(transaction);
}

export type StoredStep = StoredAct & Omit<OrderPage['steps'][number], 'act'>;

export async function listSteps(transaction: Database, id: number): Promise<StoredStep[]> {
  const { rows } = await sql<StoredStep>`
    select what, note, due_on as "dueOn", pledges, imports, at, actor_kind as "actorKind", by_whom as by from oversight.order_step where order_id = ${id} order by position`.execute(transaction);
  return rows;
}

/** Whether there are any such orders: asked often, and mostly there are none. */
export async function hasOverdue(db: Database, today: string): Promise<boolean> {
  return asSystem(db, async (transaction) => (await sql`select from oversight.given_order where overdue_at is null and ${isOverdue(today)} limit 1`.execute(transaction)).rows.length > 0);
}

/** Marks the orders whose term has passed without an answer and of which nobody was told yet; each comes once a term. */
export async function markOverdue(transaction: Database, today: string, at: Date): Promise<StoredOrder[]> {
  const { rows } = await sql<StoredOrder>`
    update oversight.given_order set overdue_at = ${at} where overdue_at is null and ${isOverdue(today)} returning ${columns}`.execute(transaction);
  return rows;
}
