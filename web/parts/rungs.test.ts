import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf } from './rungs.ts';

const ladder = { promised: 200, due: 150, reported: 180, contracted: 120, paid: 100, held3: 90, held6: 60, held12: 60 };

test('what the employer reports is drawn and takes part in no loss', () => {
  const bars = barsOf(ladder);
  expect(bars.find((bar) => bar.rung === 'reported')).toEqual({ rung: 'reported', jobs: 180, share: 0.9, due: null, change: null });
  expect(bars.find((bar) => bar.rung === 'contracted')?.change).toBe(-80);
});

test('without a report the ladder has no such bar', () => {
  expect(barsOf({ ...ladder, reported: null }).map((bar) => bar.rung)).toEqual(['promised', 'contracted', 'paid', 'held3', 'held6', 'held12']);
});

test('an empty ladder has bars of no length instead of a division by zero', () => {
  const nothing = { promised: 0, due: 0, reported: 0, contracted: 0, paid: 0, held3: 0, held6: 0, held12: 0 };
  expect(barsOf(nothing).map((bar) => bar.share)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('more contracts than promises set the scale and show as a gain', () => {
  const bars = barsOf({ ...ladder, reported: null, contracted: 250 });
  expect(bars[0]).toMatchObject({ rung: 'promised', share: 0.8, due: 0.6 });
  expect(bars[1]).toMatchObject({ rung: 'contracted', share: 1, change: 50 });
});

test('the losses written between the bars lead from the promise to the year held', () => {
  const jobs = fc.nat(1_000_000);
  fc.assert(fc.property(fc.record({ promised: jobs, due: jobs, reported: fc.option(jobs), contracted: jobs, paid: jobs, held3: jobs, held6: jobs, held12: jobs }), (any) => {
    const bars = barsOf(any);
    expect(any.promised + bars.reduce((sum, bar) => sum + (bar.change ?? 0), 0)).toBe(any.held12);
    for (const bar of bars) expect(bar.share).toBeLessThanOrEqual(1);
  }));
});
