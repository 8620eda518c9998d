import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { placeLevel } from '#kernel/place.ts';
import { openDuck } from '#platform/duck.ts';
import { openTestDatabase } from '#platform/testing.ts';
import { builtInPlaces, placeAbove } from './place.ts';
import { loadCover, loadPlaces, storePlaces } from './store.ts';

const duck = await openDuck({ threads: 1 });
afterAll(() => duck.close());

beforeEach(async () => {
  await duck.run(`
    create schema if not exists register;
    create or replace table register.places (kato integer, valid_from date, valid_to date, name_ru varchar, name_kk varchar, name_en varchar)`);
});

type Place = { kato: number; parent: number | null; level: number; name_kk: string | null; name_ru: string; name_en: string | null; valid_from: string | null; valid_to: string | null };

async function findPlace(kato: number): Promise<Place | undefined> {
  return (await duck.rows<Place>(`select * from reference.place where kato = ${kato}`))[0];
}

async function cover(codes: readonly number[]): Promise<{ place: number; above: number; steps: number }[]> {
  await loadCover(duck, `select unnest([${codes.join()}]::integer[])`);
  return duck.rows('select place, above, steps from reference.cover order by place, steps');
}

test('a code that the classifier does not hold covers itself and lies under what exists of its ancestors', async () => {
  await loadPlaces(duck);
  expect(await cover([101033102, 995555555])).toEqual([
    { place: 101033102, above: 101033102, steps: 0 },
    { place: 101033102, above: 101000000, steps: 1 },
    { place: 101033102, above: 100000000, steps: 2 },
    { place: 101033102, above: 0, steps: 3 },
    { place: 995555555, above: 995555555, steps: 0 },
    { place: 995555555, above: 0, steps: 1 },
  ]);
});

test('the country covers itself, and an empty code is no place', async () => {
  await loadPlaces(duck);
  await loadCover(duck, 'select 0 union all select null union all select 0');
  expect(await duck.rows('select place, above, steps from reference.cover')).toEqual([{ place: 0, above: 0, steps: 0 }]);
});

test('without an import the built-in places are there, one row a code', async () => {
  await loadPlaces(duck);
  const rows = await duck.rows<Place>('select * from reference.place');
  expect(new Map(rows.map((row) => [row.kato, [row.parent, row.level]]))).toEqual(new Map(builtInPlaces().map((place) => [place.kato, [place.parent, place.level]])));
  expect(rows.length).toBe(new Set(builtInPlaces().map((place) => place.kato)).size);
});

test('a code that was renamed has its latest name and the whole of its life', async () => {
  await loadPlaces(duck);
  expect(await findPlace(710000000)).toMatchObject({ name_kk: 'Астана қаласы', valid_from: null, valid_to: null });
  expect(await findPlace(510000000)).toMatchObject({ name_en: 'South Kazakhstan Region', valid_from: null, valid_to: '2018-06-18' });
});

test('what is imported wins, and what it leaves empty keeps the built-in value', async () => {
  await duck.run(`insert into register.places values
    (100000000, null, null, 'Абайская область', null, null),
    (101000000, '2022-06-08', '2030-01-01', 'Семей', 'Семей қаласы', 'Semey')`);
  await loadPlaces(duck);
  expect(await findPlace(100000000)).toMatchObject({ name_ru: 'Абайская область', name_kk: 'Абай облысы', name_en: 'Abai Region', valid_from: '2022-06-08', valid_to: null });
  expect(await findPlace(101000000)).toMatchObject({ name_ru: 'Семей', name_kk: 'Семей қаласы', name_en: 'Semey', valid_from: '2022-06-08', valid_to: '2030-01-01' });
});

test('of several imported validities the latest gives all names, an older one none', async () => {
  await duck.run(`insert into register.places values
    (101033100, '2023-05-01', null, 'Новое', null, null),
    (101033100, null, '2010-12-31', 'Старое', 'Ескі', 'Old'),
    (101033100, '2011-01-01', '2023-04-30', 'Среднее', null, null)`);
  await loadPlaces(duck);
  expect(await findPlace(101033100)).toMatchObject({ name_ru: 'Новое', name_kk: null, name_en: null, valid_from: null, valid_to: null, parent: 101000000, level: 4 });
});

test('an imported village comes between those above and below it', async () => {
  await duck.run(`insert into register.places values
    (101033102, null, null, 'с.Акшабай', null, null), (101033000, null, null, 'Абралинский с.о.', null, null)`);
  await loadPlaces(duck);
  expect((await cover([101033102])).map((row) => row.above)).toEqual([101033102, 101033000, 101000000, 100000000, 0]);
});

test('in any classifier the steps find the parent and the cover that climbing by rule 1 finds', async () => {
  const part = fc.constantFrom(0, 0, 1, 10, 33);
  const code = fc.tuple(fc.constantFrom(10, 11, 51, 71), part, part, fc.constantFrom(0, 1, 9), part)
    .map(([a, b, c, h, ij]) => a * 10_000_000 + b * 100_000 + c * 1_000 + h * 100 + ij);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(code, { minLength: 1, maxLength: 40 }), fc.uniqueArray(code, { minLength: 1, maxLength: 20 }), async (held, used) => {
      await duck.run(`delete from register.places; insert into register.places select unnest([${held.join()}]), null, null, 'x', null, null`);
      await loadPlaces(duck);
      const known = new Set([...held, ...builtInPlaces().map((place) => place.kato)]);
      const parentOf = (kato: number): number => placeAbove(kato, (one) => known.has(one));
      for (const place of await duck.rows<Place>('select * from reference.place where kato <> 0')) {
        expect(place).toMatchObject({ parent: parentOf(place.kato), level: placeLevel(place.kato) });
      }
      const expected = used.toSorted((a, b) => a - b).flatMap((place) => {
        const chain = [place];
        while (chain.at(-1) !== 0) chain.push(parentOf(chain.at(-1) ?? 0));
        return chain.map((above, steps) => ({ place, above, steps }));
      });
      expect(await cover(used)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('PostgreSQL holds the same places, replaced whole', async () => {
  const { db, close } = await openTestDatabase();
  await duck.run(`insert into register.places values (101033102, '2000-02-29', null, 'с."Акшабай"', 'Ақшабай', null)`);
  await loadPlaces(duck);
  for (const time of ['first', 'again']) await db.transaction().execute(async (transaction) => {
    await storePlaces(duck, transaction);
    const { rows } = await sql<Place>`SELECT kato, parent, level, name_kk, name_ru, name_en, valid_from, valid_to FROM reference.place ORDER BY kato`.execute(transaction);
    expect(rows, time).toEqual(await duck.rows<Place>('select kato, parent, level, name_kk, name_ru, name_en, valid_from, valid_to from reference.place order by kato'));
  });
  await duck.run('delete from register.places');
  await loadPlaces(duck);
  await db.transaction().execute((transaction) => storePlaces(duck, transaction));
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM reference.place WHERE kato = 101033102`.execute(db);
  expect(rows[0]?.n).toBe(0);
  await close();
}, 60_000);
