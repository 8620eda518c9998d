import { sql } from 'kysely';
import type { z } from 'zod';
import { everywhere, type Scope } from '#kernel/actor.ts';
import { asSystem, scopeCodes } from '#platform/access.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { isMadeUp } from '#platform/made-up.ts';
import { isProvisional, monthIndex, monthOfDay, monthText, type Month } from '#kernel/month.ts';
import { country, placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Names, PlaceName, PledgeRow, ProjectRow, Stamp } from './contract.ts';
import { placesAbove, readCube, type Cube, type PledgeFacts, type ProjectFacts } from './cube.ts';
import { forecastsOf, type Forecasts } from './forecasts.ts';
import { ladderOf, type Members, type PaidJobs } from './ladder.ts';
import { definition } from './compute.ts';
import { coveredBy, narrowCube, readSeen } from './territory.ts';
import { readWageShares, sharesWithin, type WageShares } from './wage-share.ts';

/** What every endpoint of this room looks at: one cube, the paid jobs of the months asked for, and today. */
export type View = {
  readonly cube: Cube;
  /** The whole country, or the one place that the reader's scope consists of; else 0, standing for all that he may see. */
  readonly home: number;
  /** True when all of a place is within the reader's scope: sums over it leave nothing out. */
  covers(kato: number): boolean;
  /** The view of the whole country, for the few figures of a place that rest on pledges wider than it. */
  readonly whole: View;
  /** Persons with payments of the self-employed in a place and month (rule 18). */
  selfEmployed(kato: number, month: number): number;
  readonly today: string;
  readonly madeUp: boolean;
  paidJobs(month: number): Promise<PaidJobs>;
  /** The wage shares of projects through a month (rule 14), as far as all of their pledges are seen. */
  wageShares(month: number): Promise<WageShares>;
  /** Forecasts of the pledges that are not due at a month, held against comparable pledges of the whole country. */
  forecasts(month: number): Forecasts;
  /** The reply made before for the same question on the same day, or a new one; the view itself never changes. */
  remember<T extends object>(question: string, asked: object, make: () => Promise<T>): Promise<T>;
};

/** Keeps the views of the computation in force; `refresh` drops them after a new computation. */
export type Views = {
  /** The view of everything, for the system itself. */
  current(): Promise<View>;
  /** The view of what a scope covers. */
  of(scope: Scope): Promise<View>;
  refresh(): void;
};

const monthsKept = 6;
const repliesKept = 300;
const narrowRepliesKept = 40;
const scopesKept = 60;

/** `firstWall` false leaves the narrowing to the database alone: for the test that it would do. */
export function createViews(db: Database, clock: Clock, { firstWall = true } = {}): Views {
  let kept: Promise<View> | undefined;
  let narrow = new Map<string, Promise<View>>();
  const views: Views = {
    refresh() {
      kept = undefined;
      narrow = new Map();
    },
    current() {
      kept ??= openView(db, clock).catch((error: unknown) => { kept = undefined; throw error; });
      return kept;
    },
    of: (scope) => keep(narrow, scopeCodes(scope).join(), scopesKept, async () => narrowView(db, await views.current(), scope, firstWall)),
  };
  return views;
}

/** What was made under a key before, or made now; the least recently asked makes room. What failed is not kept. */
function keep<T>(made: Map<string | number, Promise<T>>, key: string | number, most: number, make: () => Promise<T>): Promise<T> {
  const found = made.get(key) ?? make();
  made.delete(key);
  made.set(key, found);
  found.catch(() => made.delete(key));
  if (made.size > most) made.delete(made.keys().next().value!);
  return found;
}

async function openView(db: Database, clock: Clock): Promise<View> {
  const [cube, selfEmployed] = await asSystem(db, async (transaction) => [await readCube(transaction), await readSelfEmployed(transaction)] as const);
  const madeUp = await isMadeUp(db);
  const jobs = new Map<number, Promise<PaidJobs>>();
  const shares = new Map<number, Promise<WageShares>>();
  const forecasts = new Map<number, Forecasts>();
  const whole: View = {
    cube, madeUp, home: 0,
    covers: () => true,
    get whole() { return whole; },
    get today() { return clock.now().toISOString().slice(0, 10); },
    selfEmployed: (kato, month) => selfEmployed.get(`${kato} ${month}`) ?? 0,
    paidJobs: (month) => keep(jobs, month, monthsKept, () => asSystem(db, (transaction) => readPaidJobs(transaction, cube, month))),
    wageShares: (month) => keep(shares, month, monthsKept, () => asSystem(db, (transaction) => readWageShares(transaction, month))),
    forecasts(month) {
      const found = forecasts.get(month) ?? forecastsOf(cube, month);
      forecasts.set(month, found);
      return found;
    },
    remember: rememberReplies(() => whole.today, repliesKept),
  };
  return whole;
}

/** The part of a view that lies within a scope, by the cube and by the database: what either hides is not there. */
async function narrowView(db: Database, whole: View, scope: Scope, firstWall: boolean): Promise<View> {
  const seen = await readSeen(db, scope);
  const { cube, narrowJobs } = narrowCube(whole.cube, firstWall ? [coveredBy(whole.cube, scope), seen] : [seen]);
  const jobs = new Map<number, Promise<PaidJobs>>();
  const shares = new Map<number, Promise<WageShares>>();
  const all = scope.places.includes(everywhere.places[0]!);
  const narrow: View = {
    ...whole, cube,
    home: scope.places.length === 1 && scope.employers.length === 0 ? scope.places[0]! : 0,
    covers: (kato) => all || placesAbove(cube.places, kato).some((place) => scope.places.includes(place)),
    get whole() { return whole; },
    get today() { return whole.today; },
    paidJobs: (month) => keep(jobs, month, monthsKept, async () => narrowJobs(await whole.paidJobs(month))),
    wageShares: (month) => keep(shares, month, monthsKept, async () => sharesWithin(cube, whole.cube, await whole.wageShares(month))),
    remember: rememberReplies(() => whole.today, all ? repliesKept : narrowRepliesKept),
  };
  return narrow;
}

function rememberReplies(today: () => string, most: number): View['remember'] {
  const replies = new Map<string, Promise<object>>();
  return <T extends object>(question: string, asked: object, make: () => Promise<T>) =>
    keep(replies as Map<string, Promise<T>>, `${today()} ${question} ${JSON.stringify(asked)}`, most, make);
}

async function readSelfEmployed(db: Database): Promise<Map<string, number>> {
  const { rows } = await sql<{ place: number; month: number; persons: number }>`select place, month, persons from pledges.self_employed`.execute(db);
  return new Map(rows.map(({ place, month, persons }) => [`${place} ${month}`, persons]));
}

async function readPaidJobs(db: Database, cube: Cube, month: number): Promise<PaidJobs> {
  const at = new Map(cube.pledges.map((pledge, index) => [pledge.pledgeId, index]));
  const element = sql`${month}::integer - first_month + 1`;
  const { rows } = await sql<{ pledge_id: string; person: number; wage: number; workplace: number }>`
    select pledge_id, person, wages[${element}]::float8 as wage, workplaces[${element}] as workplace
    from pledges.spell where outcome = 'counts' and runs[${element}] > 0 order by pledge_id`.execute(db);
  return {
    pledge: Int32Array.from(rows, (row) => at.get(row.pledge_id) ?? -1),
    person: Int32Array.from(rows, (row) => row.person),
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

/** The place asked for, or the reader's own (`home`). Refuses `no-such-place` for one that is not wholly within his scope as for one that does not exist. */
export function chosenPlace(view: View, asked: string | undefined): number {
  const { cube, home, covers } = view;
  const kato = Number(asked ?? home);
  const known = cube.places.has(kato) || cube.pledges.some((pledge) => pledge.place === kato);
  if (kato !== country && !(known && covers(kato))) throw new Refusal('no-such-place', 404);
  return kato;
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

/** Rule 15, with what it rests on. */
function verdictOf({ cube, today, forecasts }: Told, pledge: number, month: number): PledgeRow['verdict'] {
  const decided = cube.figure('decided', pledge, month);
  const judged = cube.figure('judged', pledge, month);
  return {
    verdict: cube.verdict(pledge, month),
    provisional: isProvisional(Number.isNaN(decided) ? month : decided, today),
    judged: Number.isNaN(judged) ? null : judged,
    decided: Number.isNaN(decided) ? null : monthText(decided),
    forecast: forecasts(month).get(cube.pledges[pledge]!.pledgeId) ?? null,
  };
}

/** What a row of a pledge rests on. */
type Told = Pick<View, 'cube' | 'today' | 'forecasts'>;

export function pledgeRow(view: Told, pledge: number, month: number, jobs: PaidJobs): PledgeRow {
  const { cube } = view;
  const facts: PledgeFacts = cube.pledges[pledge]!;
  return {
    pledgeId: facts.pledgeId, projectId: facts.projectId, project: facts.project === null ? null : projectNames(facts.project),
    employer: employerName(cube, facts.employer), place: placeName(cube, facts.place), phase: facts.phase as PledgeRow['phase'],
    awardedOn: facts.awardedOn, dueOn: facts.dueOn, verdict: verdictOf(view, pledge, month), ladder: ladderOf(cube, [pledge], month, jobs),
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
