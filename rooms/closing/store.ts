import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { By, StoredAct } from '#oversight';

/** A draft of all months through one (an integer), and how it ended. */
export type StoredDraft = StoredAct & {
  readonly id: number; readonly through: number; readonly until: string; readonly computation: string; readonly account: string | null; readonly reminded: boolean;
  readonly ended: 'withdrawn' | 'frozen' | null; readonly reason: string | null; readonly release: number | null;
  readonly endedAt: Date | null; readonly endedKind: string | null; readonly endedBy: string | null;
};

const columns = sql`
  d.id, d.through, d.contested_until as until, d.computation, d.at, d.actor_kind as "actorKind", d.account, d.by_whom as by,
  exists (select from closing.draft_step as r where r.draft = d.id and r.what = 'reminded') as reminded,
  e.what as ended, e.reason, e.release, e.at as "endedAt", e.actor_kind as "endedKind", e.by_whom as "endedBy"
  from closing.draft as d left join closing.draft_step as e on e.draft = d.id and e.what <> 'reminded'`;

/** Any number that nobody else uses. */
const turn = 7_486_781;

/** Whoever changes anything about drafts does so one after another: held until the transaction ends. */
export async function takeTurn(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(turn)})`.execute(transaction);
}

/** The draft that stands; there is at most one. */
export async function findStanding(db: Database): Promise<StoredDraft | undefined> {
  return (await sql<StoredDraft>`select ${columns} where e.draft is null`.execute(db)).rows[0];
}

/** The newest draft of the months through one. */
export async function findDraft(db: Database, through: number): Promise<StoredDraft | undefined> {
  return (await sql<StoredDraft>`select ${columns} where d.through = ${through}::integer order by d.id desc limit 1`.execute(db)).rows[0];
}

/** Months through which drafts were ever opened. */
export async function listDrafted(db: Database): Promise<number[]> {
  return (await sql<{ through: number }>`select distinct through from closing.draft`.execute(db)).rows.map(({ through }) => through);
}

export async function enterDraft(transaction: Database, { through, until, computation }: Pick<StoredDraft, 'through' | 'until' | 'computation'>, by: By, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into closing.draft (through, contested_until, computation, at, actor_kind, account, by_whom)
    values (${through}, ${until}::date, ${computation}, ${at}, ${by.kind}, ${by.account}, ${by.name}) returning id`.execute(transaction);
  return rows[0]!.id;
}

type Step = { readonly what: 'reminded' } | { readonly what: 'withdrawn'; readonly reason: string } | { readonly what: 'frozen'; readonly release: number };

export async function enterStep(transaction: Database, draft: number, step: Step, by: By, at: Date): Promise<void> {
  await sql`
    insert into closing.draft_step (draft, what, reason, release, at, actor_kind, account, by_whom)
    values (${draft}, ${step.what}, ${'reason' in step ? step.reason : null}, ${'release' in step ? step.release : null}, ${at}, ${by.kind}, ${by.account}, ${by.name})`.execute(transaction);
}

/** The computation in force; undefined before the first. */
export async function findComputation(transaction: Database): Promise<string | undefined> {
  return (await sql<{ id: string }>`select id from pledges.computation order by at desc, id desc limit 1`.execute(transaction)).rows[0]?.id;
}
