import { monthIndex, monthText, type Month } from '#kernel/month.ts';
import { knownOf, type Shelf } from '#publishing';
import { effectiveNumber, leastEffective, type Range } from './interval.ts';
import type { rankedKinds, rankingMeasures } from './ranking-contract.ts';

export type Measure = (typeof rankingMeasures)[number];
export type Kind = (typeof rankedKinds)[number];
type Rows = Shelf['rows'];
type Row = Rows['places'][number];

/**
 * A share of a region as a release tells it. `share` is that of its published figures, `known` what it may be by their
 * rounding; both undefined where a figure is withheld, or where there is nothing to be counted (`of` is 0).
 */
export type ToldShare = {
  readonly jobs: number | null; readonly of: number | null; readonly share: number | undefined; readonly known: Range | undefined;
  /** Pledges that the share rests on, and how many equal ones they are worth. */
  readonly pledges: number; readonly effective: number;
};

/** Jobs that stand on held12 at a month were paid in it and in the eleven before. */
const heldMonths = 11;

/** Shares of a region or of the country, of all its pledges or of those of one kind of project, from the rows of a release alone. */
export function sharesIn(rows: Rows, month: string, measure: Measure): (place: string, kind?: Kind) => ToldShare {
  const then = monthText(monthIndex(month as Month) - heldMonths);
  const kindOf = new Map(rows.projects.map((project) => [project['project'], project['kind']]));
  const cells = new Map([...rows.places, ...rows.kinds].filter((row) => row['month'] === month || row['month'] === then).map((row) => [`${row['month']} ${row['place']} ${row['kind'] ?? ''}`, row]));
  return (place, kind) => {
    const cell = (at: string) => cells.get(`${at} ${place} ${kind ?? ''}`);
    const pledges = rows.pledges.filter((row) => lies(String(row['place']), place) && (kind === undefined || kindOf.get(row['project']!) === kind));
    return measure === 'met' ? metOf(cell(month), pledges) : heldOf(cell(month), cell(then), pledges.filter((row) => String(row['awarded_on']).slice(0, 7) <= then));
  };
}

/** Whether a code lies in a region, which has two digits of its own, or in the country. */
function lies(code: string, place: string): boolean {
  return place === '000000000' || code.slice(0, 2) === place.slice(0, 2);
}

/** Credited of due: what is due is public and exact, and weighs each pledge. */
function metOf(row: Row | undefined, pledges: readonly Row[]): ToldShare {
  const sizes = pledges.map((pledge) => Number(pledge['due'])).filter((due) => due > 0);
  const [jobs, of] = [figure(row, 'met'), figure(row, 'due') ?? 0];
  const facts = { jobs, of, pledges: sizes.length, effective: effectiveNumber(sizes) };
  if (row === undefined || jobs === null || of === 0) return { ...facts, share: undefined, known: undefined };
  const { least, most } = knownOf('met', publishedOf(row));
  return { ...facts, share: jobs / of, known: { low: Math.max(0, least) / of, high: Math.min(most, of) / of } };
}

/** Held for twelve months of those paid in the first of them. Both are rounded, and which pledges they stand on is not told: the fewest. */
function heldOf(now: Row | undefined, before: Row | undefined, pledges: readonly Row[]): ToldShare {
  const sizes = pledges.map((pledge) => Number(pledge['jobs']));
  const [held, paid] = [figure(now, 'held12'), figure(before, 'paid')];
  const facts = { jobs: held, of: before === undefined ? 0 : paid, pledges: sizes.length };
  if (now === undefined || before === undefined || held === null || paid === null || paid === 0) return { ...facts, effective: leastEffective(sizes, paid ?? 0), share: undefined, known: undefined };
  const [part, whole] = [knownOf('held12', publishedOf(now)), knownOf('paid', publishedOf(before))];
  return {
    ...facts, effective: leastEffective(sizes, whole.least), share: Math.min(1, held / paid),
    known: { low: Math.max(0, part.least) / whole.most, high: Math.min(1, part.most / whole.least) },
  };
}

function figure(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return value == null ? null : Number(value);
}

function publishedOf(row: Row): Parameters<typeof knownOf>[1] {
  return row as unknown as Parameters<typeof knownOf>[1];
}
