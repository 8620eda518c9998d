import type { Month } from '#kernel/month.ts';
import type { Contribution, Rate } from './contract.ts';
import { names, orNull, provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const contributions: readonly Contribution[] = readTable('contributions', ['code', 'name_kk', 'name_ru', 'name_en', ...provenanceColumns]).map((row) => ({
  code: row.code,
  names: names(row),
  ...provenance(row),
}));

const rates: readonly Rate[] = readTable('rates', ['code', 'valid_from', 'valid_to', 'rate', 'unit', 'base', ...provenanceColumns]).map((row) => ({
  code: row.code,
  validFrom: row.valid_from,
  validTo: orNull(row.valid_to),
  rate: Number(row.rate),
  tenThousandths: Math.round(Number(row.rate) * 10_000),
  unit: row.unit as Rate['unit'],
  base: orNull(row.base),
  ...provenance(row),
}));

/** The contributions and payments from work that have rates, with their names. */
export function listContributions(): readonly Contribution[] {
  return contributions;
}

/** Every rate known, by contribution and date. */
export function listRates(): readonly Rate[] {
  return rates;
}

/**
 * The rate of a contribution in force on the first day of a month; undefined when it was not levied then or the rate is
 * not known. `OPV` is the divisor that makes a wage of a contribution (rule 4), so it always has one: 0.1 since January
 * 2011 with no end, and outside the years 2011-2026 for which it is known the nearest, which is 0.1 too.
 */
export function contributionRate(code: 'OPV', month: Month): Rate;
export function contributionRate(code: string, month: Month): Rate | undefined;
export function contributionRate(code: string, month: Month): Rate | undefined {
  const day = `${month}-01`;
  const ofCode = rates.filter((rate) => rate.code === code);
  const inForce = ofCode.find((rate) => rate.validFrom <= day && (rate.validTo === null || day <= rate.validTo));
  return inForce ?? (code === 'OPV' ? ofCode[0] : undefined);
}

/** What the law makes an employer pay on top of any wage. Not among them: OPPV, owed for the jobs of a state list that no register holds, and the single payment of small business, which is paid instead. */
const ofEmployer = ['OPVR', 'SO', 'OOSMS'] as const;

/** The employer's contributions in force on the first day of a month, each with its rate; those not levied then, or whose rate is not known, are not here. */
export function employerRates(month: Month): { code: (typeof ofEmployer)[number]; tenThousandths: number }[] {
  return ofEmployer.flatMap((code) => {
    const rate = contributionRate(code, month);
    return rate === undefined ? [] : [{ code, tenThousandths: rate.tenThousandths }];
  });
}
