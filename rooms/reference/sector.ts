import type { Sector } from './contract.ts';
import { names, provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const sectors: readonly Sector[] = readTable('sectors', [
  'section', 'first_division', 'last_division', 'name_kk', 'name_ru', 'name_en', ...provenanceColumns,
]).map((row) => ({
  section: row.section,
  firstDivision: Number(row.first_division),
  lastDivision: Number(row.last_division),
  names: names(row),
  ...provenance(row),
}));

/** The sections A-U of economic activity. */
export function listSectors(): readonly Sector[] {
  return sectors;
}

/** The section letter of a register's sector: the letter itself, or that of the division which its first two digits name. */
export function sectorSection(code: string): string | undefined {
  const division = Number(code.slice(0, 2));
  return sectors.find(({ section, firstDivision, lastDivision }) => code === section || (firstDivision <= division && division <= lastDivision))?.section;
}
