// One database is enough: none is asked.
import { expect, test } from 'vitest';
import type { Forecast } from '../forecast-contract.ts';
import { drawingOf, paceOf, soFar } from './forecast-drawing.ts';

const forecast: Forecast = { outlook: 'at-risk', expected: 60, low: 50, high: 90, due: '2025-12', basis: 'pace-and-comparables', comparables: 24, untold: null };
const course = [['2024-12', 0], ['2025-01', 5], ['2025-02', 10], ['2025-03', null], ['2025-04', 20], ['2025-05', 30], ['2025-06', 40]]
  .map(([month, judged]) => ({ month: month as string, judged: judged as number | null, provisional: false }));
const facts = { forecast, course, month: '2025-05', award: '2025-01', jobs: 100 };

test('the picture begins with the award and ends with the month looked at; what is unknown is left out', () => {
  expect(soFar(facts)).toEqual([{ month: '2025-01', judged: 5 }, { month: '2025-02', judged: 10 }, { month: '2025-04', judged: 20 }, { month: '2025-05', judged: 30 }]);
});

test('what is needed a month is what is lacking over the months that are left', () => {
  expect(paceOf(facts)).toEqual({ needed: 70 / 7, pace: 20 / 3 });
  expect(paceOf({ ...facts, jobs: 20 })?.needed).toBe(0);
  expect(paceOf({ ...facts, month: '2025-01' }), 'from nothing before the award').toEqual({ needed: 95 / 11, pace: 5 });
  expect(paceOf({ ...facts, award: '2025-06' })).toBeUndefined();
});

test('the fan opens from where the pledge stands to the range in the due month, and names at the end do not touch', () => {
  const { fan, evidence, x, y, ends } = drawingOf(facts, { width: 400, height: 200, left: 40, right: 100 });
  const at = (month: string, jobs: number) => `${x(month).toFixed(1)},${y(jobs).toFixed(1)}`;
  expect(fan).toBe([at('2025-05', 30), at('2025-12', 90), at('2025-12', 50)].join(' '));
  expect(evidence.split(' ')).toEqual([at('2025-01', 5), at('2025-02', 10), at('2025-04', 20), at('2025-05', 30)]);
  expect([x('2025-01'), x('2025-12')]).toEqual([40, 300]);
  expect(ends.forecast - ends.promise).toBeGreaterThanOrEqual(17);
});

test('a pledge without a range has no fan', () => {
  expect(drawingOf({ ...facts, forecast: { ...forecast, low: null, high: null } }, { width: 400, height: 200, left: 40, right: 100 }).fan).toBeNull();
});
