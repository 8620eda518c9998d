import { expect, test } from 'vitest';
import { axisOf, rowsOf } from './timeline.ts';

const timeline = [
  { on: '2023-02-01', what: 'awarded', pledgeId: 'B', jobs: 40 },
  { on: '2024-01-01', what: 'starts', pledgeId: null, jobs: null },
  { on: '2023-02-01', what: 'awarded', pledgeId: 'A', jobs: 7 },
  { on: '2025-06-30', what: 'due', pledgeId: 'A', jobs: 7 },
  { on: '2026-06-01', what: 'held', pledgeId: 'A', jobs: 7 },
  { on: '2025-12-31', what: 'due', pledgeId: 'B', jobs: 40 },
] as const;

test('the project stands first, then its pledges in the order of their award', () => {
  expect(rowsOf(timeline)).toEqual([
    { pledgeId: null, jobs: null, from: '2024-01-01', to: null, held: null },
    { pledgeId: 'A', jobs: 7, from: '2023-02-01', to: '2025-06-30', held: '2026-06-01' },
    { pledgeId: 'B', jobs: 40, from: '2023-02-01', to: '2025-12-31', held: null },
  ]);
});

test('the axis holds whole years from the first event to the month in view', () => {
  const axis = axisOf(timeline, '2027-03');
  expect(axis.years.map(({ year }) => year)).toEqual([2023, 2024, 2025, 2026, 2027]);
  expect([axis.at('2023-01-01'), axis.at('2028-01-01')]).toEqual([0, 1]);
  expect(axis.now).toBe(axis.at('2027-03-31'));
});

test('a long life names only some of its years', () => {
  const years = axisOf([{ on: '2000-05-05', what: 'starts', pledgeId: null, jobs: null }], '2026-10').years.map(({ year }) => year);
  expect(years).toEqual([2000, 2004, 2008, 2012, 2016, 2020, 2024]);
});
