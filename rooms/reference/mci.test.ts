import { expect, test } from 'vitest';
import { listAmounts, mciAt, minimumWageAt } from './mci.ts';

test('before 2011 nothing is known', () => {
  expect(mciAt('2010-12-31', 'general')).toBeUndefined();
  expect(minimumWageAt('2010-12-31')).toBeUndefined();
});

test('in April 2022 the index rose for social payments only', () => {
  expect([mciAt('2022-03-31', 'social')?.tenge, mciAt('2022-04-01', 'social')?.tenge]).toEqual([3063, 3180]);
  expect([mciAt('2022-03-31', 'general')?.tenge, mciAt('2022-04-01', 'general')?.tenge]).toEqual([3063, 3063]);
  expect(mciAt('2023-01-01', 'social')?.tenge).toBe(3450);
});

test('the minimum wage holds until the next, and the last without an end', () => {
  expect(['2018-12-31', '2019-01-01', '2021-12-31', '2022-01-01', '2026-06-30', '2031-01-01'].map((day) => minimumWageAt(day)?.tenge)).toEqual([
    28284, 42500, 42500, 60000, 85000, 85000,
  ]);
});

test('amounts of a measure stand in order of their days', () => {
  for (const [at, amount] of listAmounts().entries()) {
    const next = listAmounts()[at + 1];
    if (next?.measure === amount.measure) expect(next.validFrom > amount.validFrom).toBe(true);
  }
});
