import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import { verdicts, type Verdict } from './contract.ts';

/** Columns of pledges.figure that add up over pledges, and those that belong to one pledge; absent values are NaN. */
const columns = ['due', 'reported', 'contracted', 'paid', 'held3', 'held6', 'held12', 'existing', 'exempt', 'fte', 'permanent',
  'headcount', 'base_month', 'base', 'net', 'credited', 'wage_sum', 'wage_count', 'wage_mean', 'wage_median', 'at_ceiling', 'judged', 'decided'] as const;
export type FigureColumn = (typeof columns)[number];

export type ProjectFacts = {
  projectId: string; nameKk: string; nameRu: string; nameEn: string | null; kind: string; programme: string | null; funding: string | null;
  sector: string; section: string | null; owner: number; place: number; stage: string; startsOn: string; endsOn: string | null;
  /** Tiyn. */
  investment: number; foreignShare: number | null; office: string;
};
/** Whole numbers that the register states are the nearest double above 2^53, as all figures here. */
export type PledgeFacts = {
  pledgeId: string; projectId: string; employer: number; one: number; place: number; phase: string; jobs: number; awardedOn: string; dueOn: string;
  holdMonths: number; occupation: string | null; qualification: number | null; term: string; young: number | null;
  /** Tiyn. */
  wageFloor: number | null;
  project: ProjectFacts | null;
  /** The place and everything above it, up to 0. */
  places: readonly number[];
};
export type PlaceFacts = {
  kato: number; parent: number; level: number; nameKk: string; nameRu: string; nameEn: string | null;
  /** False when the classifier says that it is no more. */
  current: boolean;
};

/**
 * Everything published about pledges that an overview needs, in memory: facts of pledges and projects, and one dense
 * column a figure (pledge x month). Read anew after each computation; 40,000 pledges over 36 months are 240 MB.
 */
export type Cube = {
  computation: { id: string; at: Date; imports: number; definition: string } | null;
  firstMonth: number;
  months: number;
  pledges: readonly PledgeFacts[];
  projects: ReadonlyMap<string, ProjectFacts>;
  places: ReadonlyMap<number, PlaceFacts>;
  employers: ReadonlyMap<number, string | null>;
  completeness: ReadonlyMap<number, { persons: number; covered: number }>;
  figure(column: FigureColumn, pledge: number, month: number): number;
  /** Rule 15; null when it cannot be told. */
  verdict(pledge: number, month: number): Verdict | null;
  stack(one: number, place: number, month: number): { base: number | null; reached: number } | undefined;
  /** People who stand on several pledges in a month: for each its pledges (positions) and runs. */
  twoJobs(month: number): readonly { pledge: number; person: number; run: number }[];
};

/** The place itself and its ancestors up to the whole country (rule 1). */
export function placesAbove(places: ReadonlyMap<number, PlaceFacts>, kato: number): number[] {
  const chain = [kato];
  for (let at = kato; at !== 0; ) {
    at = places.get(at)?.parent ?? nearestKnown(places, at);
    chain.push(at);
  }
  return chain;
}

/** The nearest existing ancestor of a code that the classifier does not hold. */
function nearestKnown(places: ReadonlyMap<number, PlaceFacts>, kato: number): number {
  for (const unit of [100, 1_000, 100_000, 10_000_000]) {
    const above = Math.trunc(kato / unit) * unit;
    if (above !== kato && places.has(above)) return above;
  }
  return 0;
}

/** Reads the cube of the computation in force. */
export async function readCube(db: Database): Promise<Cube> {
  const [computation] = (await sql<{ id: string; at: Date; imports: number; definition: string; first: number | null; last: number | null }>`
    select id, at, imports, definition, first_month as first, last_month as last from pledges.computation order by at desc, id desc limit 1`.execute(db)).rows;
  const places = new Map((await sql<PlaceFacts>`
    select kato, parent, level, coalesce(name_kk, name_ru) as "nameKk", name_ru as "nameRu", name_en as "nameEn", valid_to is null as current from reference.place`.execute(db)).rows.map((row) => [row.kato, row]));
  const projects = new Map((await sql<ProjectFacts>`
    select project_id as "projectId", name_kk as "nameKk", name_ru as "nameRu", name_en as "nameEn", kind, programme, funding, sector, section,
      owner, place, stage, starts_on as "startsOn", ends_on as "endsOn", investment, foreign_share as "foreignShare", office
    from projects.project`.execute(db)).rows.map((row) => [row.projectId, row]));
  const { rows } = await sql<Omit<PledgeFacts, 'project' | 'places'>>`
    select pledge_id as "pledgeId", project_id as "projectId", employer, one, place, phase, jobs::float8 as jobs, awarded_on as "awardedOn", due_on as "dueOn",
      hold_months::float8 as "holdMonths", occupation, qualification, term, young::float8 as young, wage_floor as "wageFloor"
    from pledges.pledge order by pledge_id`.execute(db);
  const pledges = rows.map((row) => ({ ...row, project: projects.get(row.projectId) ?? null, places: placesAbove(places, row.place) }));
  const employers = new Map((await sql<{ employer: number; name: string | null }>`select employer, name from employers.employer`.execute(db)).rows.map((row) => [row.employer, row.name]));
  const completeness = new Map((await sql<{ month: number; persons: number; covered: number }>`select month, persons, covered from pledges.month`.execute(db)).rows.map((row) => [row.month, row]));
  const firstMonth = computation?.first ?? 0;
  const months = computation?.first == null || computation.last === null ? 0 : computation.last - computation.first + 1;
  return {
    computation: computation ?? null, firstMonth, months, pledges, projects, places, employers, completeness,
    ...(await readFigures(db, pledges, firstMonth, months)),
    stack: await readStacks(db),
    twoJobs: await readTwoJobs(db, pledges),
  };
}

async function readFigures(db: Database, pledges: readonly PledgeFacts[], firstMonth: number, months: number): Promise<Pick<Cube, 'figure' | 'verdict'>> {
  const at = new Map(pledges.map((pledge, index) => [pledge.pledgeId, index]));
  const called = new Uint8Array(pledges.length * months);
  const data = new Map(columns.map((column) => [column, new Float64Array(pledges.length * months).fill(Number.NaN)]));
  for (let month = firstMonth; month < firstMonth + months; month += 1) {
    const { rows } = await sql<{ pledge_id: string; verdict: Verdict | null } & Record<FigureColumn, number | null>>`
      select pledge_id, verdict, ${sql.join(columns.map((column) => sql`${sql.ref(column)}::float8 as ${sql.ref(column)}`))} from pledges.figure where month = ${month}`.execute(db);
    for (const row of rows) {
      const cell = (at.get(row.pledge_id) ?? 0) * months + month - firstMonth;
      for (const column of columns) data.get(column)![cell] = row[column] ?? Number.NaN;
      called[cell] = row.verdict === null ? 0 : verdicts.indexOf(row.verdict) + 1;
    }
  }
  const cellOf = (pledge: number, month: number) => pledge * months + month - firstMonth;
  return {
    figure: (column, pledge, month) => data.get(column)![cellOf(pledge, month)] ?? Number.NaN,
    verdict: (pledge, month) => verdicts[called[cellOf(pledge, month)]! - 1] ?? null,
  };
}

async function readStacks(db: Database): Promise<Cube['stack']> {
  const { rows } = await sql<{ one: number; place: number; month: number; base: number | null; reached: number }>`
    select one, place, month, base, reached from pledges.stack_figure`.execute(db);
  const found = new Map(rows.map((row) => [`${row.one} ${row.place} ${row.month}`, { base: row.base, reached: row.reached }]));
  return (one, place, month) => found.get(`${one} ${place} ${month}`);
}

async function readTwoJobs(db: Database, pledges: readonly PledgeFacts[]): Promise<Cube['twoJobs']> {
  const at = new Map(pledges.map((pledge, index) => [pledge.pledgeId, index]));
  const { rows } = await sql<{ month: number; person: number; pledge_id: string; run: number }>`select month, person, pledge_id, run from pledges.two_jobs`.execute(db);
  const byMonth = Map.groupBy(rows.map((row) => ({ month: row.month, person: row.person, run: row.run, pledge: at.get(row.pledge_id) ?? -1 })), (row) => row.month);
  return (month) => byMonth.get(month) ?? [];
}
