import { monthIndex, monthOfDay, monthText } from '#kernel/month.ts';
import type { Cube, PledgeFacts } from './cube.ts';
import { forecastAt, type Course } from './forecast.ts';
import type { Forecast } from './forecast-contract.ts';

/** Forecasts of a month by the pledge's id; a pledge that is due has none. */
export type Forecasts = ReadonlyMap<string, Forecast>;

/** Upper bounds of the bands of size in jobs: micro, small and medium, as enterprises are counted; large has none. */
const bands = [9, 49, 249];

/** What a pledge is compared by, the narrowest first: seasonal ones with seasonal ones alone. No place is among it (docs/forecast.md). */
function classesOf({ term, phase, jobs, project }: PledgeFacts): string[] {
  const features = [term === 'seasonal' ? 'seasonal' : 'all-year', phase, project?.kind ?? '', String(bands.findIndex((most) => jobs <= most)), project?.section ?? ''];
  return features.map((_, at) => features.slice(0, features.length - at).join(' '));
}

/** The pledges of a cube as the rule reads them, in its order; months outside of it are unknown. */
export function coursesOf(cube: Cube): Course[] {
  const inside = (month: number) => month >= cube.firstMonth && month < cube.firstMonth + cube.months;
  return cube.pledges.map((pledge, at) => ({
    award: monthIndex(monthOfDay(pledge.awardedOn)), due: monthIndex(monthOfDay(pledge.dueOn)), jobs: pledge.jobs, seasonal: pledge.term === 'seasonal',
    classes: classesOf(pledge), judged: (month: number) => (inside(month) ? cube.figure('judged', at, month) : Number.NaN),
  }));
}

/** The forecasts of every pledge of a cube that is not due at a month. Of the whole country, or comparable pledges are missing. */
export function forecastsOf(cube: Cube, month: number): Forecasts {
  const told = forecastAt(coursesOf(cube), month);
  return new Map(cube.pledges.flatMap(({ pledgeId, dueOn }, at) => {
    const found = told[at];
    return found == null ? [] : [[pledgeId, { ...found, due: monthText(monthIndex(monthOfDay(dueOn))) }]];
  }));
}
