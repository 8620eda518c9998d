import type { RowOf } from './columns.ts';
import type { Employers } from './employer.ts';
import { hundredths } from './money.ts';

/** A month that an employer paid a person's pension contribution for; `sum` in tiyn, more than zero. */
export type PaidMonth = { employer: string; person: string; month: string; sum: bigint };

/** Rule 4: what each employer paid for each person and month, refunds deducted, where more than nothing is left. */
export function readPaidMonths(rows: readonly RowOf<'contributions'>[], employers: Employers): PaidMonth[] {
  const months = new Map<string, PaidMonth>();
  for (const row of rows) {
    if (row.kind !== 'OPV') continue;
    const employer = employers.employerOf(row.payer);
    const key = `${employer} ${row.iin} ${row.period}`;
    const month = months.get(key) ?? { employer, person: row.iin, month: row.period, sum: 0n };
    month.sum += hundredths(row.amount);
    months.set(key, month);
  }
  return [...months.values()].filter((month) => month.sum > 0n);
}

export function findPaidMonth(paid: readonly PaidMonth[], employer: string, person: string, month: string): PaidMonth | undefined {
  return paid.find((one) => one.employer === employer && one.person === person && one.month === month);
}

export function isPaid(paid: readonly PaidMonth[], employer: string, person: string, month: string): boolean {
  return findPaidMonth(paid, employer, person, month) !== undefined;
}

/** Rule 4: the wage in tiyn behind a paid month, at the rate of 0.10 that holds in 2011-2026. */
export function wageOf(month: PaidMonth): bigint {
  return month.sum * 10n;
}
