import { expect, test } from 'vitest';
import { numbersFrom } from '#kernel/testing.ts';
import { effectiveNumber, jointLevel, leastEffective, levelOfEach, normalQuantile, ownLevel, weightedSum, wilson } from './interval.ts';
import { ranksOf } from './rank-interval.ts';
import { leastWorth } from './ranking.ts';

const random = numbersFrom(2026);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const sizeOf = (spread: number) => Math.max(1, Math.round(Math.exp(3 + spread * normal())));

/** How what is kept of a pledge comes about: the share of its jobs. */
const populations: { readonly [name: string]: { readonly spread: number; readonly twins?: true; share(size: number): number } } = {
  'kept whole or not at all': { spread: 1, share: () => Number(random() < 0.7) },
  'mostly kept whole': { spread: 1, share: () => (random() < 0.85 ? 1 : random()) },
  'whole, in part, not at all': { spread: 1, share: () => { const fate = random(); return fate < 0.6 ? 1 : fate < 0.85 ? random() : 0; } },
  'nearly all in the middle': { spread: 1, share: () => (random() + random() + random()) / 3 },
  'hardly ever kept': { spread: 1, share: () => random() ** 6 },
  'the larger, the worse': { spread: 1, share: (size) => (random() < 0.9 - 0.1 * Math.log(size) ? 1 : random()) },
  'sizes far apart': { spread: 1.4, share: () => { const fate = random(); return fate < 0.6 ? 1 : fate < 0.85 ? random() : 0; } },
  'two of a project share a fate': { spread: 1, twins: true, share: () => (random() < 0.6 ? 1 : random()) },
};

type Population = (typeof populations)[string];

function truthOf({ spread, share }: Population): number {
  let [met, due] = [0, 0];
  for (let draw = 0; draw < 40_000; draw += 1) {
    const size = sizeOf(spread);
    met += size * share(size);
    due += size;
  }
  return met / due;
}

/** Pledges as a region that is ranked has them: worth at least five equal ones. */
function regionOf({ spread, share, twins }: Population, pledges: number): { met: number; sizes: number[] } {
  for (;;) {
    const sizes = Array.from({ length: pledges }, () => sizeOf(spread));
    if (effectiveNumber(sizes) < leastWorth) continue;
    let fate = 0;
    const met = sizes.reduce((sum, size, at) => {
      if (twins === undefined || at % 2 === 0) fate = share(size);
      return sum + Math.round(size * fate);
    }, 0);
    return { met, sizes };
  }
}

/** Intervals of a published figure: rounded to tens by a secret dither, and so known within nine. */
function published(met: number, sizes: readonly number[], level: number) {
  const due = sizes.reduce((sum, size) => sum + size, 0);
  const shown = 10 * Math.floor((met + Math.floor(10 * random())) / 10);
  const effective = effectiveNumber(sizes);
  return { low: wilson(Math.max(0, shown - 9) / due, effective, level).low, high: wilson(Math.min(due, shown + 9) / due, effective, level).high };
}

test('the normal quantile is that of the tables, in the middle and in the tails', () => {
  for (const [probability, value] of [[0.5, 0], [0.8, 0.841621234], [0.975, 1.959963985], [0.995, 2.575829304], [0.9999, 3.719016485], [0.01, -2.326347874]] as const) expect(normalQuantile(probability)).toBeCloseTo(value, 6);
});

test('pledges are worth as many equal ones as their sizes allow, one giant hardly more than one', () => {
  expect(effectiveNumber([])).toBe(0);
  expect(effectiveNumber([7, 7, 7, 7])).toBeCloseTo(4);
  expect(effectiveNumber([1000, ...Array.from({ length: 9 }, () => 10)])).toBeLessThan(1.2);
});

test('where it is not told on which pledges jobs stand, they stand on the fewest', () => {
  expect(leastEffective([10, 10, 30], 40)).toBeCloseTo(effectiveNumber([30, 10]));
  expect(leastEffective([10, 10], 30)).toBeCloseTo(3);
  expect(leastEffective([10, 10], 0)).toBe(0);
});

test('a share of nought or of one has an interval too, and it is Wilson’s', () => {
  expect(wilson(1, 10, 0.95)).toMatchObject({ low: expect.closeTo(0.7225, 4) as number, high: 1 });
  expect(wilson(0, 10, 0.95)).toMatchObject({ low: 0, high: expect.closeTo(0.2775, 4) as number });
  expect(wilson(0.4, 50, 0.95)).toMatchObject({ low: expect.closeTo(0.2761, 4) as number, high: expect.closeTo(0.5382, 4) as number });
});

test('of a weighted sum the distances add as squares', () => {
  const part = { weight: 0.5, share: { low: 0.5, high: 0.5 }, interval: { low: 0.2, high: 0.9 } };
  const { low, high } = weightedSum([part, part]);
  expect(low).toBeCloseTo(0.5 - Math.hypot(0.15, 0.15));
  expect(high).toBeCloseTo(0.5 + Math.hypot(0.2, 0.2));
});

test.each(Object.entries(populations))('pledges %s: intervals hold the truth as often as they say, within a point and a half', { timeout: 20_000 }, (_, population) => {
  const truth = truthOf(population);
  for (const pledges of [8, 15, 40]) {
    for (const level of [ownLevel, levelOfEach(20)]) {
      const draws = 600;
      let held = 0;
      for (let draw = 0; draw < draws; draw += 1) {
        const { met, sizes } = regionOf(population, pledges);
        const { low, high } = published(met, sizes, level);
        if (low <= truth && truth <= high) held += 1;
      }
      expect(held / draws, `${pledges} pledges at ${level}`).toBeGreaterThanOrEqual(level - 0.015);
    }
  }
});

test('all ranks of twenty regions together lie within what is told of them at least as often as is said', () => {
  const draws = 100;
  let held = 0;
  let apart = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const truths = Array.from({ length: 20 }, (_, at) => 0.15 + 0.04 * at);
    const intervals = truths.map((truth, at) => {
      const { met, sizes } = regionOf({ spread: 1, share: () => Number(random() < truth) }, 40 + 40 * (at % 8));
      return published(met, sizes, levelOfEach(20));
    });
    const ranks = ranksOf(intervals);
    if (ranks.every(({ best, worst }, at) => best <= 20 - at && 20 - at <= worst)) held += 1;
    apart += ranks.filter(({ best, worst }) => best > 1 || worst < 20).length;
  }
  expect(held / draws).toBeGreaterThanOrEqual(jointLevel);
  // And they say something: a ranking that never tells anybody apart would hold too.
  expect(apart / draws).toBeGreaterThan(10);
});

test('whose intervals touch cannot be told apart, and groups are parted only where everybody is', () => {
  const ranks = ranksOf([{ low: 0.5, high: 0.7 }, { low: 0.9, high: 1 }, { low: 0.6, high: 0.8 }, { low: 0.1, high: 0.2 }, { low: 0.2, high: 0.3 }, { low: 0.65, high: 0.66 }]);
  expect(ranks).toEqual([
    { best: 2, worst: 4, group: 2 }, { best: 1, worst: 1, group: 1 }, { best: 2, worst: 4, group: 2 }, { best: 5, worst: 6, group: 3 }, { best: 5, worst: 6, group: 3 }, { best: 2, worst: 4, group: 2 },
  ]);
  expect(ranksOf([])).toEqual([]);
});
