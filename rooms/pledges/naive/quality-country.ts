import fc from 'fast-check';
import { plusMonths } from './calendar.ts';
import { firstMonth } from './choice.ts';
import type { Country } from './columns.ts';
import { iinOf } from './identifiers.ts';
import { moneyCountry } from './money-country.ts';
import { astrakhan, resident, settlement } from './rows.ts';

const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const day = fc.tuple(fc.integer({ min: 0, max: 28 }), one('01', '15', '28')).map(([at, date]) => `${plusMonths(firstMonth, at)}-${date}`);

const who = fc.record({
  /** Near the edges of both bands of youth in these months. */
  born_on: one('1988-06-30', '1988-07-01', '1989-12-31', '1994-02-28', '1996-02-29', '2009-07-31', '2010-05-01'),
  sex: one('f', 'm'), place: one(settlement, astrakhan, '110000000', '113290100', '750000000', '751110000', '000000000'), citizenship: one('KZ', 'KZ', 'UZ', ''),
  graduated_on: fc.option(fc.oneof(day, day.map((text) => `${Number(text.slice(0, 4)) - 3}${text.slice(4)}`)), { nil: '' }),
});
const job = fc.record({ conditions: one('', '1', '2', '3.1', '4'), qualification: one('', '3', '4', '6') });
const promise = fc.record({ young: one('', '2'), wage_floor: one('', '85000.5', '200000', '200000.01') });
const late = one('25', '25', '26', '24', '28');

/** Small countries in which people, jobs, promises and days of payment differ in all that is told of the quality of jobs. */
export function qualityCountry(): fc.Arbitrary<Country> {
  const several = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 9, maxLength: 9 });
  return fc.tuple(moneyCountry(), several(who), several(job), several(promise), several(late)).map(([country, people, jobs, promises, days]) => ({
    ...country,
    population: [...(country.population ?? []), resident({ iin: iinOf(20) })].map((row, at) => ({ ...row, ...people[at % 9]! })),
    contracts: (country.contracts ?? []).map((row, at) => ({ ...row, ...jobs[at % 9]! })),
    pledges: (country.pledges ?? []).map((row, at) => ({ ...row, ...promises[at % 9]! })),
    contributions: (country.contributions ?? []).map((row, at) => ({ ...row, paid_on: `${plusMonths(row.period, 1)}-${days[at % 9]!}` })),
    employers: (country.employers ?? []).map((row, at) => ({ ...row, sector: ['C', '01', 'F', '62010'][at % 4]! })),
  }));
}
