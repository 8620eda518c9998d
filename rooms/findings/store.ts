import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Scope } from '#kernel/actor.ts';
import { monthIndex, type Month } from '#kernel/month.ts';
import { scopeCodes } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import type { Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';
import type { FindingQuery, Judgement, Rule, State } from './contract.ts';

/**
 * Publishes what `computeFindings` left in the given DuckDB: what is found anew or still stands as it is measured now, what is
 * found no more is kept as gone in `month`, and the people behind are replaced. Run it in a transaction of the system.
 */
export async function storeFindings(duck: Duck, transaction: Database, { at, month }: { at: Date; month: number }): Promise<void> {
  await sql`
    create temporary table if not exists found_now (
      id text, rule text, pledge_id text, employer integer, place integer, first_month integer, last_month integer, measured integer, threshold integer,
      persons integer, jobs integer, along integer[], whole integer[], marked integer[], seen_by integer[]) on commit drop`.execute(transaction);
  await sql`truncate found_now`.execute(transaction);
  await transfer(duck, transaction, 'found_now', `
    select f.id, f.rule, f.pledge_id, f.employer, t.place, f.first_month, f.last_month, f.measured, f.threshold, f.persons, f.jobs,
      coalesce(p.along, []) as along, coalesce(p.whole, []) as whole, coalesce(p.marked, []) as marked, t.seen_by
    from findings.found as f
    join findings.territory as t on t.id = f.id
    left join (select id, list(along order by along) as along, list(whole order by along) as whole, list(marked order by along) as marked from findings.point group by id) as p on p.id = f.id`);
  await sql`
    insert into findings.finding (id, rule, pledge_id, employer, place, first_month, last_month, measured, threshold, persons, jobs, along, whole, marked, found_at, computed_at, seen_by)
    select id, rule, pledge_id, employer, place, first_month, last_month, measured, threshold, persons, jobs, along, whole, marked, ${at}, ${at}, seen_by from found_now
    on conflict (id) do update set employer = excluded.employer, place = excluded.place, first_month = excluded.first_month, last_month = excluded.last_month,
      measured = excluded.measured, threshold = excluded.threshold, persons = excluded.persons, jobs = excluded.jobs, along = excluded.along, whole = excluded.whole,
      marked = excluded.marked, computed_at = excluded.computed_at, gone_month = null, seen_by = excluded.seen_by`.execute(transaction);
  await sql`
    update findings.finding as f set gone_month = ${month}
    where f.gone_month is null and not exists (select from found_now as n where n.id = f.id)`.execute(transaction);
  await sql`delete from findings.behind`.execute(transaction);
  await transfer(duck, transaction, 'findings.behind', `
    select id as finding, person, employer, first_month, last_month, months, other, projects, wage from findings.behind`);
}

export type StoredFinding = {
  readonly id: string; readonly rule: Rule; readonly state: State; readonly pledgeId: string | null; readonly employer: number; readonly place: number;
  readonly first: number; readonly last: number; readonly measured: number; readonly threshold: number; readonly persons: number; readonly jobs: number;
  readonly foundAt: Date; readonly gone: number | null; readonly judgement: StoredJudgement | null;
};
type StoredJudgement = Omit<Judgement, 'visitor'> & { readonly kind: Actor['kind'] };

export type Narrowing = Omit<z.output<typeof FindingQuery>, 'page' | 'size' | 'sort'>;

const judged = sql`
  findings.finding as f left join lateral (
    select verdict, reason, measured, persons, at, by_whom, actor_kind from findings.judgement where finding = f.id order by id desc limit 1
  ) as j on true`;
const state = sql`case when f.gone_month is not null then 'gone' else coalesce(j.verdict, 'open') end`;

function conditionOf({ rule, state: asked, place, employer, pledge, month }: Narrowing) {
  return sql.join([
    sql`true`,
    ...(rule === undefined ? [] : [sql`f.rule = ${rule}`]),
    ...(asked === undefined ? [] : [sql`${state} = ${asked}`]),
    ...(place === undefined ? [] : [sql`${Number(place)}::integer = any (f.seen_by)`]),
    ...(employer === undefined ? [] : [sql`f.employer = ${employer}::integer`]),
    ...(pledge === undefined ? [] : [sql`f.pledge_id = ${pledge}`]),
    ...(month === undefined ? [] : [sql`${monthIndex(month as Month)}::integer between f.first_month and f.last_month`]),
  ], sql` and `);
}

const columns = sql`
  f.id, f.rule, ${state} as state, f.pledge_id as "pledgeId", f.employer, f.place, f.first_month as first, f.last_month as last, f.measured, f.threshold,
  f.persons, f.jobs, f.found_at as "foundAt", f.gone_month as gone,
  case when j.verdict is not null then json_build_object('verdict', j.verdict, 'reason', j.reason, 'measured', j.measured, 'persons', j.persons,
    'at', to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', j.by_whom, 'kind', j.actor_kind) end as judgement`;

const orders = { rule: sql`f.rule`, measured: sql`f.measured::float8 / f.threshold`, persons: sql`f.persons`, jobs: sql`f.jobs`, last: sql`f.last_month`, foundAt: sql`f.found_at` };

/** Findings that the reader of the transaction may see and that pass the filters, sorted; `limit` undefined: all. */
export async function listStored(transaction: Database, asked: Narrowing & { sort: string }, limit?: { size: number; page: number }): Promise<StoredFinding[]> {
  const key = orders[asked.sort.replace('-', '') as keyof typeof orders];
  const { rows } = await sql<StoredFinding>`
    select ${columns} from ${judged} where ${conditionOf(asked)}
    order by ${key} ${asked.sort.startsWith('-') ? sql`desc` : sql`asc`}, f.id
    ${limit === undefined ? sql`` : sql`limit ${limit.size} offset ${(limit.page - 1) * limit.size}`}`.execute(transaction);
  return rows;
}

/** How many findings pass the filters in each state, and the jobs that the open ones touch, the most of each subject. */
export async function countStored(transaction: Database, asked: Narrowing): Promise<{ states: Record<State, number>; openJobs: number }> {
  const { rows } = await sql<{ state: State; findings: number; jobs: number }>`
    select state, sum(findings)::integer as findings, sum(jobs)::float8 as jobs
    from (select ${state} as state, count(*) as findings, max(f.jobs)::bigint as jobs from ${judged} where ${conditionOf({ ...asked, state: undefined })}
          group by 1, coalesce(f.pledge_id, 'employer ' || f.employer)) as subject
    group by state`.execute(transaction);
  const of = (one: State) => rows.find((row) => row.state === one)?.findings ?? 0;
  return { states: { open: of('open'), confirmed: of('confirmed'), dismissed: of('dismissed'), gone: of('gone') }, openJobs: rows.find((row) => row.state === 'open')?.jobs ?? 0 };
}

export async function findStored(transaction: Database, id: string): Promise<StoredFinding | undefined> {
  return (await sql<StoredFinding>`select ${columns} from ${judged} where f.id = ${id}`.execute(transaction)).rows[0];
}

export type Point = { readonly along: number; readonly whole: number; readonly marked: number };

export async function readPicture(transaction: Database, id: string): Promise<Point[]> {
  const { rows } = await sql<Point>`
    select p.along, p.whole, p.marked from findings.finding as f, unnest(f.along, f.whole, f.marked) as p (along, whole, marked) where f.id = ${id} order by p.along`.execute(transaction);
  return rows;
}

/** Everything that officers said of a finding, newest first. */
export async function listJudgements(transaction: Database, id: string): Promise<Judgement[]> {
  const { rows } = await sql<Omit<Judgement, 'at'> & { at: Date }>`
    select verdict, reason, measured, persons, at, by_whom as by, actor_kind = 'visitor' as visitor from findings.judgement where finding = ${id} order by id desc`.execute(transaction);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export type StoredPerson = { readonly person: number; readonly employer: number; readonly first: number; readonly last: number | null; readonly months: number; readonly other: number | null; readonly projects: number | null; readonly wage: number | null };

/** The people behind a finding, and how many there are; nobody where the reader of the transaction may not see the finding. */
export async function listBehind(transaction: Database, id: string, { page, size }: { page: number; size: number }): Promise<{ total: number; rows: StoredPerson[] }> {
  const { rows } = await sql<StoredPerson>`
    select person, employer, first_month as first, last_month as last, months, other, projects, wage::float8 as wage from findings.behind where finding = ${id}
    order by first_month, person, employer limit ${size} offset ${(page - 1) * size}`.execute(transaction);
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from findings.behind where finding = ${id}`.execute(transaction)).rows;
  return { total: counted?.total ?? 0, rows };
}

export type HeldFinding = { readonly rule: Rule; readonly pledgeId: string | null; readonly measured: number; readonly persons: number; readonly gone: number | null };

/** A finding within a scope, held until the transaction ends, so that its judges take turns; undefined as for one that does not exist. */
export async function holdFinding(transaction: Database, id: string, scope: Scope): Promise<HeldFinding | undefined> {
  const { rows } = await sql<HeldFinding>`
    select rule, pledge_id as "pledgeId", measured, persons, gone_month as gone from findings.finding
    where id = ${id} and seen_by && ${scopeCodes(scope)}::integer[] for update`.execute(transaction);
  return rows[0];
}

/** Adds a judgement to the ledger. */
export async function enterJudgement(transaction: Database, finding: string, one: Omit<Judgement, 'at' | 'by' | 'visitor'>, { kind, account, name }: Actor, at: Date): Promise<void> {
  await sql`
    insert into findings.judgement (finding, verdict, reason, measured, persons, at, actor_kind, account, by_whom)
    values (${finding}, ${one.verdict}, ${one.reason}, ${one.measured}, ${one.persons}, ${at}, ${kind}, ${account}, ${name})`.execute(transaction);
}
