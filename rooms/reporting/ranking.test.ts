import { expect, test } from 'vitest';
import { effectiveNumber, leastEffective, wilson } from './interval.ts';
import { rankingCsv } from './ranking-file.ts';
import { leastWorth, rankingOf, type RankingQuestion } from './ranking.ts';
import { shelfOf, type ToldRegion } from './testing.ts';

const question: RankingQuestion = { measure: 'met', kind: undefined, mix: 'own' };
const equal = (pledges: number, jobs: number) => Array.from({ length: pledges }, () => jobs);
const ranking = (regions: readonly ToldRegion[], more: Partial<RankingQuestion> = {}) => rankingOf(shelfOf(regions), { ...question, ...more });
const rowOf = (ranked: ReturnType<typeof ranking>, kato: number) => ranked.rows.find(({ place }) => Number(place.kato) === kato)!;

/** A region far ahead, two alike, one far behind: each of two hundred pledges of fifty jobs. */
const four: ToldRegion[] = [{ kato: 110_000_000, sizes: equal(200, 50), met: 9500 }, { kato: 150_000_000, sizes: equal(200, 50), met: 6000 }, { kato: 190_000_000, sizes: equal(200, 50), met: 6200 }, { kato: 230_000_000, sizes: equal(200, 50), met: 1000 }];

test('a region has no rank, and says why, where nothing is due, its figure is withheld, or its pledges are worth fewer than five', () => {
  const ranked = ranking([
    ...four, { kato: 270_000_000, sizes: [], met: 0 }, { kato: 310_000_000, sizes: equal(20, 10), met: null }, { kato: 350_000_000, sizes: equal(4, 100), met: 380 },
    { kato: 390_000_000, sizes: [3000, ...equal(30, 10)], met: 3200 },
  ]);
  expect(ranked.rows.slice(4).map(({ place, unranked, rank, joint }) => [place.kato, unranked, rank, joint])).toEqual([
    ['270000000', 'none', null, null], ['310000000', 'withheld', null, null], ['350000000', 'few', null, null], ['390000000', 'few', null, null],
  ]);
  expect(rowOf(ranked, 350_000_000)).toMatchObject({ share: 0.95, pledges: 4, effective: 4 });
  expect(rowOf(ranked, 310_000_000)).toMatchObject({ share: null, own: null });
  expect(effectiveNumber([3000, ...equal(30, 10)])).toBeLessThan(leastWorth);
});

test('a region that is alone with enough has no rank', () => {
  const ranked = ranking([four[0]!, { kato: 350_000_000, sizes: equal(4, 100), met: 380 }]);
  expect(ranked).toMatchObject({ groups: 0, rows: [{ unranked: 'alone', rank: null, joint: null, share: 0.95 }, { unranked: 'few' }] });
});

test('who cannot be told apart shares ranks and group, who can is ahead or behind', () => {
  const ranked = ranking(four);
  expect(ranked.rows.map(({ place: { kato }, rank }) => [Number(kato) / 10_000_000, rank])).toEqual([
    [11, { best: 1, worst: 1, group: 1 }], [19, { best: 2, worst: 3, group: 2 }], [15, { best: 2, worst: 3, group: 2 }], [23, { best: 4, worst: 4, group: 3 }],
  ]);
  expect(ranked).toMatchObject({ groups: 3, country: 0.5675, month: '2026-01', release: { number: 7 } });
});

test('the same shares on few pledges tell nobody apart', () => {
  const ranked = ranking(four.map((one) => ({ ...one, sizes: equal(6, 50), met: Math.round(one.met! / 33 / 10) * 10 })));
  expect(ranked.rows.every(({ rank }) => rank?.best === 1 && rank.worst === 4)).toBe(true);
  expect(ranked.groups).toBe(1);
});

test('the rounding of a figure is inside its interval, as far as it can reach', () => {
  const row = rowOf(ranking([{ kato: 110_000_000, sizes: equal(400, 1), met: 200 }, ...four.slice(1)]), 110_000_000);
  expect(row.own).toEqual({ low: wilson(191 / 400, 400, 0.95).low, high: wilson(209 / 400, 400, 0.95).high });
  // What is shown as all that is due may be up to all of it, and is at least nine fewer.
  const { own } = rowOf(ranking([{ kato: 110_000_000, sizes: equal(5, 11), met: 50 }, ...four.slice(1)]), 110_000_000);
  expect(own!.high).toBe(1);
});

test('held is what is still held of what was paid, on the fewest pledges that could carry it', () => {
  const sizes = equal(40, 10);
  const ranked = ranking([
    { kato: 110_000_000, sizes: [100, 100, ...equal(20, 10)], paid: 200, held12: 150 }, { kato: 150_000_000, sizes, paid: 300, held12: 60 },
    { kato: 190_000_000, sizes, paid: null, held12: 60 }, { kato: 230_000_000, sizes, paid: 300, held12: 290 },
  ], { measure: 'held' });
  expect(rowOf(ranked, 110_000_000)).toMatchObject({ jobs: 150, of: 200, share: 0.75, unranked: 'few', effective: leastEffective([100, 100, ...equal(20, 10)], 191) });
  expect(rowOf(ranked, 150_000_000)).toMatchObject({ share: 0.2, unranked: null, rank: { best: 2, worst: 2 } });
  expect(rowOf(ranked, 190_000_000)).toMatchObject({ unranked: 'withheld' });
});

const mixed = (kato: number, investment: number, business: number, met: readonly [number, number]): ToldRegion => ({
  kato, sizes: [...equal(investment, 50), ...equal(business, 10)], met: met[0] + met[1],
  kinds: { investment: { sizes: equal(investment, 50), met: met[0] }, business: { sizes: equal(business, 10), met: met[1] } },
});

test('a kind is ranked among its own, and with the same mix the region that has the harder one is not the worse for it', () => {
  // Both meet half of what is hard and all of what is easy; one has little of the easy.
  const two = [mixed(110_000_000, 90, 50, [2250, 500]), mixed(150_000_000, 10, 450, [250, 4500])];
  expect(ranking(two, { kind: 'investment' }).rows.map(({ share }) => share)).toEqual([0.5, 0.5]);
  const [own, standard] = [ranking(two), ranking(two, { mix: 'standard' })];
  expect(rowOf(own, 150_000_000).share! - rowOf(own, 110_000_000).share!).toBeGreaterThan(0.3);
  expect(standard).toMatchObject({ mix: 'standard', standard: { possible: true, lacking: [] } });
  expect(standard.rows.map(({ share }) => share)).toEqual([0.75, 0.75]);
});

test('where a ranked region has too little of a kind there is no same mix, and the answer says of which', () => {
  const ranked = ranking([mixed(110_000_000, 20, 20, [500, 100]), mixed(150_000_000, 20, 1, [500, 10])], { mix: 'standard' });
  expect(ranked).toMatchObject({ mix: 'own', standard: { possible: false, lacking: [{ kind: 'business', regions: 1 }] } });
});

test('a file says in each row what it is, and keeps a rank empty where there is none', () => {
  const [head, first, ...rest] = rankingCsv(ranking([...four, { kato: 350_000_000, sizes: equal(4, 100), met: 380 }]), 'en').trim().split('\r\n');
  expect(head).toContain('Rank from,Rank to,Group,Code,Region,Share');
  expect(first).toMatch(/^1,1,1,110000000,Регион 110000000,0\.95,/);
  expect(rest.at(-1)).toMatch(/^,,,350000000,.*too few pledges,Due jobs met,,own,2026-01,7,1\.0$/);
});
