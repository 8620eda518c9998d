import { expect, test } from 'vitest';
import { listRegions, listSuccession, listTiles, regionCodes } from './region.ts';

function inForce(day: string): string[] {
  return listRegions()
    .filter((region) => (region.validFrom ?? '') <= day && day <= (region.validTo ?? '9999'))
    .map((region) => region.kato);
}

test('there were 16 regions, then 17, and there are 20', () => {
  expect(inForce('2018-06-18').length).toBe(16);
  expect(inForce('2018-06-19').length).toBe(17);
  expect(inForce('2022-06-07').length).toBe(17);
  expect(inForce('2022-06-08').length).toBe(20);
});

test('on no day does a code have two names', () => {
  const days = listRegions().flatMap((region) => [region.validFrom, region.validTo].filter((day) => day !== null));
  for (const day of [...days, '2000-01-01', '2030-01-01']) {
    const codes = inForce(day);
    expect(new Set(codes).size).toBe(codes.length);
  }
});

test('the capital keeps its code under each of its names', () => {
  const on = (day: string): string | undefined =>
    listRegions().find((region) => region.kato === '710000000' && (region.validFrom ?? '') <= day && day <= (region.validTo ?? '9999'))?.names.en;
  expect([on('2019-03-22'), on('2019-03-23'), on('2022-09-16'), on('2022-09-17')]).toEqual(['Astana city', 'Nur-Sultan city', 'Nur-Sultan city', 'Astana city']);
});

test('a region that appears or changes its name on a day is told by the succession of that day', () => {
  const starts = listRegions().filter((region) => region.validFrom !== null);
  expect(starts.length).toBe(7);
  for (const region of starts) {
    expect(listSuccession().filter(({ to, on }) => to === region.kato && on === region.validFrom).length).toBe(1);
  }
  const codes = listRegions().map((region) => region.kato);
  for (const { from, to } of listSuccession()) {
    expect(codes).toContain(from);
    expect(codes).toContain(to);
  }
});

test('a place may begin with the two digits of any region ever, and with no others', () => {
  expect(regionCodes().toSorted()).toEqual('10 11 15 19 23 27 31 33 35 39 43 47 51 55 59 61 62 63 71 75 79'.split(' '));
});

test('each of the 20 regions of today has a tile of its own and a short name of its own in every language', () => {
  expect(listTiles().map((tile) => tile.kato).toSorted()).toEqual(inForce('2026-01-01').toSorted());
  expect(new Set(listTiles().map((tile) => `${tile.column} ${tile.row}`)).size).toBe(20);
  for (const language of ['kk', 'ru', 'en'] as const) {
    expect(new Set(listTiles().map((tile) => tile.shortNames[language])).size).toBe(20);
  }
});

test('the tiles of the three cities stand beside the oblast around them, and what lies west is drawn west', () => {
  const at = (kato: string): { column: number; row: number } => listTiles().find((tile) => tile.kato === kato) ?? { column: -9, row: -9 };
  for (const [city, oblast] of [['710000000', '110000000'], ['750000000', '190000000'], ['790000000', '610000000']] as const) {
    expect(Math.abs(at(city).column - at(oblast).column) + Math.abs(at(city).row - at(oblast).row)).toBe(1);
  }
  expect(at('270000000').column).toBeLessThan(at('630000000').column);
  expect(at('590000000').row).toBeLessThan(at('790000000').row);
});
