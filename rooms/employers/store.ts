import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';

/**
 * Replaces the employers in PostgreSQL by those that a project, a pledge or a participation names, and the ones they are
 * one with. `persons` is a DuckDB query of the numbers that are persons: a sole entrepreneur's name is personal data and
 * stays behind. Run it inside a transaction.
 */
export async function storeEmployers(duck: Duck, db: Database, persons: string): Promise<void> {
  await sql`delete from employers.employer`.execute(db);
  await transfer(duck, db, 'employers.employer', `
    with named as (
      select owner as employer from register.projects
      union select employer from register.pledges
      union select employer from register.participants
    ),
    wanted as (
      select employer from named
      union
      select i.one from named join employers.identity as i on i.employer = named.employer
    )
    select w.employer,
      case when w.employer not in (${persons}) then e.name end as name, e.sector, e.place,
      coalesce(i.one, w.employer) as one, coalesce(i.kin, w.employer) as kin
    from wanted as w
    left join register.employers as e on e.employer = w.employer
    left join employers.identity as i on i.employer = w.employer`);
}
