import { expect, test } from 'vitest';
import type { Cell, Division } from './cell.ts';
import { inferRanges, isTold, passGate } from './gate.ts';
import type { Counts, Figures } from './measure.ts';
import { knownOf, protect } from './rounding.ts';

const cell = (name: string, members: number[]): Cell => ({ name, table: 'places', place: 0, key: name, members });
const people = (paid: number): Counts => ({ promised: 1000, due: 0, contracted: paid, paid, held3: 0, held6: 0, held12: 0, met: 0 });
const shown = (paid: number | null): Figures => ({ promised: 1000, due: 0, contracted: paid, paid, held3: null, held6: null, held12: null, met: 0 });

/** A region and its districts. */
function region(paid: readonly number[]): { cells: Cell[]; divisions: Division[]; counts: Counts[] } {
  const districts = paid.map((_, at) => cell(`district ${at}`, [at]));
  const whole = cell('region', paid.map((_, at) => at));
  const total = paid.reduce((sum, one) => sum + one, 0);
  return { cells: [whole, ...districts], divisions: [{ whole, parts: districts, rest: false }], counts: [people(total), ...paid.map(people)] };
}

test('a figure that stands for fewer than ten people is refused', () => {
  const { cells, divisions, counts } = region([30, 9]);
  expect(() => passGate(cells, divisions, counts, [shown(40), shown(30), shown(20)])).toThrow('release-unsafe');
});

test('a figure that is not the truth rounded is refused', () => {
  const { cells, divisions, counts } = region([30, 9]);
  expect(() => passGate(cells, divisions, counts, [shown(60), shown(30), shown(null)])).toThrow('release-unsafe');
});

test('by rounding alone a small district cannot be told from its region, whatever the dithers', () => {
  for (let seed = 0; seed < 1000; seed += 1) {
    const { cells, divisions, counts } = region([23, 41, 7]);
    const open = counts.map((truth, at) => protect(truth, Math.floor(seed / 10 ** at) % 10));
    const ranges = inferRanges(cells, divisions, (at, measure) => knownOf(measure, open[at]!));
    expect(isTold(counts[3]!, 'paid', ranges[3]!.paid)).toBe(false);
  }
});

test('where every dither conspires, the smallest figure beside the small one is withheld as well', () => {
  // Nine districts, all rounded up by nine, and a region rounded down: what is left for the tenth is 0 to 0.
  const districts = [...Array.from({ length: 9 }, (_, at) => 21 + 10 * at), 0];
  const { cells, divisions, counts } = region(districts);
  const open = counts.map((truth, at) => protect(truth, at === 0 || at === 10 ? 0 : 9));
  const told = inferRanges(cells, divisions, (at, measure) => knownOf(measure, open[at]!))[10]!.paid;
  expect(told.most - told.least).toBeLessThan(5);
  const sheet = passGate(cells, divisions, counts, open);
  expect(open[1]!.paid).toBe(30);
  expect(sheet[1]!.paid).toBeNull();
  const after = inferRanges(cells, divisions, (at, measure) => (at === 1 && measure === 'paid' ? { least: 0, most: Infinity } : knownOf(measure, sheet[at]!)));
  expect(isTold(counts[10]!, 'paid', after[10]!.paid)).toBe(false);
});

test('withholding stops where it need not go on', () => {
  const { cells, divisions, counts } = region([23, 41, 7]);
  const open = counts.map((truth) => protect(truth, 4));
  expect(passGate(cells, divisions, counts, open)).toEqual(open);
});
