import { sql } from 'kysely';
import type { Scope } from '#kernel/actor.ts';
import { asReader } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { placesAbove, type Cube } from './cube.ts';
import type { PaidJobs } from './ladder.ts';

/** Pledges and projects that a reader may see, by their ids. */
export type Seen = { readonly pledges: ReadonlySet<string>; readonly projects: ReadonlySet<string> };

/**
 * The first wall: what a scope covers, by the cube. A pledge is seen from every place that covers its own and by its employer;
 * a project from the places that cover it, by its owner, and by whoever sees a pledge of it.
 */
export function coveredBy(cube: Cube, { places, employers }: Scope): Seen {
  const within = (above: readonly number[], owners: readonly number[]) =>
    places.some((place) => above.includes(place)) || employers.some((employer) => owners.includes(employer));
  const pledges = cube.pledges.filter((pledge) => within(pledge.places, [pledge.employer, pledge.one]));
  const projects = [...cube.projects.values()].filter((project) => within(placesAbove(cube.places, project.place), [project.owner]));
  return {
    pledges: new Set(pledges.map(({ pledgeId }) => pledgeId)),
    projects: new Set([...projects, ...pledges].map(({ projectId }) => projectId).filter((id) => cube.projects.has(id))),
  };
}

/** The second wall: what the database lets a reader of this scope see, whatever the first one thinks. */
export async function readSeen(db: Database, scope: Scope): Promise<Seen> {
  return asReader(db, scope, async (transaction) => {
    const pledges = await sql<{ id: string }>`select pledge_id as id from pledges.pledge`.execute(transaction);
    const projects = await sql<{ id: string }>`select project_id as id from projects.project`.execute(transaction);
    return { pledges: new Set(pledges.rows.map(({ id }) => id)), projects: new Set(projects.rows.map(({ id }) => id)) };
  });
}

/** A smaller cube: what is not seen is not in it, so that nothing that is asked of it can show it. */
export function narrowCube(cube: Cube, seen: readonly Seen[]): { cube: Cube; narrowJobs(jobs: PaidJobs): PaidJobs } {
  const positions = cube.pledges.flatMap(({ pledgeId }, at) => (seen.every(({ pledges }) => pledges.has(pledgeId)) ? [at] : []));
  const newPosition = new Map(positions.map((from, to) => [from, to]));
  const projects = new Map([...cube.projects].filter(([id]) => seen.every((wall) => wall.projects.has(id))));
  const narrowed: Cube = {
    ...cube,
    projects,
    pledges: positions.map((at) => cube.pledges[at]!).map((pledge) => ({ ...pledge, project: projects.get(pledge.projectId) ?? null })),
    figure: (column, pledge, month) => cube.figure(column, positions[pledge]!, month),
    verdict: (pledge, month) => cube.verdict(positions[pledge]!, month),
    twoJobs: (month) => cube.twoJobs(month).flatMap((job) => {
      const pledge = newPosition.get(job.pledge);
      return pledge === undefined ? [] : [{ ...job, pledge }];
    }),
  };
  return {
    cube: narrowed,
    narrowJobs({ pledge, person, wage, workplace }) {
      const kept = [...pledge.keys()].filter((at) => newPosition.has(pledge[at]!));
      return {
        pledge: Int32Array.from(kept, (at) => newPosition.get(pledge[at]!)!),
        person: Int32Array.from(kept, (at) => person[at]!),
        wage: Float64Array.from(kept, (at) => wage[at]!),
        workplace: Int32Array.from(kept, (at) => workplace[at]!),
      };
    },
  };
}

/** Whether the reader of this transaction may see a person: some spell that stands behind a pledge of his is that person's. */
export async function maySeePerson(transaction: Database, person: number): Promise<boolean> {
  const { rows } = await sql<{ seen: boolean }>`select exists (select 1 from pledges.spell where person = ${person}) as seen`.execute(transaction);
  return rows[0]?.seen ?? false;
}
