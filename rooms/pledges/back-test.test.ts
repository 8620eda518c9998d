// One database is enough: none is asked.
import { expect, test } from 'vitest';
import { backTest, scoresOf } from './back-test.ts';
import type { Course } from './forecast.ts';

/** A pledge of ten months and a hundred jobs that stands at `share` of them a month before its due day, having grown evenly, and ends at `end`. */
function course(award: number, end: number, { share = end, due = award + 10, known = true } = {}): Course {
  return { award, due, jobs: 100, seasonal: false, classes: ['any'], judged: (month) => (!known || month < 0 ? Number.NaN : month >= due ? end : month < award ? 0 : Math.floor((share * (month - award + 1)) / (due - award))) };
}

test('left out are pledges not given by then, not final yet, and of unknown base', () => {
  const cases = backTest([course(0, 50), course(3, 50), course(12, 50, { due: 14 }), course(0, 50, { known: false }), course(10, 50)], 0, 13);
  expect(cases.map(({ pledge, horizon }) => `${pledge} at ${horizon}`)).toEqual(['0 at 6', '0 at 3', '1 at 6', '1 at 3']);
});

test('a month before the first that is held is not asked', () => {
  expect(backTest([course(0, 50)], 5, 13).map(({ horizon }) => horizon)).toEqual([3]);
});

test('nobody who grows evenly surprises the straight lines, and everybody surprises what stays', () => {
  const cases = backTest([course(0, 100), course(0, 40)], 0, 12);
  const { pledges, untold, range, ways } = scoresOf(cases, 3);
  expect({ pledges, untold, range }).toEqual({ pledges: 2, untold: 0, range: null });
  expect(ways!.pace.error).toBeCloseTo(0, 1);
  expect(ways!.stays.error).toBeCloseTo((0.2 + 0.08) / 2, 10);
  expect(ways!.stays).toMatchObject({ atRisk: { notKept: 1, kept: 1 }, onTrack: { kept: 0, notKept: 0 } });
  expect(ways!.rule).toMatchObject({ atRisk: { notKept: 1, kept: 0 }, onTrack: { kept: 1, notKept: 0 } });
});

test('too early to tell is counted, not scored', () => {
  const { pledges, untold, ways } = scoresOf(backTest([course(0, 50, { due: 4 })], 0, 12), 3);
  expect({ pledges, untold, ways }).toEqual({ pledges: 1, untold: 1, ways: null });
});

test('where pledges fill in the last month, the rule learns it and the straight lines do not', () => {
  // Half of each year's pledges heads for 40 and ends at 100, the other half heads for 10 and stays there.
  const courses = Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? course(at % 20, 100, { share: 40 }) : course(at % 20, 10)));
  const { ways, range } = scoresOf(backTest(courses, 0, 30), 3);
  expect(ways!.rule.error).toBeLessThan(0.5 * ways!.pace.error);
  expect(ways!.rule.atRisk.kept + ways!.rule.onTrack.notKept).toBeLessThan(ways!.pace.atRisk.kept);
  expect(range!.inside / range!.pledges).toBeGreaterThanOrEqual(0.8);
});
