import { plusMonths } from './calendar.ts';
import type { Country } from './columns.ts';
import { currentRows } from './current.ts';
import { readEmployers } from './employer.ts';
import { readPaidMonths } from './paid.ts';

/** Rule 13: `paidBefore` persons were paid for the month before by somebody else than themselves; `reached` of them work for an employer that paid anybody for the month. */
export type Completeness = { paidBefore: number; reached: number };

export function completenessOf(country: Country, month: string): Completeness {
  const employers = readEmployers(currentRows(country, 'employers'));
  const contributions = currentRows(country, 'contributions');
  const byOthers = readPaidMonths(contributions.filter((row) => row.payer !== row.iin), employers);
  const paying = new Set(readPaidMonths(contributions, employers).filter((one) => one.month === month).map((one) => one.employer));
  const before = byOthers.filter((one) => one.month === plusMonths(month, -1));
  return {
    paidBefore: new Set(before.map((one) => one.person)).size,
    reached: new Set(before.filter((one) => paying.has(one.employer)).map((one) => one.person)).size,
  };
}
