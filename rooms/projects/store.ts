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
  const sectors = await duck.rows<{ sector: string }>('select distinct sector from register.projects');
  const sections = sectors.map(({ sector }) => `(${textLiteral(sector)}, ${textLiteral(sectorSection(sector) ?? '')})`);
  for (const table of ['projects.project', 'projects.investment', 'projects.participant']) await sql`delete from ${sql.table(table)}`.execute(db);
  await transfer(duck, db, 'projects.project', `
    select p.project_id, p.name_kk, p.name_ru, p.name_en, p.kind, p.programme, p.funding, p.sector, nullif(s.section, '') as section,
      p.owner, p.place, p.stage, p.starts_on, p.ends_on, p.investment, p.foreign_share, p.office
    from register.projects as p
    left join (values ${sections.length === 0 ? "('', '')" : sections.join(',')}) as s(sector, section) on s.sector = p.sector`);
  await transfer(duck, db, 'projects.investment', 'select project_id, period as month, amount from register.investments');
  await transfer(duck, db, 'projects.participant', 'select project_id, employer, role, starts_on, ends_on from register.participants');
}
