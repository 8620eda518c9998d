import { lastDay, type Month } from '#kernel/month.ts';

/** A dated event of a project or of one of its pledges, days `YYYY-MM-DD`. */
type Happening = { readonly on: string; readonly what: 'starts' | 'ends' | 'awarded' | 'due' | 'held'; readonly pledgeId: string | null; readonly jobs: number | null };

/** One line of the drawing: the project itself (no pledge), or a pledge from the day it was given to its due day and on to the end of its hold period. */
export type TimelineRow = { readonly pledgeId: string | null; readonly jobs: number | null; readonly from: string | null; readonly to: string | null; readonly held: string | null };

/** The project first, then its pledges in the order in which they were given. */
export function rowsOf(timeline: readonly Happening[]): readonly TimelineRow[] {
  const groups = Map.groupBy(timeline, (event) => event.pledgeId);
  const dayOf = (events: readonly Happening[], ...what: readonly Happening['what'][]) => events.find((event) => what.includes(event.what))?.on ?? null;
  return [...groups]
    .map(([pledgeId, events]) => ({ pledgeId, jobs: events.find((event) => event.jobs !== null)?.jobs ?? null, from: dayOf(events, 'starts', 'awarded'), to: dayOf(events, 'ends', 'due'), held: dayOf(events, 'held') }))
    .toSorted((a, b) => (a.pledgeId === null ? -1 : b.pledgeId === null ? 1 : `${a.from} ${a.pledgeId}` < `${b.from} ${b.pledgeId}` ? -1 : 1));
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** The axis that holds every event and the month in view: whole years, and where a day lies on it from 0 to 1. Of many years only some are named. */
export function axisOf(timeline: readonly Happening[], month: string) {
  const viewed = lastDay(month as Month);
  const years = [...timeline.map((event) => event.on), viewed].map((day) => Number(day.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const [start, length] = [dayNumber(`${first}-01-01`), dayNumber(`${last}-01-01`) - dayNumber(`${first}-01-01`)];
  const at = (day: string) => (dayNumber(day) - start) / length;
  const step = Math.ceil((last - first) / 8);
  const named = Array.from({ length: Math.ceil((last - first) / step) }, (_, index) => first + index * step);
  return { at, now: at(viewed), end: `${last - 1}-12-31`, years: named.map((year) => ({ year, at: at(`${year}-01-01`) })) };
}
