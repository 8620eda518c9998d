import type { Country, RowOf } from './columns.ts';
import { binOf, iinOf } from './identifiers.ts';
import { absence, contract, participant, payment, payments, pledge, resident } from './rows.ts';

/** Makers of rows about a person, an employer, a pledge and a project of one case's own, so that many cases are one country, computed once. */
export function ownRows(at: number) {
  const [iin, employer, rival, pledge_id, project_id] = [iinOf(10 + at), binOf(2 * at), binOf(2 * at + 1), `C${String(at).padStart(2, '0')}`, `P${String(at).padStart(2, '0')}`];
  let paid = 0;
  const reference = () => ({ payment_ref: `${at}-${(paid += 1)}` });
  return {
    pledgeId: pledge_id, projectId: project_id, iin, employer, rival,
    pledge: (over: Partial<RowOf<'pledges'>> = {}) => pledge({ pledge_id, project_id, employer, ...over }),
    contract: (over: Partial<RowOf<'contracts'>> = {}) => contract({ employer, iin, ...over }),
    payment: (over: Partial<RowOf<'contributions'>> = {}) => payment({ payer: employer, iin, ...reference(), ...over }),
    payments: (from: string, through: string, over: Partial<RowOf<'contributions'>> = {}) => payments(from, through, { payer: employer, iin, ...reference(), ...over }),
    resident: (over: Partial<RowOf<'population'>> = {}) => resident({ iin, ...over }),
    absence: (over: Partial<RowOf<'absences'>> = {}) => absence({ employer, iin, ...over }),
    participant: (over: Partial<RowOf<'participants'>> = {}) => participant({ employer: rival, project_id, ...over }),
  };
}
export type OwnRows = ReturnType<typeof ownRows>;

/** One country of the rows of many. */
export function mergeCountries(countries: readonly Country[]): Country {
  const merged: { [register: string]: unknown[] } = {};
  for (const country of countries) for (const [register, rows] of Object.entries(country)) (merged[register] ??= []).push(...(rows as unknown[]));
  return merged as Country;
}
