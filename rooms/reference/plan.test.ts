import { expect, test } from 'vitest';
import { listAlmaty, listPlan } from './plan.ts';
import { listRegions } from './region.ts';

test('the plan covers the 16 regions of its time, and the country last', () => {
  const then = listRegions().filter((region) => (region.validFrom ?? '') <= '2013-01-01' && (region.validTo ?? '9999') >= '2013-01-01');
  expect(listPlan().slice(0, -1).map((row) => row.kato).toSorted()).toEqual(then.map((region) => region.kato).toSorted());
  expect(listPlan().at(-1)?.kato).toBe('000000000');
});

test('every column of the plan adds up to its printed total, 509,108 jobs in all', () => {
  const regions = listPlan().slice(0, -1);
  const country = listPlan().at(-1);
  expect(country?.total).toBe(509_108);
  for (const { year, jobs } of country?.years ?? []) {
    expect(regions.reduce((sum, row) => sum + (row.years.find((one) => one.year === year)?.jobs ?? 0), 0)).toBe(jobs);
  }
  for (const row of listPlan()) expect(row.years.reduce((sum, one) => sum + one.jobs, 0)).toBe(row.total);
});

test('of Almaty\'s printed values exactly those add up wrongly, by 0.1, that the notes name', () => {
  const tenths = (indicator: string, period: string): number =>
    Math.round(10 * (listAlmaty().find((one) => one.indicator === indicator)?.values.find((one) => one.period === period)?.value ?? Number.NaN));
  const wrong = ['2009', '2010', '2011', '2012', '2013', '2014Q3'].flatMap((period) => {
    const value = (indicator: string): number => tenths(indicator, period);
    const misses = {
      'employees and self-employed': value('employees-wage') + value('self-employed') - value('employed-total'),
      'employed and unemployed': value('employed-total') + value('unemployed') - value('economically-active'),
      'rates of employment and unemployment': value('employment-rate-of-labour-force') + value('unemployment-rate') - 1000,
      'rates of activity and inactivity': value('activity-rate') + value('inactivity-rate') - 1000,
      'rate of employment': Math.round((1000 * value('employed-total')) / value('economically-active')) - value('employment-rate-of-labour-force'),
      'rate of unemployment': Math.round((1000 * value('unemployed')) / value('economically-active')) - value('unemployment-rate'),
      'rate of activity': Math.round((1000 * value('economically-active')) / (value('economically-active') + value('inactive'))) - value('activity-rate'),
    };
    return Object.entries(misses).filter(([, by]) => by !== 0).map(([what, by]) => `${period} ${what} ${by}`);
  });
  expect(wrong).toEqual(['2009 employees and self-employed -1', '2011 employed and unemployed 1', '2011 rates of employment and unemployment -1', '2011 rate of employment 1']);
});
