import { expect, test } from 'vitest';
import { classesOf } from './classes.ts';
import { spentBefore } from './life.ts';
import { budgetLimit, paceOf, timeLimit } from './limits.ts';
import type { StoredProject } from './store.ts';

const project: StoredProject = {
  projectId: 'P', kind: 'investment', funding: null, place: 271_000_000, stage: 'construction', startsOn: '2024-01-01', endsOn: '2025-12-31', investment: 2400_00, office: 'office', watchedUntil: null,
};
const month = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
const money = (...rows: [string, number][]) => rows.map(([at, tenge]) => ({ month: month(at), amount: tenge * 100 }));
const everyMonth = (from: string, months: number, tenge: number) => Array.from({ length: months }, (_, at) => ({ month: month(from) + at, amount: tenge * 100 }));
const today = '2025-01-15';

test('there is no pace without money, nor when none came for a year, nor from money of the future', () => {
  expect(paceOf([], month('2025-01'))).toBe(0);
  expect(paceOf(money(['2024-01', 500]), month('2025-01'))).toBe(0);
  expect(paceOf(money(['2025-02', 500]), month('2025-01'))).toBe(0);
  expect(paceOf(money(['2024-02', 500]), month('2025-01'))).toBe(500_00);
});

test('the pace is the money of the twelve months up to the last one with any, or since the first', () => {
  expect(paceOf(everyMonth('2024-09', 3, 100), month('2025-01'))).toBe(100_00);
  expect(paceOf([...money(['2023-01', 9999]), ...everyMonth('2024-01', 12, 100)], month('2025-01'))).toBe(100_00);
  expect(paceOf(money(['2024-01', 100], ['2024-12', 500]), month('2025-01'))).toBe(50_00);
});

test('time is kept until the planned day, at risk when the money reaches the plan later, broken after the day', () => {
  const at = (changes: Partial<StoredProject>, investments: { month: number; amount: number }[], done: string | null = null, now = today) => timeLimit({ ...project, ...changes }, investments, done, now);
  expect(at({}, everyMonth('2024-02', 12, 120))).toMatchObject({ forecast: '2025-09', standing: 'within' });
  // 12 months of 110 leave 1080 tenge, of 100 leave 1200: ten months more, and twelve, the last of them after the planned day.
  expect(at({}, everyMonth('2024-02', 12, 100))).toMatchObject({ forecast: '2026-01', standing: 'at-risk' });
  expect(at({}, [])).toMatchObject({ forecast: null, standing: 'within' });
  expect(at({}, [], null, '2025-12-31').standing).toBe('within');
  expect(at({}, [], null, '2026-01-01').standing).toBe('broken');
  expect(at({ endsOn: null }, [])).toMatchObject({ elapsed: null, standing: 'unknown' });
  expect(at({ stage: 'operation' }, [], '2026-01-01', '2026-05-01')).toMatchObject({ fact: '2026-01-01', standing: 'broken' });
  expect(at({ stage: 'operation' }, [], '2025-12-31', '2026-05-01')).toMatchObject({ elapsed: 1, standing: 'within' });
  expect(at({ stage: 'closed' }, [], null, '2026-05-01').standing).toBe('unknown');
});

test('the budget is broken by money above the plan, at risk when all of it is in and nothing built', () => {
  const at = (investments: { month: number; amount: number }[], changes: Partial<StoredProject> = {}, done = false) => budgetLimit({ ...project, ...changes }, investments, done, today);
  expect(at(everyMonth('2024-01', 12, 100))).toEqual({ plan: 2400, fact: 1200, share: 0.5, pace: 100, forecast: 2300, standing: 'within' });
  expect(at(everyMonth('2024-01', 12, 120))).toMatchObject({ fact: 1440, forecast: 2400, standing: 'within' });
  expect(at(everyMonth('2024-01', 12, 120), {}, true)).toMatchObject({ forecast: 1440, standing: 'within' });
  expect(at(money(['2024-12', 2397])).standing).toBe('within');
  expect(at(money(['2024-12', 2398]))).toMatchObject({ forecast: 2400, standing: 'at-risk' });
  expect(at(money(['2024-12', 2402]))).toMatchObject({ forecast: 2402, standing: 'at-risk' });
  expect(at(money(['2024-12', 2402]), { stage: 'operation' }).standing).toBe('within');
  expect(at(money(['2024-12', 2403])).standing).toBe('broken');
  expect(at([], { investment: 0 })).toMatchObject({ share: null, standing: 'unknown' });
  expect(at([], { endsOn: null })).toMatchObject({ forecast: null, pace: null, standing: 'within' });
});

test('money is spent before the decision when it came in an earlier month, or when nobody decided for it', () => {
  const came = money(['2024-03', 10], ['2024-05', 0], ['2024-06', 7]);
  const decided = (outcome: string, on: string) => [{ what: 'decision' as const, outcome, on }];
  expect(spentBefore(came, decided('approved', '2024-03-31'))).toBeNull();
  expect(spentBefore(came, decided('approved', '2024-06-01'))).toEqual({ tenge: 10, first: '2024-03', decided: '2024-06-01' });
  expect(spentBefore(came, decided('rejected', '2024-01-01'))).toEqual({ tenge: 17, first: '2024-03', decided: null });
  expect(spentBefore(money(['2024-05', 0]), [])).toBeNull();
});

test('a project is short, medium or long by its first day and its last', () => {
  const term = (startsOn: string, endsOn: string | null) => classesOf({ ...project, startsOn, endsOn }).term;
  expect(term('2024-01-01', null)).toBeNull();
  expect(term('2024-01-01', '2024-12-31')).toBe('short');
  expect(term('2024-01-01', '2025-01-01')).toBe('medium');
  expect(term('2024-02-29', '2029-02-28')).toBe('medium');
  expect(term('2024-01-01', '2029-01-01')).toBe('long');
});

test('a project is small, medium or large by its money in indices of the day it starts, under the thresholds of that day', () => {
  const of = (startsOn: string, tenge: number) => classesOf({ ...project, startsOn, investment: tenge * 100 });
  // The index of 2016 is 2,121 tenge, of 2015 1,982.
  expect(of('2016-01-01', 300_000 * 2121)).toMatchObject({ scale: 'small', indices: 300_000, index: 2121 });
  expect(of('2016-01-01', 300_000 * 2121 + 1).scale).toBe('medium');
  expect(of('2016-01-01', 3_000_000 * 2121).scale).toBe('medium');
  expect(of('2016-01-01', 3_000_000 * 2121 + 1).scale).toBe('large');
  expect(of('2015-12-31', 60_000 * 1982)).toMatchObject({ scale: 'small', thresholds: { mediumUpTo: 325_000 } });
  expect(of('2015-12-31', 60_000 * 1982 + 1).scale).toBe('medium');
  expect(of('2005-01-01', 1)).toMatchObject({ scale: null, index: null });
});

test('a social project is social, one of infrastructure is commercial only with private money', () => {
  const aim = (kind: string, funding: string | null) => classesOf({ ...project, kind, funding }).aim;
  expect([aim('social', 'private'), aim('infrastructure', null), aim('infrastructure', 'state'), aim('infrastructure', 'private'), aim('infrastructure', 'mixed'), aim('business', 'grant')])
    .toEqual(['social', 'non-commercial', 'non-commercial', 'commercial', 'commercial', 'commercial']);
});
