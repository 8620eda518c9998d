// One database is enough: what is told is decided in memory.
import { expect, test } from 'vitest';
import { listCells, type Cell, type WholeCube } from './cell.ts';
import type { Figures } from './measure.ts';
import { protect } from './rounding.ts';
import { stacksOf } from './stack.ts';
import { madeUpCube } from './testing.ts';
import { tellVerdicts, toldOf } from './told-verdict.ts';

const month = 2026 * 12;
const cube = madeUpCube({ seed: 5, projects: 60, months: 1 });
const shown = (all: readonly Cell[], paid: (cell: Cell) => number | null): Figures[] =>
  all.map((cell) => ({ promised: 1, due: 1, contracted: null, paid: paid(cell), held3: null, held6: null, held12: null, met: null }));

/** One pledge of so many jobs, due in the month, with its project, district, region and the rest; and the verdict that it has. */
function alone(jobs: number, verdict: ReturnType<WholeCube['verdict']>) {
  const pledge = { ...cube.pledges[0]!, jobs, dueOn: '2026-01-31', holdMonths: 12 };
  const one: WholeCube = { ...cube, pledges: [pledge], verdict: () => verdict };
  const all = listCells(one);
  return (paid: number | null) => tellVerdicts(one, all, stacksOf(one), new Map([[month, shown(all, ({ members }) => (members.length === 0 ? 0 : paid))]]), month)[0];
}

test('before its due day a pledge is not due, however it stands', () => {
  const early = { ...cube, pledges: [{ ...cube.pledges[0]!, dueOn: '2026-02-28' }], verdict: () => null };
  const all = listCells(early);
  expect(tellVerdicts(early, all, stacksOf(early), new Map(), month)).toEqual(['not-due']);
});

test('of fewer than thirty jobs no verdict is told, whatever it is', () => {
  for (const verdict of ['kept', 'substantially-kept', 'missed'] as const) for (const paid of [null, 20, 30, 40]) expect(alone(29, verdict)(paid)).toBeNull();
});

test('whether a verdict is told does not hang on what it is', () => {
  for (let jobs = 30; jobs < 120; jobs += 1) {
    for (const paid of [null, 20, 30, 40, 50, 60, 80, 100, 110]) {
      const told = (['kept', 'substantially-kept', 'missed'] as const).map((verdict) => alone(jobs, verdict)(paid) !== null);
      expect(new Set(told).size).toBe(1);
    }
  }
});

test('a kept promise of 38 jobs beside a figure of 30, which stands for 39 people at most, would tell nearly all', () => {
  expect(alone(38, 'kept')(30)).toBeNull();
  expect(alone(38, 'kept')(40)).toBe('kept');
  expect(alone(30, 'kept')(30)).toBe('kept');
  expect(alone(100, 'missed')(null)).toBe('missed');
});

test('what is told leaves every figure of paid people six values or more', () => {
  for (let jobs = 30; jobs < 200; jobs += 1) {
    for (let paid = jobs; paid < jobs + 30; paid += 1) {
      for (let dither = 0; dither < 10; dither += 1) {
        const { paid: figure } = protect({ promised: jobs, due: jobs, contracted: paid, paid, held3: 0, held6: 0, held12: 0, met: jobs }, dither);
        if (alone(jobs, 'kept')(figure) === 'kept') expect(figure! + 9 - jobs).toBeGreaterThanOrEqual(5);
      }
    }
    jobs += 6;
  }
});

test('pledges that are judged together are judged by the sum: what keeps the second keeps the first as well', () => {
  const base = cube.pledges[0]!;
  const both: WholeCube = {
    ...cube, verdict: () => 'kept',
    pledges: [{ ...base, pledgeId: 'A', jobs: 40, dueOn: '2026-01-31' }, { ...base, pledgeId: 'B', jobs: 38, dueOn: '2026-01-31' }],
  };
  const all = listCells(both);
  const tell = (a: number, b: number, together: number) => tellVerdicts(both, all, stacksOf(both), new Map([[month, shown(all, ({ members }) => (members.length === 2 ? together : members[0] === 0 ? a : b))]]), month);
  expect(tell(40, 40, 80)).toEqual(['kept', 'kept']);
  // 78 at least of 79 at most.
  expect(tell(40, 40, 70)).toEqual(['kept', null]);
});

test('a verdict that is told narrows what is known to nothing but the truth', () => {
  for (const [at, stack] of stacksOf(cube).entries()) {
    if (stack.length > 1) continue;
    const range = toldOf(cube, at, month);
    const met = Math.min(cube.pledges[at]!.jobs, cube.figure('credited', at, month));
    if (range !== undefined) expect(met >= range.least && met <= range.most).toBe(true);
  }
});

test('pledges of one employer in nested places are one stack, the oldest award first; others stand alone', () => {
  const [base, region] = [cube.pledges.find(({ places }) => places.length === 3)!, (places: readonly number[]) => places.at(-2)!];
  const wide = { ...base, pledgeId: 'wide', place: region(base.places), places: [region(base.places), 0], awardedOn: '2025-01-01' };
  const other = { ...base, pledgeId: 'elsewhere', place: 999, places: [999, 0] };
  const stranger = { ...base, pledgeId: 'stranger', one: 9999 };
  expect(stacksOf({ pledges: [base, wide, other, stranger] })).toEqual([[1, 0], [1, 0], [2], [3]]);
});
