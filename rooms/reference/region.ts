import type { Region, Succession, Tile } from './contract.ts';
import { names, orNull, provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

const regions: readonly Region[] = readTable('regions', [
  'kato', 'name_kk', 'name_ru', 'name_en', 'valid_from', 'valid_to', 'centre_kk', 'iso', 'iso_before', ...provenanceColumns,
]).map((row) => ({
  kato: row.kato,
  names: names(row),
  validFrom: orNull(row.valid_from),
  validTo: orNull(row.valid_to),
  centre: orNull(row.centre_kk),
  iso: orNull(row.iso),
  isoBefore: orNull(row.iso_before),
  ...provenance(row),
}));

const succession: readonly Succession[] = readTable('succession', ['from_kato', 'to_kato', 'on', 'kind', ...provenanceColumns]).map((row) => ({
  from: row.from_kato,
  to: row.to_kato,
  on: row.on,
  kind: row.kind as Succession['kind'],
  ...provenance(row),
}));

const tiles: readonly Tile[] = readTable('tiles', ['kato', 'column', 'row', 'short_kk', 'short_ru', 'short_en', ...provenanceColumns]).map((row) => ({
  kato: row.kato,
  column: Number(row.column),
  row: Number(row.row),
  shortNames: { kk: row.short_kk, ru: row.short_ru, en: row.short_en },
  ...provenance(row),
}));

/** The 20 regions of today and those of the past, one row for each validity of a name. */
export function listRegions(): readonly Region[] {
  return regions;
}

/** First two digits of every region ever, `10` to `79`; a code that begins with no other is a place (registers, type `place`). */
export function regionCodes(): string[] {
  return [...new Set(regions.map((region) => region.kato.slice(0, 2)))];
}

/** Regions renamed and regions split: from which code to which, and on which day. */
export function listSuccession(): readonly Succession[] {
  return succession;
}

/** The 20 regions of today on a grid of six columns and five rows, each beside its neighbours on the ground. */
export function listTiles(): readonly Tile[] {
  return tiles;
}
