import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';

/** What refers to what: register, column, the relation that describes it, its column, and how examples are written. */
const references = [
  ['population', 'place', 'places'], ['employers', 'place', 'places'], ['contracts', 'workplace', 'places'], ['projects', 'place', 'places'], ['pledges', 'place', 'places'],
  ['contracts', 'project_id', 'projects'], ['pledges', 'project_id', 'projects'], ['participants', 'project_id', 'projects'], ['investments', 'project_id', 'projects'],
  ['reports', 'pledge_id', 'pledges'],
  ['contracts', 'employer', 'employers'], ['contributions', 'payer', 'employers'], ['absences', 'employer', 'employers'], ['pledges', 'employer', 'employers'], ['participants', 'employer', 'employers'],
  ['projects', 'owner', 'employers'], ['employers', 'head', 'employers'], ['employers', 'successor', 'employers'], ['employers', 'parent', 'employers'],
] as const;

const described = {
  places: ['reference.place', 'kato', `lpad(code::varchar, 9, '0')`],
  projects: ['register.projects', 'project_id', 'code'],
  pledges: ['register.pledges', 'pledge_id', 'code'],
  // Numbers of our own: who an employer is stays in the vault.
  employers: ['register.employers', 'employer', `'№ ' || code`],
} as const;

/**
 * Replaces the list of references of current rows to what no row describes (the rows are accepted all the same). Needs
 * the current rows and reference.place in the given DuckDB. Run it inside a transaction.
 */
export async function storeUnresolved(duck: Duck, db: Database): Promise<void> {
  await sql`delete from registers.unresolved`.execute(db);
  for (const [register, column, target] of references) {
    const [relation, key, example] = described[target];
    await transfer(duck, db, 'registers.unresolved', `
      with missing as (
        select r.${column} as code, count(*) as rows
        from register.${register} as r
        where r.${column} is not null and r.${column} not in (select k.${key} from ${relation} as k where k.${key} is not null)
        group by all
      )
      select '${register}' as register, '${column}' as column_name, '${target}' as refers_to, count(*) as codes, sum(rows)::bigint as rows,
        (list(${example} order by code))[1:5] as examples
      from missing having count(*) > 0`);
  }
}

/** The list as last stored, most rows first. */
export async function findUnresolved(db: Database): Promise<{ register: string; column: string; refersTo: string; codes: number; rows: number; examples: string[] }[]> {
  const { rows } = await sql<{ register: string; column: string; refersTo: string; codes: number; rows: number; examples: string[] }>`
    select register, column_name as "column", refers_to as "refersTo", codes, rows, examples from registers.unresolved order by rows desc, register, column_name`.execute(db);
  return rows;
}
