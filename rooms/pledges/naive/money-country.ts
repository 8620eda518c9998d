import fc from 'fast-check';
import { plusMonths } from './calendar.ts';
import type { Country } from './columns.ts';
import { smallCountry } from './country.ts';
import { firstMonth } from './choice.ts';
import { binOf, iinOf } from './identifiers.ts';
import { contract, payments, pledge, settlement } from './rows.ts';

const monthFrom = (from: number, through: number) => fc.constantFrom(...Array.from({ length: through - from + 1 }, (_, at) => plusMonths(firstMonth, from + at)));
const amount = fc.constantFrom('0', '0.01', '250000.5', '1000000', '333333.33', '50000');
const terms = fc.record({ ends: fc.option(monthFrom(6, 40), { nil: undefined, freq: 5 }), investment: amount });
const put = fc.record({ project: fc.nat(2), period: monthFrom(-6, 34), amount });
/** Somebody who is always paid by an employer that nobody else works for, so that every country has a wage on the clock. */
const steady = fc.record({ project: fc.nat(2), from: monthFrom(1, 6), through: monthFrom(7, 30), amount: fc.constantFrom('8500.05', '20000', '0.03') });

const recorded_at = '2026-06-01T09:00:00+05:00';

/** Small countries whose projects end, cost and take in money in many ways, with pledges of both phases: all that the wage clock is read from. */
export function moneyCountry(): fc.Arbitrary<Country> {
  const three = fc.array(terms, { minLength: 3, maxLength: 3 });
  return fc.tuple(smallCountry(), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), three, fc.array(put, { maxLength: 12 }), steady)
    .map(([country, building, ends, investments, one]) => {
      const projects = (country.projects ?? []).map((row, at) => ({
        ...row, investment: ends[at % 3]!.investment, ends_on: ends[at % 3]!.ends === undefined ? '' : `${ends[at % 3]!.ends}-15`,
      }));
      const ids = [...new Set(projects.map((row) => row.project_id))];
      const idOf = (at: number): string => ids[at % ids.length] ?? 'P1';
      const [employer, iin] = [binOf(9), iinOf(20)];
      const rows = new Map(investments.map((row) => [`${row.project} ${row.period}`, row]));
      const promised = pledge({ pledge_id: 'steady', project_id: idOf(one.project), employer, place: settlement, awarded_on: `${one.from}-01` });
      return {
        ...country, projects,
        pledges: [...(country.pledges ?? []), promised].map((row, at) => ({ ...row, phase: building[at % 8] === true ? 'construction' : 'operation' })),
        contracts: [...(country.contracts ?? []), contract({ employer, iin, starts_on: `${one.from}-01` })],
        contributions: [...(country.contributions ?? []), ...payments(one.from, one.through, { payment_ref: 'steady', payer: employer, iin, amount: one.amount })],
        investments: [...rows.values()].map((row) => ({ project_id: idOf(row.project), period: row.period, amount: row.amount, recorded_at })),
      };
    });
}
