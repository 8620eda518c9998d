import { expect, test } from 'vitest';
import type { Month } from '#kernel/month.ts';
import { contributionRate, employerRates, listContributions, listRates } from './rate.ts';

const on = (code: string, month: string): number | undefined => contributionRate(code, month as Month)?.tenThousandths;

test('a contribution that was not levied in a month, or is not known, has no rate', () => {
  expect(on('OPVR', '2023-12')).toBeUndefined();
  expect(on('ESP_CITY', '2024-01')).toBeUndefined();
  expect(on('NONE', '2024-01')).toBeUndefined();
});

test('the worker\'s pension contribution is a tenth of the wage in every month', () => {
  for (const month of ['1998-01', '2010-12', '2011-01', '2026-12', '2040-01']) expect(on('OPV', month)).toBe(1000);
});

test('the employer\'s pension contribution rises each January to five per cent', () => {
  expect(['2024-01', '2024-12', '2025-01', '2026-06', '2027-12', '2028-01', '2035-01'].map((month) => on('OPVR', month))).toEqual([150, 150, 250, 350, 450, 500, 500]);
});

test('no contribution has two rates on a day, and every one has a name', () => {
  const named = listContributions().map((contribution) => contribution.code);
  expect([...new Set(listRates().map((rate) => rate.code))]).toEqual(named);
  for (const [at, rate] of listRates().entries()) {
    const next = listRates()[at + 1];
    if (next?.code === rate.code) expect(rate.validTo !== null && rate.validTo < next.validFrom).toBe(true);
    expect(rate.tenThousandths / 10_000).toBeCloseTo(rate.rate, 10);
  }
});

test('on top of a wage an employer pays what is levied on every wage in the month, and nothing of which the rate is not known', () => {
  const at = (month: string) => employerRates(month as Month).map(({ code, tenThousandths }) => [code, tenThousandths]);
  expect(at('2010-12')).toEqual([]);
  expect(at('2019-12')).toEqual([['SO', 350]]);
  expect(at('2023-12')).toEqual([['SO', 350], ['OOSMS', 300]]);
  expect(at('2026-01')).toEqual([['OPVR', 350], ['SO', 500], ['OOSMS', 300]]);
});
