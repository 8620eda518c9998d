import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import type { Cube } from './cube.ts';
import type { Share } from './wage-clock.ts';

/** The wage share of every project with investment through a month: the reading of all phases (rule 14). */
export type WageShares = ReadonlyMap<string, Share>;

/** Wages on all pledges over investment, both from the beginning through the month; no share where nothing is invested. */
export async function readWageShares(db: Database, month: number): Promise<WageShares> {
  const { rows } = await sql<{ project_id: string; part: string; whole: string }>`
    with earned as (
      select p.project_id, sum(w.wages) as wages
      from pledges.payroll as r
      join pledges.pledge as p on p.pledge_id = r.pledge_id
      cross join lateral unnest(r.wages[1:${month}::integer - r.first_month + 1]) as w(wages)
      group by p.project_id
    ),
    put as (select project_id, sum(amount) as amount from projects.investment where month <= ${month} group by project_id having sum(amount) > 0)
    select i.project_id, coalesce(e.wages, 0)::text as part, i.amount::text as whole
    from put as i left join earned as e on e.project_id = i.project_id`.execute(db);
  return new Map(rows.map((row) => [row.project_id, { part: BigInt(row.part), whole: BigInt(row.whole) }]));
}

/** Those of projects of which every pledge is in the smaller cube: of the others no share is told. */
export function sharesWithin(cube: Cube, whole: Cube, shares: WageShares): WageShares {
  const count = ({ pledges }: Cube) => {
    const counts = new Map<string, number>();
    for (const { projectId } of pledges) counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
    return counts;
  };
  const [seen, all] = [count(cube), count(whole)];
  return new Map([...shares].filter(([id]) => cube.projects.has(id) && seen.get(id) === all.get(id)));
}
