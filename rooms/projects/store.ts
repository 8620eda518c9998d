import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import { textLiteral, type Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';
import { sectorSection } from '#reference';

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
      p.owner, p.place, p.stage, p.starts_on, p.ends_on, p.investment, p.foreign_share, p.office, v.seen_by
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
