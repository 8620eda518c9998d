import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counted, type Counts } from './measure.ts';
import { ditherOf, knownOf, leastShown, protect, step } from './rounding.ts';

const dithers = Array.from({ length: step }, (_, dither) => dither);
const countsOfPaid = (paid: number): Counts => ({ promised: 500, due: 400, contracted: 500, paid, held3: 0, held6: 0, held12: 0, met: 0 });
const paidAs = (paid: number, dither: number) => protect(countsOfPaid(paid), dither).paid;

/** A cell whose counts stand in the order of the ladder. */
const cells = fc.record({ promised: fc.integer({ min: 1, max: 300 }), due: fc.integer({ min: 0, max: 300 }), people: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 6, maxLength: 6 }) })
  .map(({ promised, due, people }): Counts => {
    const [contracted = 0, paid = 0, held3 = 0, held6 = 0, held12 = 0, met = 0] = people.toSorted((a, b) => b - a);
    return { promised, due, contracted, paid, held3, held6, held12, met: Math.min(met, due) };
  });

test('a count of fewer than ten people is never shown, whatever the dither', () => {
  for (let paid = 0; paid <= 10; paid += 1) expect(dithers.map((dither) => paidAs(paid, dither))).toEqual(dithers.map(() => null));
});

test('nought people and nine are withheld alike: that there is nobody is not told either', () => {
  expect(protect(countsOfPaid(0), 9)).toEqual(protect(countsOfPaid(9), 0));
});

test('what is shown is never less than twenty, and twenty stands for at least eleven', () => {
  for (const dither of dithers) for (let paid = 0; paid < 40; paid += 1) {
    const shown = paidAs(paid, dither);
    if (shown === null) continue;
    expect(shown).toBeGreaterThanOrEqual(leastShown);
    expect(paid).toBeGreaterThan(step);
  }
});

test('over the ten dithers rounding is right on average, and never takes a count ten away', () => {
  for (let paid = 20; paid < 60; paid += 1) {
    const shown = dithers.map((dither) => paidAs(paid, dither)!);
    expect(shown.reduce((sum, one) => sum + one, 0)).toBe(paid * step);
    expect(Math.max(...shown.map((one) => Math.abs(one - paid)))).toBeLessThan(step);
  }
});

test('zeros that promises alone explain are shown: nothing promised yet, nothing due', () => {
  const nothing = { promised: 0, due: 0, contracted: 0, paid: 0, held3: 0, held6: 0, held12: 0, met: 0 };
  expect(protect(nothing, 9)).toEqual(nothing);
  expect(protect({ ...countsOfPaid(5), due: 0 }, 9)).toMatchObject({ paid: null, met: 0 });
});

test('what is met is shown in whole tens of what is due, so that a kept promise does not tell the dither', () => {
  const kept: Counts = { promised: 105, due: 105, contracted: 120, paid: 110, held3: 0, held6: 0, held12: 0, met: 105 };
  expect(dithers.map((dither) => protect(kept, dither).met)).toEqual(dithers.map(() => 100));
});

test('of fewer than thirty due jobs it is not told how many are met, all and none included', () => {
  for (const met of [0, 29]) expect(dithers.map((dither) => protect({ ...countsOfPaid(40), due: 29, met }, dither).met)).toEqual(dithers.map(() => null));
  expect(protect({ ...countsOfPaid(40), due: 30, met: 30 }, 0).met).toBe(30);
});

test('the ladder stays a ladder', () => {
  fc.assert(fc.property(cells, fc.nat(9), (counts, dither) => {
    const { contracted, paid, held3, held6, held12, met } = protect(counts, dither);
    const shown = (value: number | null) => value ?? 0;
    expect([shown(contracted), shown(paid), shown(held3), shown(held6), shown(held12)]).toEqual([contracted, paid, held3, held6, held12].map(shown).toSorted((a, b) => b - a));
    expect(shown(met)).toBeLessThanOrEqual(shown(paid));
  }));
});

test('what is known of a figure holds the truth, and leaves nine values or more unless a promise says otherwise', () => {
  fc.assert(fc.property(cells, fc.nat(9), (counts, dither) => {
    const figures = protect(counts, dither);
    for (const measure of counted) {
      const { least, most } = knownOf(measure, figures);
      expect(counts[measure]).toBeGreaterThanOrEqual(least);
      expect(counts[measure]).toBeLessThanOrEqual(most);
      if (measure !== 'met') expect(most - least).toBeGreaterThanOrEqual(step - 1);
    }
  }));
});

test('one person more or less moves a figure by nothing or by ten', () => {
  for (const dither of dithers) for (let paid = 20; paid < 60; paid += 1) expect([0, step]).toContain(paidAs(paid + 1, dither)! - paidAs(paid, dither)!);
});

test('a cell has one dither for ever, and another secret gives others', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const names = Array.from({ length: 400 }, (_, at) => `project ${at}`);
  const drawn = (secret: Buffer) => names.map((name) => ditherOf(secret, name));
  expect(drawn(one)).toEqual(drawn(one));
  expect(drawn(one)).not.toEqual(drawn(other));
  expect(new Set(drawn(one)).size).toBe(step);
});
