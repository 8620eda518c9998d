import { sql } from 'kysely';
import type { Scope } from '#kernel/actor.ts';
import { scopeCodes } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import type { By, StoredAct } from '#oversight';
import type { Outcome } from './contract.ts';

/**
 * Enters who is asked about a draft: each region and each employer with a pledge awarded by a day. Run it in a transaction of the
 * system; returns their codes, regions as places and employers as negative numbers.
 */
export async function enterParties(transaction: Database, draft: number, day: string): Promise<number[]> {
  const { rows } = await sql<{ code: number }>`
    insert into closing.party (draft, code, pledges, regions, seen_by)
    select ${draft}::integer, r.kato, count(*)::integer, array[r.kato], array[r.kato, 0]
    from pledges.pledge as p join reference.place as r on r.level = 1 and r.kato = any (p.seen_by)
    where p.awarded_on <= ${day}::date group by r.kato
    union all
    select ${draft}::integer, -p.employer, count(distinct p.pledge_id)::integer, coalesce(array_agg(distinct r.kato) filter (where r.kato is not null), '{}'), array_agg(distinct s.code)
    from pledges.pledge as p cross join unnest(p.seen_by) as s (code) left join reference.place as r on r.level = 1 and r.kato = s.code
    where p.awarded_on <= ${day}::date group by p.employer
    returning code`.execute(transaction);
  return rows.map(({ code }) => code);
}

/** A party of a draft that a scope speaks for: a region by its own office, an employer by itself or by the one it is one with. */
const speaksFor = (scope: Scope) => {
  const codes = scopeCodes(scope);
  const numbers = codes.filter((code) => code < 0);
  return sql`(p.code = any (${codes}::integer[]) or (p.code < 0 and p.seen_by && ${numbers}::integer[]))`;
};

/** Undefined as for one that was not asked. */
export async function findParty(transaction: Database, draft: number, code: number, scope: Scope): Promise<{ readonly seenBy: number[] } | undefined> {
  return (await sql<{ seenBy: number[] }>`select seen_by as "seenBy" from closing.party as p where draft = ${draft} and code = ${code}::integer and ${speaksFor(scope)}`.execute(transaction)).rows[0];
}

export async function enterAnswer(transaction: Database, { draft, code, outcome, remarks }: { draft: number; code: number; outcome: Outcome; remarks: string | null }, by: By, at: Date): Promise<void> {
  await sql`
    insert into closing.answer (draft, code, outcome, remarks, at, actor_kind, account, by_whom)
    values (${draft}, ${code}, ${outcome}, ${remarks}, ${at}, ${by.kind}, ${by.account}, ${by.name})`.execute(transaction);
}

export type StoredParty = Partial<StoredAct> & {
  readonly code: number; readonly pledges: number; readonly outcome: Outcome | null; readonly remarks: string | null; readonly answers: number;
};

const answered = sql`
  closing.party as p left join lateral (
    select a.outcome, a.remarks, a.at, a.actor_kind, a.by_whom, count(*) over ()::integer as answers from closing.answer as a
    where a.draft = p.draft and a.code = p.code order by a.id desc limit 1
  ) as n on true`;
const columns = sql`p.code, p.pledges, n.outcome, n.remarks, coalesce(n.answers, 0) as answers, n.at, n.actor_kind as "actorKind", n.by_whom as by`;

/** Those asked whom a scope speaks for, with what each said last, in a transaction of a reader. */
export async function listOwn(transaction: Database, draft: number, scope: Scope): Promise<StoredParty[]> {
  return (await sql<StoredParty>`select ${columns} from ${answered} where p.draft = ${draft} and ${speaksFor(scope)} order by p.code desc`.execute(transaction)).rows;
}

export type PartyFilter = { readonly outcome?: Outcome | 'silent' | undefined; readonly region?: number | undefined; readonly kind?: 'region' | 'employer' | undefined };
const orders = { outcome: sql`coalesce(n.outcome, 'silent')`, at: sql`n.at`, pledges: sql`p.pledges` };
export type PartySort = keyof typeof orders;

/** Those asked whom the reader of the transaction may see, with what each said last, and how many pass. `limit` undefined: all. */
export async function listParties(transaction: Database, draft: number, { outcome, region, kind }: PartyFilter, { by, descending }: { by: PartySort; descending: boolean }, limit?: { page: number; size: number }): Promise<{ total: number; rows: StoredParty[] }> {
  const passing = sql.join([
    sql`p.draft = ${draft}`,
    ...(outcome === undefined ? [] : [outcome === 'silent' ? sql`n.outcome is null` : sql`n.outcome = ${outcome}`]),
    ...(region === undefined ? [] : [sql`${region}::integer = any (p.regions)`]),
    ...(kind === undefined ? [] : [kind === 'region' ? sql`p.code > 0` : sql`p.code < 0`]),
  ], sql` and `);
  const { rows } = await sql<StoredParty>`
    select ${columns} from ${answered} where ${passing}
    order by ${orders[by]} ${descending ? sql`desc nulls last` : sql`asc nulls last`}, p.code desc
    ${limit === undefined ? sql`` : sql`limit ${limit.size} offset ${(limit.page - 1) * limit.size}`}`.execute(transaction);
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from ${answered} where ${passing}`.execute(transaction)).rows;
  return { total: counted?.total ?? 0, rows };
}

export type Tally = { readonly asked: number; readonly agreed: number; readonly remarks: number; readonly contests: number; readonly silent: number };

const tally = sql`
  count(*)::integer as asked, count(*) filter (where n.outcome = 'agreed')::integer as agreed, count(*) filter (where n.outcome = 'remarks')::integer as remarks,
  count(*) filter (where n.outcome = 'contests')::integer as contests, count(*) filter (where n.outcome is null)::integer as silent`;

/** What those said whom the reader of the transaction may see: all of them; each region itself; and the employers of each region. */
export async function countAnswers(transaction: Database, draft: number): Promise<{ all: Tally; own: { region: number; outcome: Outcome | null }[]; employers: (Tally & { region: number })[] }> {
  const [all] = (await sql<Tally>`select ${tally} from ${answered} where p.draft = ${draft}`.execute(transaction)).rows;
  const own = await sql<{ region: number; outcome: Outcome | null }>`select p.code as region, n.outcome from ${answered} where p.draft = ${draft} and p.code > 0`.execute(transaction);
  const employers = await sql<Tally & { region: number }>`
    select r.region, ${tally} from ${answered} cross join unnest(p.regions) as r (region) where p.draft = ${draft} and p.code < 0 group by r.region`.execute(transaction);
  return { all: all!, own: own.rows, employers: employers.rows };
}

/** Those who have said nothing, as codes, in a transaction of the system. */
export async function listSilent(transaction: Database, draft: number): Promise<number[]> {
  return (await sql<{ code: number }>`select p.code from ${answered} where p.draft = ${draft} and n.outcome is null`.execute(transaction)).rows.map(({ code }) => code);
}

/** All who were asked, as codes, in a transaction of the system. */
export async function listAsked(transaction: Database, draft: number): Promise<number[]> {
  return (await sql<{ code: number }>`select code from closing.party where draft = ${draft}`.execute(transaction)).rows.map(({ code }) => code);
}
