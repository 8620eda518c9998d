import type { Provenance, Source } from './contract.ts';
import { readTable } from './table.ts';
import type { Row } from './table.ts';

/** The columns that end every table of facts. */
export const provenanceColumns = ['source', 'confirmed', 'note'] as const;

const sources: readonly Source[] = readTable('sources', ['key', 'title', 'address']).map((row) => ({ ...row, address: orNull(row.address) }));

/** An empty field is an unknown value. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** What a row says of its own origin: `source` holds keys of `data/sources.csv` parted by blanks. */
export function provenance(row: Row<(typeof provenanceColumns)[number]>): Provenance {
  return { source: row.source.split(' '), confirmed: row.confirmed as Provenance['confirmed'], note: orNull(row.note) };
}

/** The sources that the given values name, in the order of the table. */
export function listSources(values: readonly Provenance[]): Source[] {
  const named = new Set(values.flatMap((value) => value.source));
  return sources.filter((source) => named.has(source.key));
}

/** The three names of a row with `name_kk`, `name_ru`, `name_en`. */
export function names(row: Row<'name_kk' | 'name_ru' | 'name_en'>): { kk: string; ru: string; en: string } {
  return { kk: row.name_kk, ru: row.name_ru, en: row.name_en };
}
