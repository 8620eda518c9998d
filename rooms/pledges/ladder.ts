import type { Ladder, TrendPoint } from './contract.ts';
import type { Cube, FigureColumn } from './cube.ts';
import { isProvisional, monthText } from '#kernel/month.ts';

/** Jobs on paid in one month: for each the pledge (its position in the cube), the person, the wage in tiyn, and the workplace. Sorted by pledge. */
export type PaidJobs = { readonly pledge: Int32Array; readonly person: Int32Array; readonly wage: Float64Array; readonly workplace: Int32Array };

/** Positions of the pledges that a roll-up sums. */
export type Members = readonly number[];

/** The sum of a column over pledges, absent values left out; null when all are absent. */
function sumOf(cube: Cube, column: FigureColumn, members: Members, month: number): number | null {
  let sum = 0;
  let known = false;
  for (const pledge of members) {
    const value = cube.figure(column, pledge, month);
    if (Number.isNaN(value)) continue;
    sum += value;
    known = true;
  }
  return known ? sum : null;
}

/** Of the due jobs those credited: the sum over due pledges of the smaller of credited and jobs. */
function metOf(cube: Cube, members: Members, month: number): number {
  let met = 0;
  for (const pledge of members) {
    const credited = cube.figure('credited', pledge, month);
    if (cube.figure('due', pledge, month) > 0 && !Number.isNaN(credited)) met += Math.min(credited, cube.pledges[pledge]!.jobs);
  }
  return met;
}

/**
 * Base and net of a roll-up: sums over stacks (rule 17). A stack begins at the widest places that an employer's pledges have
 * among the members; a stack whose base is unknown is left out of both; null when none is known.
 */
export function stacksOf(cube: Cube, members: Members, month: number): { base: number | null; net: number | null } {
  let base: number | null = null;
  let net: number | null = null;
  for (const [one, pledges] of Map.groupBy(members, (pledge) => cube.pledges[pledge]!.one)) {
    const places = new Set(pledges.map((pledge) => cube.pledges[pledge]!.place));
    const widest = new Set(pledges.map((pledge) => cube.pledges[pledge]!.places.findLast((place) => places.has(place))!));
    for (const place of widest) {
      const stack = cube.stack(one, place, month);
      if (stack?.base == null) continue;
      base = (base ?? 0) + stack.base;
      net = (net ?? 0) + stack.reached - stack.base;
    }
  }
  return { base, net };
}

/** Rungs as distinct persons: jobs less the further pledges that one person stands on (rule 8). */
function personsOf(cube: Cube, ladder: Omit<Ladder, 'persons'>, members: Members, month: number): NonNullable<Ladder['persons']> {
  const inside = new Set(members);
  const persons = { contracted: ladder.contracted, paid: ladder.paid, held3: ladder.held3, held6: ladder.held6, held12: ladder.held12 };
  const least = { contracted: 0, paid: 1, held3: 3, held6: 6, held12: 12 };
  for (const [, jobs] of Map.groupBy(cube.twoJobs(month).filter((job) => inside.has(job.pledge)), (job) => job.person)) {
    for (const rung of Object.keys(persons) as (keyof typeof persons)[]) {
      persons[rung] -= Math.max(0, jobs.filter((job) => job.run >= least[rung]).length - 1);
    }
  }
  return persons;
}

/** The middle wage in tiyn, the mean of the two middle ones when even, rounded half up (rule 12). */
export function medianOf(sorted: Float64Array): number {
  const low = sorted[(sorted.length - 1) >> 1]!;
  const high = sorted[sorted.length >> 1]!;
  return Math.floor((low + high + 1) / 2);
}

function wagesOf(cube: Cube, members: Members, month: number, jobs: PaidJobs): Ladder['wages'] {
  const count = sumOf(cube, 'wage_count', members, month) ?? 0;
  if (count === 0) return null;
  const sum = sumOf(cube, 'wage_sum', members, month) ?? 0;
  const atCeiling = sumOf(cube, 'at_ceiling', members, month) ?? 0;
  if (members.length === 1) {
    const [pledge] = members as [number];
    return { mean: cube.figure('wage_mean', pledge, month) / 100, median: cube.figure('wage_median', pledge, month) / 100, sum: sum / 100, atCeiling };
  }
  const inside = new Set(members);
  const wages = jobs.wage.filter((_, at) => inside.has(jobs.pledge[at]!)).sort();
  return { mean: Math.floor(sum / count + 0.5) / 100, median: medianOf(wages) / 100, sum: sum / 100, atCeiling };
}

/** The ladder of some pledges in a month. One pledge stands for itself; several are rolled up (rules 8, 12, 17). */
export function ladderOf(cube: Cube, members: Members, month: number, jobs: PaidJobs): Ladder {
  const total = (column: FigureColumn) => sumOf(cube, column, members, month) ?? 0;
  const single = members.length === 1;
  const stacks = single
    ? { base: sumOf(cube, 'base', members, month), net: sumOf(cube, 'net', members, month) }
    : stacksOf(cube, members, month);
  const ladder = {
    promised: members.reduce((sum, pledge) => sum + cube.pledges[pledge]!.jobs, 0),
    due: total('due'), met: metOf(cube, members, month), reported: sumOf(cube, 'reported', members, month),
    contracted: total('contracted'), paid: total('paid'), held3: total('held3'), held6: total('held6'), held12: total('held12'),
    existing: total('existing'), exempt: total('exempt'), fte: total('fte') / 100, permanent: total('permanent'),
    ...stacks, credited: sumOf(cube, 'credited', members, month),
    wages: wagesOf(cube, members, month, jobs),
  };
  return { ...ladder, persons: single ? null : personsOf(cube, ladder, members, month) };
}

/** The ladder of some pledges month by month, over all stored months. */
export function trendOf(cube: Cube, members: Members, today: string): TrendPoint[] {
  return Array.from({ length: cube.months }, (_, at) => {
    const month = cube.firstMonth + at;
    const total = (column: FigureColumn) => sumOf(cube, column, members, month) ?? 0;
    return {
      month: monthText(month), provisional: isProvisional(month, today),
      // What was promised by then: pledges awarded in or before the month.
      promised: members.reduce((sum, pledge) => sum + (cube.pledges[pledge]!.awardedOn.slice(0, 7) <= monthText(month) ? cube.pledges[pledge]!.jobs : 0), 0),
      due: total('due'), met: metOf(cube, members, month), reported: sumOf(cube, 'reported', members, month),
      contracted: total('contracted'), paid: total('paid'), held3: total('held3'), held6: total('held6'), held12: total('held12'),
      credited: sumOf(cube, 'credited', members, month),
    };
  });
}
