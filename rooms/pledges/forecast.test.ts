// One database is enough: none is asked.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecastAt, headingOf, standingOf, type Course } from './forecast.ts';
import { readForecast } from './naive/forecast.ts';

const unknown = Number.NaN;

/** A pledge whose jobs by month, from its award, are given; the last of them stays, and none are known after `to`. */
function course(award: number, due: number, jobs: number, reached: readonly number[], { seasonal = false, to = 1000, classes = ['any'] } = {}): Course {
  return { award, due, jobs, seasonal, classes: seasonal ? ['seasonal'] : classes, judged: (month) => (month > to ? unknown : month < award ? 0 : reached[Math.min(month - award, reached.length - 1)] ?? 0) };
}

/** Pledges of ten months, all due in month 20, of which so many stood at `at5` of 100 at half of the term, rising evenly, and ended at `end`. */
const past = (kinds: readonly (readonly [count: number, at5: number, end: number])[]) => kinds.flatMap(([count, at5, end]) =>
  Array.from({ length: count }, () => course(10, 20, 100, Array.from({ length: 11 }, (_, month) => (month === 10 ? end : Math.min(end, (at5 * (month + 1)) / 6))))));

test('a pledge that is due has no forecast: its verdict speaks', () => {
  expect(forecastAt([course(0, 10, 8, [1])], 10)).toEqual([null]);
});

test('nothing is told of a pledge whose base is unknown, or too early', () => {
  const [unheld, young, seasonal] = forecastAt([course(0, 10, 8, [unknown]), course(5, 12, 8, [1, 2]), course(0, 12, 8, [4], { seasonal: true })], 6);
  expect(unheld).toMatchObject({ outlook: null, expected: null, basis: null, untold: 'unknown' });
  expect(young).toMatchObject({ outlook: null, untold: 'too-early' });
  expect(seasonal, 'a season says nothing about the pace').toMatchObject({ outlook: null, untold: 'too-early' });
});

test('a pledge stands where it stood best in three months, for contributions of the last ones may be missing', () => {
  const late = course(0, 10, 10, [2, 4, 5, 1]);
  expect([0, 1, 2, 3, 4, 5].map((month) => standingOf(late, month))).toEqual([0.2, 0.4, 0.5, 0.5, 0.5, 0.1]);
  expect(standingOf(late, -1)).toBe(0);
  expect(headingOf(late, 2), 'from nothing before the award: 0.5 in three months, eight more to go').toBeCloseTo(0.5 + (0.5 / 3) * 8);
  expect(headingOf(late, 5), 'a fall is no pace').toBeCloseTo(0.1);
});

test('without comparable pledges the own pace is drawn on, and no range is given', () => {
  const [slow, fast] = forecastAt([course(0, 10, 100, [5, 10, 15, 20, 25]), course(0, 10, 100, [10, 20, 30, 40, 50])], 4);
  expect(slow).toEqual({ outlook: 'at-risk', expected: 55, low: null, high: null, basis: 'pace', comparables: 0, untold: null });
  expect(fast).toMatchObject({ outlook: 'on-track', expected: 100, basis: 'pace' });
});

test('a pledge goes where those went that were heading for the same', () => {
  const fates = past([[30, 48, 100], [30, 12, 30]]);
  const like = (at5: number) => forecastAt([...fates, course(20, 30, 100, Array.from({ length: 6 }, (_, month) => (at5 * (month + 1)) / 6))], 25).at(-1)!;
  expect(like(48)).toMatchObject({ outlook: 'on-track', expected: 100, low: 100, high: 100, comparables: 60, basis: 'pace-and-comparables' });
  expect(like(12)).toMatchObject({ outlook: 'at-risk', expected: 30, low: 30, high: 30, comparables: 60 });
});

test('the own pace is weighed with the ends of the others, by the time that has passed and by how paces erred', () => {
  // At half of the term, heading for 88: of those heading for 88 half ended at 60, half at 100. They erred by 0.1 on the mean,
  // their paces by 0.14: the own pace counts like 40 x (0.1 / 0.14)² = 20.4 of the 60 others.
  const fates = past([[15, 48, 100], [15, 48, 60], [30, 12, 30]]);
  const told = forecastAt([...fates, course(20, 30, 100, [8, 16, 24, 32, 40, 48])], 25).at(-1);
  expect(told).toMatchObject({ expected: 82, low: 60, high: 100, outlook: 'at-risk' });
});

test('nine tenths are enough, one job less is at risk', () => {
  const [nine, less] = forecastAt([course(0, 10, 10, [9]), course(0, 10, 100, [89])], 8);
  expect([nine, less]).toMatchObject([{ expected: 9, outlook: 'on-track' }, { expected: 89, outlook: 'at-risk' }]);
});

test('a pledge that has not been given yet is held against all alike', () => {
  const fates = past([[30, 48, 100], [20, 12, 30]]);
  expect(forecastAt([...fates, course(26, 30, 100, [0])], 25).at(-1)).toEqual({ outlook: 'on-track', expected: 100, low: 30, high: 100, basis: 'comparables', comparables: 50, untold: null });
});

test('those due less than two months ago are not final, and count for nothing', () => {
  const fates = past([[50, 48, 100]]);
  const asked = course(15, 25, 100, [10, 10, 10, 10]);
  expect(forecastAt([...fates, asked], 21).at(-1)).toMatchObject({ basis: 'pace', comparables: 0 });
  expect(forecastAt([...fates, asked], 22).at(-1)).toMatchObject({ basis: 'pace-and-comparables', comparables: 50 });
});

test('a class of a hundred is preferred to a wider one', () => {
  const make = (of: string, end: number) => Array.from({ length: 100 }, () => course(0, 10, 10, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, end], { classes: [of, 'any'] }));
  const asked = (of: string) => course(10, 20, 10, [0], { classes: [of, 'any'] });
  const told = forecastAt([...make('A', 10), ...make('B', 2), asked('A'), asked('B'), asked('C')], 12);
  expect(told.slice(-3).map((one) => [one!.low, one!.high, one!.comparables])).toEqual([[10, 10, 100], [2, 2, 100], [2, 10, 200]]);
});

/** A country of pledges over 40 months, with the months that are unknown, and a month to ask at. */
const country = fc.record({
  month: fc.integer({ min: 8, max: 34 }),
  pledges: fc.array(fc.record({
    award: fc.integer({ min: -3, max: 30 }), term: fc.integer({ min: 0, max: 12 }), jobs: fc.constantFrom(1, 3, 8, 40), seasonal: fc.integer({ max: 9, min: 0 }).map((at) => at === 0),
    group: fc.constantFrom('A', 'B'), steps: fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 12, maxLength: 12 }), held: fc.integer({ min: 0, max: 20 }).map((at) => at !== 0),
  }), { minLength: 100, maxLength: 320 }),
});
type Made = typeof country extends fc.Arbitrary<infer T> ? T : never;

function coursesOf({ pledges }: Made): Course[] {
  return pledges.map(({ award, term, jobs, seasonal, group, steps, held }) => {
    const reached = steps.map((_, at) => Math.min(jobs, Math.max(0, Math.floor((jobs / 8) * steps.slice(0, at + 1).reduce((sum, one) => sum + one, 0)))));
    return { award, due: award + term, jobs, seasonal, classes: seasonal ? ['seasonal'] : [group, 'any'],
      judged: (month) => (!held || month < 0 || month > 40 ? unknown : month < award ? 0 : reached[Math.min(month - award, 11)]!) };
  });
}

const runs = Number(process.env['JUMYS_COUNTRIES'] ?? 40);

test('the rule and the naive reading of docs/forecast.md say the same of every pledge', () => {
  const bases = new Set<unknown>();
  fc.assert(fc.property(country, (made) => {
    const courses = coursesOf(made);
    const told = forecastAt(courses, made.month);
    for (const [at, one] of courses.entries()) {
      const naive = readForecast(courses, one, made.month);
      const found = told[at]!;
      bases.add(found?.basis ?? found?.untold ?? 'due');
      if (naive === undefined) expect(found).toBeNull();
      else if (typeof naive === 'string') expect(found).toMatchObject({ expected: null, untold: naive.replace(' ', '-') });
      else expect(found).toMatchObject({ expected: naive.expected, low: naive.low ?? null, high: naive.high ?? null, comparables: naive.comparables, untold: null });
    }
  }), { numRuns: runs });
  expect([...bases].toSorted()).toEqual(['comparables', 'due', 'pace', 'pace-and-comparables', 'too-early', 'unknown']);
});

test('the range holds the middle, and neither is below nothing or above the promise', () => {
  fc.assert(fc.property(country, (made) => {
    const courses = coursesOf(made);
    for (const [at, told] of forecastAt(courses, made.month).entries()) {
      if (told?.expected == null) continue;
      expect(told.expected).toBeGreaterThanOrEqual(0);
      expect(told.high ?? told.expected).toBeLessThanOrEqual(courses[at]!.jobs);
      if (told.low !== null) expect(told.low).toBeLessThanOrEqual(told.expected);
      if (told.high !== null) expect(told.high).toBeGreaterThanOrEqual(told.expected);
    }
  }), { numRuns: runs });
});

test('more jobs reached in the month never lower a forecast', () => {
  fc.assert(fc.property(country, fc.nat(), fc.integer({ min: 1, max: 12 }), (made, picked, more) => {
    const courses = coursesOf(made);
    const at = picked % courses.length;
    const before = forecastAt(courses, made.month)[at];
    fc.pre(before?.expected != null && courses[at]!.award <= made.month);
    const one = courses[at]!;
    const judged = (month: number) => (month === made.month ? Math.min(one.jobs, one.judged(month) + more) : one.judged(month));
    const after = forecastAt(courses.with(at, { ...one, judged }), made.month)[at]!;
    for (const side of ['expected', 'low', 'high'] as const) expect(after[side] ?? 0).toBeGreaterThanOrEqual(before[side] ?? 0);
  }), { numRuns: runs });
});

test('no figure after the month, and none of a month that was not final, changes a forecast', () => {
  fc.assert(fc.property(country, fc.integer({ min: 0, max: 40 }), (made, other) => {
    const courses = coursesOf(made);
    const { month } = made;
    const changed = courses.map((one): Course => ({ ...one, judged: (at) => (at > month || (one.due <= month && at > month - 2) ? other % (one.jobs + 1) : one.judged(at)) }));
    expect(forecastAt(changed, month)).toEqual(forecastAt(courses, month));
  }), { numRuns: runs });
});
