import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#kernel/actor.ts';
import { asReader } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { isMonth, monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { getProject } from './contract.ts';
import { placesAbove, type Cube } from './cube.ts';
import { trendOf } from './ladder.ts';
import { pledgesByProject } from './lists.ts';
import { chosenMonth, employerName, monthOf, placeName, pledgeRow, projectRow, stampOf, type View } from './view.ts';

type Page = z.input<typeof getProject.reply>;

/** Lower bounds of the wage bands in tenge a month; the first begins at nothing. */
const wageBands = [0, 100_000, 150_000, 200_000, 300_000, 400_000, 600_000, 1_000_000];

/** Everything the page of one project shows. */
export async function projectPage(db: Database, scope: Scope, view: View, projectId: string, askedMonth: string | undefined): Promise<Page> {
  const { cube } = view;
  const project = cube.projects.get(projectId);
  if (project === undefined) throw new Refusal('no-such-project', 404);
  const month = chosenMonth(view, askedMonth);
  const members = pledgesByProject(cube).get(projectId) ?? [];
  const jobs = await view.paidJobs(month);
  return {
    stamp: stampOf(view, month),
    project: projectRow(cube, project, members, month, jobs),
    above: placesAbove(cube.places, project.place).slice(1).reverse().map((place) => placeName(cube, place)),
    trend: trendOf(cube, members, view.today),
    pledges: members.map((at) => pledgeRow(view, at, month, jobs)),
    timeline: timelineOf(cube, project.startsOn, project.endsOn, members),
    ...(await asReader(db, scope, async (transaction) => ({
      jobsBy: await jobsBy(transaction, projectId, month),
      participants: await participantsOf(transaction, cube, projectId),
    }))),
  };
}

/** Jobs on contracted and paid by attributes of the first contract of the spell, and by wage. */
async function jobsBy(db: Database, projectId: string, month: number): Promise<Page['jobsBy']> {
  const element = sql`${month}::integer - s.first_month + 1`;
  const { rows } = await sql<{ occupation: string; qualification: number | null; conditions: string | null; term: string; wage: number | null; paid: boolean }>`
    select left(s.occupation, 1) as occupation, s.qualification, s.conditions, s.term, s.wages[${element}]::float8 as wage, s.runs[${element}] > 0 as paid
    from pledges.spell as s
    join pledges.pledge as p on p.pledge_id = s.pledge_id
    where p.project_id = ${projectId} and s.outcome = 'counts' and s.runs[${element}] >= 0`.execute(db);
  type Row = (typeof rows)[number];
  const slices = (keyOf: (row: Row) => string | null, of = rows) =>
    [...Map.groupBy(of, keyOf)]
      .map(([key, group]) => ({ key, contracted: group.length, paid: group.filter((row) => row.paid).length }))
      .toSorted((a, b) => (a.key === null ? 1 : b.key === null ? -1 : Number(a.key) - Number(b.key) || (a.key < b.key ? -1 : 1)));
  return {
    occupation: slices((row) => row.occupation),
    qualification: slices((row) => (row.qualification === null ? null : String(row.qualification))),
    conditions: slices((row) => row.conditions),
    term: slices((row) => row.term),
    wage: slices((row) => String(wageBands.findLast((least) => row.wage! / 100 >= least) ?? 0), rows.filter((row) => row.paid)),
  };
}

async function participantsOf(db: Database, cube: Cube, projectId: string): Promise<Page['participants']> {
  const { rows } = await sql<{ employer: number; role: Page['participants'][number]['role']; startsOn: string; endsOn: string | null }>`
    select employer, role, starts_on as "startsOn", ends_on as "endsOn"
    from projects.participant where project_id = ${projectId} order by starts_on, employer`.execute(db);
  return rows.map(({ employer, ...row }) => ({ employer: employerName(cube, employer), ...row }));
}

function timelineOf(cube: Cube, startsOn: string, endsOn: string | null, members: readonly number[]): Page['timeline'] {
  const events: Page['timeline'] = [{ on: startsOn, what: 'starts', pledgeId: null, jobs: null }];
  if (endsOn !== null) events.push({ on: endsOn, what: 'ends', pledgeId: null, jobs: null });
  for (const at of members) {
    const { pledgeId, awardedOn, dueOn, jobs, holdMonths } = cube.pledges[at]!;
    const heldUntil = monthText(monthOf(dueOn) + holdMonths);
    events.push({ on: awardedOn, what: 'awarded', pledgeId, jobs }, { on: dueOn, what: 'due', pledgeId, jobs });
    // A hold period that ends beyond the calendar of the registers is no event.
    if (holdMonths > 0 && isMonth(heldUntil)) events.push({ on: `${heldUntil}-01`, what: 'held', pledgeId, jobs });
  }
  return events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
