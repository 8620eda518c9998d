import { monthIndex, type Month } from '#kernel/month.ts';
import { apart } from '#web/parts/apart.ts';
import type { Forecast, JudgedMonth } from '../forecast-contract.ts';

type Facts = {
  readonly forecast: Forecast;
  /** What counted in each month held. */
  readonly course: readonly JudgedMonth[];
  /** The month looked at, and the month of the award. */
  readonly month: string;
  readonly award: string;
  readonly jobs: number;
};
type Box = { readonly width: number; readonly height: number; readonly left: number; readonly right: number };

/** Room above and below the lines, in pixels. */
const [above, below] = [12, 26];

/** What has counted so far: months from the award through the month looked at of which it is known. */
export function soFar({ course, month, award }: Pick<Facts, 'course' | 'month' | 'award'>): { month: string; judged: number }[] {
  return course.flatMap((one) => (one.judged === null || one.month > month || one.month < award ? [] : [{ month: one.month, judged: one.judged }]));
}

/** Jobs a month that are needed from here on, and that came in the last three months; undefined where nothing counted yet. */
export function paceOf(facts: Facts): { needed: number; pace: number } | undefined {
  const rows = soFar(facts);
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  const at = (text: string) => monthIndex(text as Month);
  const before = at(last.month) - 3;
  const judged = before < at(facts.award) ? 0 : rows.findLast((row) => at(row.month) <= before)?.judged ?? 0;
  const months = Math.min(3, at(last.month) - at(facts.award) + 1);
  return { needed: Math.max(0, facts.jobs - last.judged) / Math.max(1, at(facts.forecast.due) - at(last.month)), pace: (last.judged - judged) / months };
}

/** The picture in pixels: lines as points, the fan as a closed shape, and where the names at the right end stand without touching. */
export function drawingOf(facts: Facts, { width, height, left, right }: Box) {
  const { forecast, jobs } = facts;
  const rows = soFar(facts);
  const from = rows[0]?.month ?? facts.month;
  const [first, last] = [monthIndex(from as Month), monthIndex(forecast.due as Month)];
  const most = Math.max(jobs, ...rows.map((row) => row.judged));
  const x = (month: string) => left + ((monthIndex(month as Month) - first) / Math.max(1, last - first)) * (width - left - right);
  const y = (value: number) => height - below - (value / most) * (height - above - below);
  const line = (...points: readonly (readonly [string, number])[]) => points.map(([month, value]) => `${x(month).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const now = rows.at(-1) ?? { month: facts.month, judged: 0 };
  const start = [now.month, now.judged] as const;
  const expected = forecast.expected ?? 0;
  const [promise, forecastEnd] = apart([y(jobs), y(expected)], 17);
  return {
    x, y, now, from, most,
    evidence: line(...rows.map((row) => [row.month, row.judged] as const)),
    path: line(start, [forecast.due, jobs]),
    expected: line(start, [forecast.due, expected]),
    fan: forecast.low === null || forecast.high === null ? null : line(start, [forecast.due, forecast.high], [forecast.due, forecast.low]),
    ends: { promise: promise!, forecast: forecastEnd! },
  };
}
