import { endingsOf, type Ending, type Seen } from './comparables.ts';

/** Version of the rule in docs/forecast.md. */
export const forecastVersion = '1.0';

/** What the rule reads of a pledge. Months are integers (`#kernel/month.ts`). */
export type Course = {
  readonly award: number;
  readonly due: number;
  readonly jobs: number;
  readonly seasonal: boolean;
  /** What it can be compared by, the narrowest first; the last one is shared by all that may be compared at all. */
  readonly classes: readonly string[];
  /** Jobs that it is judged by in a month (rule 16), NaN when unknown. */
  readonly judged: (month: number) => number;
};

/** What a pledge will be judged by in its due month, as far as a month lets one say; jobs, whole. */
export type Outlook = {
  readonly outlook: 'on-track' | 'at-risk' | null;
  readonly expected: number | null;
  /** Eight in ten end between the two; null when too few comparable pledges have come to their due month. */
  readonly low: number | null;
  readonly high: number | null;
  readonly basis: 'pace' | 'comparables' | 'pace-and-comparables' | null;
  /** Comparable pledges that it was held against. */
  readonly comparables: number;
  /** Why nothing is told: its jobs are not known (base or months not held), or it is too early. */
  readonly untold: 'unknown' | 'too-early' | null;
};

/** With fewer comparable pledges none are used: those that fall due first are not like the rest. */
export const fewest = 50;
/** A narrower class is preferred when it has so many. */
export const enough = 100;
/** At the middle of the term the own pace counts like so many comparable pledges, later for more and before for fewer, where it errs as they do. */
export const ownWeight = 40;
/** Months over which the pace is measured, and that a pledge must have had before its pace alone is believed. */
export const paceMonths = 3;

/**
 * Forecasts every pledge that is not due at `month` for its due month; null for those that are. Reads no figure of a later
 * month, and of other pledges only those whose due month was final when `month` had ended (rule 13).
 */
export function forecastAt(courses: readonly Course[], month: number): readonly (Outlook | null)[] {
  const settled = courses.filter((course) => course.due <= month - 2 && course.due > course.award && !Number.isNaN(course.judged(course.due)));
  const ofClass = Map.groupBy(settled.flatMap((course) => course.classes.map((one) => ({ one, course }))), ({ one }) => one);
  const learnt = new Map<string, Learnt>();
  const learntOf = (one: string, tenth: number) => {
    const key = `${tenth} ${one}`;
    const found = learnt.get(key) ?? learn((ofClass.get(one) ?? []).map(({ course }) => course), tenth);
    learnt.set(key, found);
    return found;
  };
  return courses.map((course) => {
    if (course.due <= month) return null;
    const tenth = month < course.award ? -1 : Math.floor((10 * (month - course.award)) / (course.due - course.award));
    const narrow = course.classes.slice(0, -1).find((one) => (ofClass.get(one)?.length ?? 0) >= enough && learntOf(one, tenth).count >= enough);
    const chosen = learntOf(narrow ?? course.classes.at(-1) ?? '', tenth);
    return forecast(course, month, chosen.count >= fewest ? chosen : undefined);
  });
}

/** Where the pledges of a class were heading in a tenth of their term, and where they ended; worked out when it is asked for. */
type Learnt = { readonly count: number; endings(heading: number): Ending; trust(): number };

function learn(courses: readonly Course[], tenth: number): Learnt {
  const seen = courses.flatMap((course): Seen[] => {
    // The middle of the tenth, half a month rounded up.
    const month = Math.min(course.due - 1, course.award + Math.floor(((2 * tenth + 1) * (course.due - course.award) + 10) / 20));
    const heading = tenth < 0 ? 0 : headingOf(course, month);
    return Number.isNaN(heading) ? [] : [{ heading, ended: course.judged(course.due) / course.jobs }];
  });
  let endings: ((heading: number) => Ending) | undefined;
  let trust: number | undefined;
  const learnt: Learnt = {
    count: seen.length,
    endings: (heading) => (endings ??= endingsOf(seen))(heading),
    trust: () => (trust ??= trustIn(seen, learnt.endings)),
  };
  return learnt;
}

/** How far the own pace of the comparable pledges is to be trusted beside their endings: the square of how much less it erred. */
function trustIn(seen: readonly Seen[], endings: Learnt['endings']): number {
  const byEndings = seen.reduce((sum, { heading, ended }) => sum + Math.abs(ended - endings(heading).middle), 0);
  const byPace = seen.reduce((sum, { heading, ended }) => sum + Math.abs(ended - Math.min(1, heading)), 0);
  return byPace === 0 ? 1 : (byEndings / byPace) ** 2;
}

function forecast(course: Course, month: number, comparables: Learnt | undefined): Outlook {
  const months = month - course.award + 1;
  const heading = months <= 0 ? 0 : headingOf(course, month);
  if (Number.isNaN(heading)) return untold('unknown');
  const pace = !course.seasonal && months >= paceMonths ? Math.min(1, heading) : null;
  if (comparables === undefined) {
    return pace === null ? untold('too-early') : told(course, { low: null, middle: pace, high: null }, 'pace', 0);
  }
  const ending = comparables.endings(heading);
  if (pace === null) return told(course, ending, 'comparables', comparables.count);
  const weight = ((ownWeight * (month - course.award)) / (course.due - month)) * comparables.trust();
  const middle = (comparables.count * ending.middle + weight * pace) / (comparables.count + weight);
  const range = { low: Math.min(ending.low, middle), middle, high: Math.max(ending.high, middle) };
  return told(course, range, 'pace-and-comparables', comparables.count);
}

type Range = { readonly low: number | null; readonly middle: number; readonly high: number | null };

function told({ jobs }: Course, { low, middle, high }: Range, basis: Outlook['basis'], comparables: number): Outlook {
  const inJobs = (share: number | null) => (share === null ? null : Math.round(share * jobs));
  const expected = Math.round(middle * jobs);
  // Enough is nine tenths (rule 15).
  return { outlook: 10 * expected < 9 * jobs ? 'at-risk' : 'on-track', expected, low: inJobs(low), high: inJobs(high), basis, comparables, untold: null };
}

function untold(why: 'unknown' | 'too-early'): Outlook {
  return { outlook: null, expected: null, low: null, high: null, basis: null, comparables: 0, untold: why };
}

/**
 * Where a pledge stands at a month, as a share of its jobs: the most that it was judged by in the month and the two before,
 * for whose contributions may still be coming in. Nothing before its award; NaN when a month is unknown.
 */
export function standingOf(course: Course, month: number): number {
  let most = 0;
  for (let at = Math.max(course.award, month - 2); at <= month; at += 1) most = Math.max(most, course.judged(at));
  return most / course.jobs;
}

/** The own pace drawn on to the due month, as a share of the jobs: the rise over the last months, never taken for a fall; may be above 1. */
export function headingOf(course: Course, month: number): number {
  const from = Math.max(course.award - 1, month - paceMonths);
  const standing = standingOf(course, month);
  const rise = Math.max(0, standing - standingOf(course, from));
  return standing + (rise / (month - from)) * (course.due - month);
}
