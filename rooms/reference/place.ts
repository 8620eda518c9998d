import { country, placeLevel, zeroLastPart } from '#kernel/place.ts';
import type { PlaceLevel } from '#kernel/place.ts';
import type { Provenance } from './contract.ts';
import { listRegions } from './region.ts';
import { provenance, provenanceColumns } from './source.ts';
import { readTable } from './table.ts';

/** A place that the program knows without an import: the country, a region in one of its validities, or a district. */
export type BuiltInPlace = Provenance & {
  kato: number;
  level: PlaceLevel;
  /** By rule 1 of the evidence; null for the country. */
  parent: number | null;
  nameKk: string;
  nameRu: string;
  /** Districts have none; Russian stands in. */
  nameEn: string | null;
  /** Days, included; null is open or unknown. */
  validFrom: string | null;
  validTo: string | null;
};

const wholeCountry = {
  kato: country, nameKk: 'Қазақстан', nameRu: 'Казахстан', nameEn: 'Kazakhstan', validFrom: null, validTo: null,
  source: ['own'], confirmed: 'yes', note: 'Nine zeros for the whole country are the code of the register extracts.',
} as const;

const regions = listRegions().map(({ kato, names, validFrom, validTo, source, confirmed, note }) => ({
  kato: Number(kato), nameKk: names.kk, nameRu: names.ru, nameEn: names.en, validFrom, validTo, source, confirmed, note,
}));

const districts = readTable('districts', ['kato', 'name_kk', 'name_ru', ...provenanceColumns]).map((row) => ({
  kato: Number(row.kato), nameKk: row.name_kk, nameRu: row.name_ru, nameEn: null, validFrom: null, validTo: null, ...provenance(row),
}));

/** The next place above a code: its last non-zero part set to zero, until `known` has the result (rule 1). The country is always known. */
export function placeAbove(kato: number, known: (kato: number) => boolean): number {
  let above = zeroLastPart(kato);
  while (above !== country && !known(above)) above = zeroLastPart(above);
  return above;
}

const facts = [{ ...wholeCountry, source: [...wholeCountry.source] }, ...regions, ...districts];
const codes = new Set(facts.map((fact) => fact.kato));

const places: readonly BuiltInPlace[] = facts.map((fact) => ({
  ...fact,
  level: placeLevel(fact.kato),
  parent: fact.kato === country ? null : placeAbove(fact.kato, (kato) => codes.has(kato)),
}));

/**
 * The country, every region ever and the districts of 17 October 2022. A code has a row for each validity of its name.
 * What an operator imports stands beside these and wins (`loadPlaces`).
 */
export function builtInPlaces(): readonly BuiltInPlace[] {
  return places;
}
