import { sql } from 'kysely';
import { monthIndex, type Month } from '#kernel/month.ts';
import { hundredths } from '#kernel/money.ts';
import { asSystem } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import type { Duck } from '#platform/duck.ts';
import { computeEvidence } from './compute.ts';
import { csvText } from './evidence.ts';
import { isStale, openCountry, recompute, type Ground } from './recompute.ts';
import { decimal, readClock, rounded, type Clock, type ClockFacts } from './wage-clock.ts';

export const clockColumns = [
  'project_id', 'month', 'investment', 'ends_on', 'invested', 'wages_operation', 'wages', 'wages_with_contributions', 'wages_month',
  'operation', 'all_phases', 'with_contributions', 'annual', 'months_left', 'pace_needed', 'pace_unknown',
] as const;
/** One project's wage clock as the command line prints it: money with two decimals, shares with six, what cannot be told empty. */
export type ClockRow = { readonly [column in (typeof clockColumns)[number]]: string };

type Project = { project_id: string; investment: string; ends_on: string | null };
type Invested = { project_id: string; month: number; amount: string };
type Earned = { project_id: string; month: number; phase: string; wages: string };
type Held = { projects: Project[]; invested: Invested[]; earned: Earned[] };

/** The wage clock of every current project at a month, ordered by project_id: stored wages are read, those of a later month computed. */
export async function readWageClocks(ground: Ground, month: Month): Promise<ClockRow[]> {
  if (await isStale(ground)) await recompute(ground);
  const at = monthIndex(month);
  const held = (await isStored(ground, at)) ? await asSystem(ground.db, readStored) : await computeOne(ground, at);
  return clockRows(held, month);
}

/** Wages are stored from the first award through the last month with figures. */
async function isStored({ db }: Ground, month: number): Promise<boolean> {
  const { rows } = await sql<{ stored: boolean }>`
    select coalesce(${month}::integer <= last_month, false) as stored from pledges.computation order by at desc, id desc limit 1`.execute(db);
  return rows[0]?.stored ?? false;
}

async function readStored(db: Database): Promise<Held> {
  return {
    projects: (await sql<Project>`select project_id, investment::text as investment, ends_on from projects.project order by project_id`.execute(db)).rows,
    invested: (await sql<Invested>`select project_id, month, amount::text as amount from projects.investment`.execute(db)).rows,
    earned: (await sql<Earned>`
      select p.project_id, p.phase, r.first_month + (w.at - 1)::integer as month, w.wages::text as wages
      from pledges.payroll as r
      join pledges.pledge as p on p.pledge_id = r.pledge_id
      cross join lateral unnest(r.wages) with ordinality as w(wages, at)`.execute(db)).rows,
  };
}

async function computeOne(ground: Ground, month: number): Promise<Held> {
  const duck = await openCountry(ground);
  try {
    await computeEvidence(duck, [month]);
    return await readComputed(duck);
  } finally {
    duck.close();
  }
}

/** What the steps left in the given DuckDB. */
export async function readComputed(duck: Duck): Promise<Held> {
  return {
    projects: await duck.rows<Project>('select project_id, investment::varchar as investment, ends_on from register.projects order by project_id'),
    invested: await duck.rows<Invested>('select project_id, period as month, amount::varchar as amount from register.investments'),
    earned: await duck.rows<Earned>(`
      select p.project_id, p.phase, r.month, r.wages::varchar as wages from pledges.payroll as r join pledges.pledge as p on p.pledge_id = r.pledge_id`),
  };
}

export function clockRows({ projects, invested, earned }: Held, month: Month): ClockRow[] {
  const [put, paid] = [Map.groupBy(invested, (row) => row.project_id), Map.groupBy(earned, (row) => row.project_id)];
  return projects.map((project) => {
    const facts: ClockFacts = {
      month: monthIndex(month), investment: BigInt(project.investment), endsOn: project.ends_on,
      invested: (put.get(project.project_id) ?? []).map((row) => ({ month: row.month, amount: BigInt(row.amount) })),
      wages: (paid.get(project.project_id) ?? []).map((row) => ({ ...row, wages: BigInt(row.wages) })),
    };
    return clockRow(project.project_id, month, facts, readClock(facts));
  });
}

function clockRow(projectId: string, month: Month, facts: ClockFacts, { shares, pace, ...clock }: Clock): ClockRow {
  const [withContributions, needed] = [{ part: clock.withContributions, whole: 10_000n }, pace.needed];
  return {
    project_id: projectId, month, investment: hundredths(facts.investment), ends_on: facts.endsOn ?? '',
    invested: hundredths(clock.invested), wages_operation: hundredths(clock.operation), wages: hundredths(clock.wages),
    wages_with_contributions: hundredths(rounded(withContributions, 1n)!), wages_month: hundredths(clock.present),
    operation: decimal(shares.operation, 6), all_phases: decimal(shares['all-phases'], 6),
    with_contributions: decimal(shares['with-contributions'], 6), annual: decimal(shares.annual, 6),
    months_left: pace.monthsLeft === null ? '' : String(pace.monthsLeft),
    pace_needed: needed === null ? '' : hundredths(rounded(needed, 1n)!), pace_unknown: pace.why ?? '',
  };
}

/** Header and rows. */
export function clockCsv(rows: readonly ClockRow[]): string {
  return csvText([clockColumns, ...rows.map((row) => clockColumns.map((column) => row[column]))]);
}
