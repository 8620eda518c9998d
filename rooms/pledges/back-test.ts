import { forecastAt, headingOf, type Course, type Outlook } from './forecast.ts';

/** How many months before the due month the rule is asked. */
export const horizons = [3, 6, 12] as const;
type Horizon = (typeof horizons)[number];

/** A pledge that has fallen due: the share of its jobs that it came to, what the rule told so many months before, and what its peers did, as shares. */
export type Case = {
  readonly horizon: Horizon;
  /** Position of the pledge. */
  readonly pledge: number;
  readonly jobs: number;
  readonly ended: number;
  readonly told: Outlook;
  /** What the rule is held against: as it stands, and drawn on in a straight line from its award or at its own pace of the last months. */
  readonly stays: number;
  readonly line: number;
  readonly pace: number;
};

/**
 * Every pledge whose due month is final, forecast as of 3, 6 and 12 months before with what was known then. `first` is the
 * first month held, `final` the last that is final. Left out: pledges not given yet by then, and those whose jobs are unknown.
 */
export function backTest(courses: readonly Course[], first: number, final: number): Case[] {
  const cases: Case[] = [];
  for (let month = first; month < final; month += 1) {
    const asked = courses.flatMap((course, pledge) => {
      const horizon = horizons.find((months) => course.due - month === months);
      return horizon === undefined || course.due > final || course.award > month ? [] : [{ course, pledge, horizon }];
    });
    if (asked.length === 0) continue;
    const forecasts = forecastAt(courses, month);
    for (const { course, pledge, horizon } of asked) {
      const { award, due, jobs, judged } = course;
      const [told, ended, stays] = [forecasts[pledge], judged(due) / jobs, judged(month) / jobs];
      if (told == null || Number.isNaN(ended) || Number.isNaN(stays)) continue;
      const line = Math.min(1, (stays * (due - award + 1)) / (month - award + 1));
      cases.push({ horizon, pledge, jobs, ended, told, stays, line, pace: Math.min(1, headingOf(course, month)) });
    }
  }
  return cases;
}

/** What one way to forecast came to: the mean absolute error as a share of the jobs, and what became of those it called at risk and on track. */
export type Score = { error: number; atRisk: { notKept: number; kept: number }; onTrack: { kept: number; notKept: number } };

/** The scores of one horizon. All ways are held against the same pledges: those of which the rule told something. */
export function scoresOf(cases: readonly Case[], horizon: Horizon) {
  const all = cases.filter((one) => one.horizon === horizon);
  const told = all.filter((one) => one.told.expected !== null && !Number.isNaN(one.pace));
  const ranged = told.filter((one) => one.told.low !== null);
  const inside = ({ told: { low, high }, ended, jobs }: Case) => Math.round(ended * jobs) >= low! && Math.round(ended * jobs) <= high!;
  return {
    months: horizon,
    pledges: all.length,
    untold: all.length - told.length,
    range: ranged.length === 0 ? null : {
      pledges: ranged.length,
      inside: ranged.filter(inside).length,
      width: mean(ranged, ({ told: { low, high }, jobs }) => (high! - low!) / jobs),
    },
    ways: told.length === 0 ? null : {
      rule: scoreOf(told, ({ told: { expected }, jobs }) => expected! / jobs),
      stays: scoreOf(told, ({ stays }) => stays), line: scoreOf(told, ({ line }) => line), pace: scoreOf(told, ({ pace }) => pace),
    },
  };
}

const mean = (cases: readonly Case[], of: (one: Case) => number) => cases.reduce((sum, one) => sum + of(one), 0) / cases.length;

function scoreOf(cases: readonly Case[], forecast: (one: Case) => number): Score {
  // Enough is nine tenths, of what is foreseen as of what came (rule 15); a hair's breadth is for the division.
  const enough = (share: number) => share >= 0.9 - 1e-9;
  const count = (foreseen: boolean, came: boolean) => cases.filter((one) => enough(forecast(one)) === foreseen && enough(one.ended) === came).length;
  return {
    error: mean(cases, (one) => Math.abs(forecast(one) - one.ended)),
    atRisk: { notKept: count(false, false), kept: count(false, true) },
    onTrack: { kept: count(true, true), notKept: count(true, false) },
  };
}
