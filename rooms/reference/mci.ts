import type { Amount } from './contract.ts';
import { provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const amounts: readonly Amount[] = readTable('mci', ['measure', 'valid_from', 'tenge', ...provenanceColumns]).map((row) => ({
  measure: row.measure as Amount['measure'],
  validFrom: row.valid_from,
  tenge: Number(row.tenge),
  ...provenance(row),
}));

/** The monthly calculation index for both of its purposes, the minimum wage and the subsistence minimum, by measure and date. */
export function listAmounts(): readonly Amount[] {
  return amounts;
}

/**
 * The monthly calculation index on a day `YYYY-MM-DD`. In 2020 and 2022 it rose in April for social payments only:
 * `social` is for benefits, `general` for everything else, programme wages too. Undefined before 2011.
 */
export function mciAt(date: string, purpose: 'general' | 'social'): Amount | undefined {
  return amountAt(`mci-${purpose}`, date);
}

/** The minimum wage a month on a day `YYYY-MM-DD`; undefined before 2011. */
export function minimumWageAt(date: string): Amount | undefined {
  return amountAt('minimum-wage', date);
}

function amountAt(measure: Amount['measure'], date: string): Amount | undefined {
  return amounts.findLast((amount) => amount.measure === measure && amount.validFrom <= date);
}
