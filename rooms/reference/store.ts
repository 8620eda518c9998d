import { sql } from 'kysely';
import type { Database } from '#platform/database.ts';
import { readSteps, textLiteral } from '#platform/duck.ts';
import type { Duck } from '#platform/duck.ts';
import { transfer } from '#platform/transfer.ts';
import { builtInPlaces } from './place.ts';

const steps = new URL('steps/', import.meta.url);

async function runStep(duck: Duck, name: string): Promise<void> {
  for (const step of await readSteps(steps, [name])) await duck.run(step.sql);
}

/**
 * Makes reference.place(kato INTEGER, parent INTEGER, level TINYINT, name_kk, name_ru, name_en, valid_from, valid_to) of
 * the built-in places and of the relation register.places(kato INTEGER, valid_from DATE, valid_to DATE, name_ru, name_kk,
 * name_en), which holds current rows and must exist. One row a code; what is imported wins. Safe to run again.
 */
export async function loadPlaces(duck: Duck): Promise<void> {
  const rows = JSON.stringify(builtInPlaces().map(({ kato, nameKk, nameRu, nameEn, validFrom, validTo }) => ({ kato, nameKk, nameRu, nameEn, validFrom, validTo })));
  const shape = '[{"kato":"INTEGER","nameKk":"VARCHAR","nameRu":"VARCHAR","nameEn":"VARCHAR","validFrom":"DATE","validTo":"DATE"}]';
  await duck.run(`
    create schema if not exists reference;
    create or replace table reference.built_in_place as
    select row.kato, row.validFrom as valid_from, row.validTo as valid_to, row.nameKk as name_kk, row.nameRu as name_ru, row.nameEn as name_en
    from (select unnest(from_json(${textLiteral(rows)}, '${shape}')) as row)`);
  await runStep(duck, '10-place');
}

/**
 * Makes reference.cover(place, above, steps) for the codes that a query yields in its only column: the place itself
 * (`steps` 0, also when the classifier does not hold it), every existing place above it, and 0. Needs `loadPlaces`.
 */
export async function loadCover(duck: Duck, codes: string): Promise<void> {
  await duck.run(`
    create or replace table reference.place_in_use as
    select distinct code::integer as kato from (${codes}) as used(code) where code is not null`);
  await runStep(duck, '20-cover');
}

/** Puts reference.place of DuckDB in place of PostgreSQL's. Needs `loadPlaces`. Run it inside a transaction. */
export async function storePlaces(duck: Duck, db: Database): Promise<void> {
  await sql`DELETE FROM reference.place`.execute(db);
  await transfer(duck, db, 'reference.place', 'select kato, parent, level, name_kk, name_ru, name_en, valid_from, valid_to from reference.place');
}
