import type { Range } from './interval.ts';

/** The ranks that a region may hold, 1 the best, and the group it stands in. */
export type Ranked = { readonly best: number; readonly worst: number; readonly group: number };

/**
 * Ranks from intervals of shares (Klein, Wright and Wieczorek 2020): whose whole interval lies above is certainly ahead, whose lies
 * below certainly behind, and every rank between them may be the region's. Where all intervals hold their shares, all
 * true ranks are among those given: the level of the ranks together is that of the intervals together.
 *
 * A group is a run of regions of which each can only be told from others by way of none: between two groups every region of
 * the one is certainly ahead of every region of the other. Groups count from 1, the best first. In the order of `intervals`.
 */
export function ranksOf(intervals: readonly Range[]): Ranked[] {
  const order = intervals.map((_, at) => at).toSorted((a, b) => intervals[b]!.high - intervals[a]!.high);
  const groups = new Map<number, number>();
  let group = 0;
  let lowest = Infinity;
  for (const at of order) {
    if (intervals[at]!.high < lowest) group += 1;
    groups.set(at, group);
    lowest = Math.min(lowest, intervals[at]!.low);
  }
  return intervals.map((own, at) => ({
    best: 1 + intervals.filter(({ low }) => low > own.high).length,
    worst: intervals.length - intervals.filter(({ high }) => high < own.low).length,
    group: groups.get(at)!,
  }));
}
