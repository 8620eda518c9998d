import { sql } from 'kysely';
import type { Scope } from '#kernel/actor.ts';
import { asReader, asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { textLiteral, type Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';
import { sectorSection } from '#reference';

/** December 2199: what lies beyond the calendar of the registers is watched to its end. */
const lastMonth = 2199 * 12 + 11;

/**
 * Replaces projects, their investments and participants in PostgreSQL by the current rows of the registers that the given
 * DuckDB holds. Run it inside a transaction.
 */
export async function storeProjects(duck: Duck, db: Database): Promise<void> {
  // Who may see a project: from the places above it and above its pledges, its owner, and the employers that pledge.
  await duck.run(`
    create or replace temporary table project_seen as
    with touching as (
      select project_id, place, [-owner] as owners from register.projects
      union all
      select p.project_id, p.place, [-p.employer, -coalesce(i.one, p.employer)]
      from register.pledges as p left join employers.identity as i on i.employer = p.employer
    ),
    cover as (select place, list(above) as above from reference.cover group by place)
    select t.project_id, list_sort(list_distinct(flatten(list(list_concat(coalesce(c.above, [t.place, 0]), t.owners))))) as seen_by
    from touching as t left join cover as c on c.place = t.place
    group by t.project_id`);
  const sectors = await duck.rows<{ sector: string }>('select distinct sector from register.projects');
  const sections = sectors.map(({ sector }) => `(${textLiteral(sector)}, ${textLiteral(sectorSection(sector) ?? '')})`);
  for (const table of ['projects.project', 'projects.investment', 'projects.participant']) await sql`delete from ${sql.table(table)}`.execute(db);
  await transfer(duck, db, 'projects.project', `
    select p.project_id, p.name_kk, p.name_ru, p.name_en, p.kind, p.programme, p.funding, p.sector, nullif(s.section, '') as section,
      p.owner, p.place, p.stage, p.starts_on, p.ends_on, p.investment, p.foreign_share, p.office, v.seen_by,
      (select max(least(year(due_on) * 12 + month(due_on) - 1 + hold_months, ${lastMonth})) from register.pledges as g where g.project_id = p.project_id)::integer as watched_until
    from register.projects as p
    join project_seen as v on v.project_id = p.project_id
    left join (values ${sections.length === 0 ? "('', '')" : sections.join(',')}) as s(sector, section) on s.sector = p.sector`);
  await transfer(duck, db, 'projects.investment', `
    select i.project_id, i.period as month, i.amount, coalesce(v.seen_by, [0]) as seen_by
    from register.investments as i left join project_seen as v on v.project_id = i.project_id`);
  await transfer(duck, db, 'projects.participant', `
    select p.project_id, p.employer, p.role, p.starts_on, p.ends_on, coalesce(v.seen_by, [0]) as seen_by
    from register.participants as p left join project_seen as v on v.project_id = p.project_id`);
}

/** A project as its own page needs it: money in tiyn, months as integers. */
export type StoredProject = {
  readonly projectId: string; readonly kind: string; readonly funding: string | null; readonly place: number; readonly stage: string;
  readonly startsOn: string; readonly endsOn: string | null; readonly investment: number; readonly office: string; readonly watchedUntil: number | null;
};

/** A project as far as a scope sees it. */
export async function findProject(db: Database, scope: Scope, projectId: string): Promise<StoredProject | undefined> {
  const { rows } = await asReader(db, scope, (transaction) => sql<StoredProject>`
    select project_id as "projectId", kind, funding, place, stage, starts_on as "startsOn", ends_on as "endsOn", investment, office, watched_until as "watchedUntil"
    from projects.project where project_id = ${projectId}`.execute(transaction));
  return rows[0];
}

/** Money put into a project, by month, in tiyn. */
export async function readInvestments(db: Database, projectId: string): Promise<{ month: number; amount: number }[]> {
  const { rows } = await asSystem(db, (transaction) => sql<{ month: number; amount: number }>`
    select month, amount from projects.investment where project_id = ${projectId} order by month`.execute(transaction));
  return rows;
}

/** Names of employers that rows of projects or pledges name; null where none is held, and for sole entrepreneurs. */
export async function readEmployerNames(db: Database, numbers: readonly number[]): Promise<Map<number, string | null>> {
  const { rows } = await sql<{ employer: number; name: string | null }>`select employer, name from employers.employer where employer = any(${numbers}::integer[])`.execute(db);
  return new Map(rows.map(({ employer, name }) => [employer, name]));
}

/** The employer that a number is one with (rule 3). */
export async function readOne(db: Database, employer: number): Promise<number> {
  const { rows } = await sql<{ one: number }>`select one from employers.employer where employer = ${employer}`.execute(db);
  return rows[0]?.one ?? employer;
}

/** Names of places, the nearest first: those of a cover, without the country. */
export async function readPlaces(db: Database, katos: readonly number[]): Promise<{ kato: number; names: { kk: string; ru: string; en: string | null } }[]> {
  const { rows } = await sql<{ kato: number; kk: string | null; ru: string; en: string | null }>`
    select kato, name_kk as kk, name_ru as ru, name_en as en from reference.place where kato = any(${katos}::integer[]) and kato > 0 order by kato desc`.execute(db);
  return rows.map(({ kato, kk, ru, en }) => ({ kato, names: { kk: kk ?? ru, ru, en } }));
}
