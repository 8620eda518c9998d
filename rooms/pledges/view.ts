import { sql } from 'kysely';
import type { z } from 'zod';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { findSetting } from '#platform/settings.ts';
import { isProvisional, monthIndex, monthOfDay, monthText, type Month } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Names, PlaceName, PledgeRow, ProjectRow, Stamp } from './contract.ts';
import { readCube, type Cube, type PledgeFacts, type ProjectFacts } from './cube.ts';
import { ladderOf, type Members, type PaidJobs } from './ladder.ts';
import { definition } from './compute.ts';

/** What every endpoint of this room looks at: one cube, the paid jobs of the months asked for, and today. */
export type View = {
  readonly cube: Cube;
  readonly today: string;
  readonly madeUp: boolean;
  paidJobs(month: number): Promise<PaidJobs>;
  /** The reply made before for the same question on the same day, or a new one; the view itself never changes. */
  remember<T extends object>(question: string, asked: object, make: () => Promise<T>): Promise<T>;
};

/** Keeps the view of the computation in force; `refresh` drops it after a new computation. */
export type Views = { current(): Promise<View>; refresh(): void };

const monthsKept = 6;
const repliesKept = 300;

export function createViews(db: Database, clock: Clock): Views {
  let kept: Promise<View> | undefined;
  return {
    refresh: () => { kept = undefined; },
    current: () => {
      kept ??= openView(db, clock).catch((error: unknown) => { kept = undefined; throw error; });
      return kept;
    },
  };
}

async function openView(db: Database, clock: Clock): Promise<View> {
  const cube = await readCube(db);
  const madeUp = (await findSetting(db, 'made-up')) === true;
  const jobs = new Map<number, Promise<PaidJobs>>();
  const replies = new Map<string, Promise<object>>();
  const today = () => clock.now().toISOString().slice(0, 10);
  return {
    cube, madeUp,
    get today() { return today(); },
    paidJobs(month) {
      const found = jobs.get(month) ?? readPaidJobs(db, cube, month);
      jobs.delete(month);
      jobs.set(month, found);
      if (jobs.size > monthsKept) jobs.delete(jobs.keys().next().value!);
      return found;
    },
    remember<T extends object>(question: string, asked: object, make: () => Promise<T>) {
      const key = `${today()} ${question} ${JSON.stringify(asked)}`;
      const found = (replies.get(key) as Promise<T> | undefined) ?? make();
      replies.delete(key);
      replies.set(key, found);
      found.catch(() => replies.delete(key));
      if (replies.size > repliesKept) replies.delete(replies.keys().next().value!);
      return found;
    },
  };
}

async function readPaidJobs(db: Database, cube: Cube, month: number): Promise<PaidJobs> {
  const at = new Map(cube.pledges.map((pledge, index) => [pledge.pledgeId, index]));
  const element = sql`${month}::integer - first_month + 1`;
  const { rows } = await sql<{ pledge_id: string; wage: number; workplace: number }>`
    select pledge_id, wages[${element}]::float8 as wage, workplaces[${element}] as workplace
    from pledges.spell where outcome = 'counts' and runs[${element}] > 0 order by pledge_id`.execute(db);
  return {
    pledge: Int32Array.from(rows, (row) => at.get(row.pledge_id) ?? -1),
    wage: Float64Array.from(rows, (row) => row.wage),
    workplace: Int32Array.from(rows, (row) => row.workplace),
  };
}

/** The month asked for, or the latest with stored figures. Refuses months without stored figures. */
export function chosenMonth(view: View, asked: string | undefined): number {
  const { firstMonth, months, computation } = view.cube;
  if (computation === null || months === 0) throw new Refusal('no-figures', 404);
  const month = asked === undefined ? firstMonth + months - 1 : monthIndex(asked as Month);
  if (month < firstMonth || month >= firstMonth + months) {
    throw new Refusal('no-figures-for-month', 404, { first: monthText(firstMonth), last: monthText(firstMonth + months - 1) });
  }
  return month;
}

export function stampOf(view: View, month: number): Stamp {
  const { computation, completeness } = view.cube;
  const held = completeness.get(month);
  return {
    month: monthText(month), provisional: isProvisional(month, view.today),
    completeness: held === undefined || held.persons === 0 ? null : held,
    definition: computation?.definition ?? definition, computedAt: computation?.at.toISOString() ?? null, madeUp: view.madeUp,
  };
}

/** A place by its code; a code that the classifier does not hold is its own name. */
export function placeName(cube: Cube, kato: number): z.infer<typeof PlaceName> {
  const found = cube.places.get(kato);
  const code = placeText(kato);
  return found === undefined
    ? { kato: code, level: 5, names: { kk: code, ru: code, en: null } }
    : { kato: code, level: found.level, names: { kk: found.nameKk, ru: found.nameRu, en: found.nameEn } };
}

export function employerName(cube: Cube, number: number) {
  return { number, name: cube.employers.get(number) ?? null };
}

export function projectNames(project: ProjectFacts): z.infer<typeof Names> {
  return { kk: project.nameKk, ru: project.nameRu, en: project.nameEn };
}

export function pledgeRow(cube: Cube, pledge: number, month: number, jobs: PaidJobs): PledgeRow {
  const facts: PledgeFacts = cube.pledges[pledge]!;
  return {
    pledgeId: facts.pledgeId, projectId: facts.projectId, project: facts.project === null ? null : projectNames(facts.project),
    employer: employerName(cube, facts.employer), place: placeName(cube, facts.place), phase: facts.phase as PledgeRow['phase'],
    awardedOn: facts.awardedOn, dueOn: facts.dueOn, ladder: ladderOf(cube, [pledge], month, jobs),
  };
}

export function projectRow(cube: Cube, project: ProjectFacts, members: Members, month: number, jobs: PaidJobs): ProjectRow {
  return {
    projectId: project.projectId, names: projectNames(project), kind: project.kind as ProjectRow['kind'], programme: project.programme,
    funding: project.funding as ProjectRow['funding'], sector: project.sector, section: project.section,
    owner: employerName(cube, project.owner), place: placeName(cube, project.place), stage: project.stage as ProjectRow['stage'],
    startsOn: project.startsOn, endsOn: project.endsOn, investment: project.investment / 100,
    foreignShare: project.foreignShare === null ? null : project.foreignShare / 10_000, office: project.office,
    pledges: members.length, ladder: ladderOf(cube, members, month, jobs),
  };
}

/** What a request narrows the figures to; every filter is optional. */
export type Filter = {
  place?: string | undefined; sector?: string | undefined; kind?: string | undefined; employer?: number | undefined; office?: string | undefined;
};

/** True when a project (or a pledge's project) passes the filters of sector, kind and office. */
function ofProject(project: ProjectFacts | null, filter: Filter): boolean {
  return (filter.sector === undefined || project?.section === filter.sector)
    && (filter.kind === undefined || project?.kind === filter.kind)
    && (filter.office === undefined || project?.office === filter.office);
}

/** Positions of the pledges that pass a filter. A place holds the pledges whose place it covers (rule 17). */
export function membersOf(cube: Cube, filter: Filter): number[] {
  const place = filter.place === undefined ? 0 : Number(filter.place);
  return cube.pledges.flatMap((pledge, at) =>
    pledge.places.includes(place) && ofProject(pledge.project, filter)
      && (filter.employer === undefined || pledge.one === filter.employer || pledge.employer === filter.employer) ? [at] : []);
}

export { ofProject };

/** Month of a day as an integer. */
export function monthOf(day: string): number {
  return monthIndex(monthOfDay(day));
}
