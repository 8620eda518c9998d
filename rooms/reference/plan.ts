import type { AlmatyIndicator, PlanRow } from './contract.ts';
import { names, provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const years = ['2013', '2014', '2015', '2016', '2017', '2018', '2019', '2020'] as const;
const periods = ['2009', '2010', '2011', '2012', '2013', '2014Q3'] as const;

const plan: readonly PlanRow[] = readTable('plan', ['kato', 'name_kk', ...years, 'total', ...provenanceColumns]).map((row) => ({
  kato: row.kato,
  nameKk: row.name_kk,
  years: years.map((year) => ({ year: Number(year), jobs: Number(row[year]) })),
  total: Number(row.total),
  ...provenance(row),
}));

const almaty: readonly AlmatyIndicator[] = readTable('almaty', [
  'indicator', 'name_kk', 'name_ru', 'name_en', 'unit', ...periods, ...provenanceColumns,
]).map((row) => ({
  indicator: row.indicator,
  names: names(row),
  unit: row.unit as AlmatyIndicator['unit'],
  values: periods.map((period) => ({ period, value: Number(row[period]) })),
  ...provenance(row),
}));

/** Jobs to be secured in 2013-2020 by region, as printed: the 16 regions of the time and, last, the country. */
export function listPlan(): readonly PlanRow[] {
  return plan;
}

/** The labour market of Almaty from 2009 to the third quarter of 2014, as printed, with what does not add up in the notes. */
export function listAlmaty(): readonly AlmatyIndicator[] {
  return almaty;
}
