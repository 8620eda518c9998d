import { expect, test } from 'vitest';
import { builtInPlaces, placeAbove } from './place.ts';

const parents = new Map(builtInPlaces().map((place) => [place.kato, place.parent]));

test('the country has no place above it, every region stands under it, every district under its region', () => {
  expect(parents.get(0)).toBe(null);
  for (const { kato, parent } of builtInPlaces()) {
    if (kato !== 0) expect(parent).toBe(kato % 10_000_000 === 0 ? 0 : Math.floor(kato / 10_000_000) * 10_000_000);
  }
});

test('a city district stands straight under the city that is a region', () => {
  expect(parents.get(711110000)).toBe(710000000);
});

test('a code that is not held climbs to what exists', () => {
  const known = (kato: number): boolean => parents.has(kato);
  expect(placeAbove(101033102, known)).toBe(101000000);
  expect(placeAbove(101000000, known)).toBe(100000000);
  expect(placeAbove(990000001, known)).toBe(0);
  expect(placeAbove(0, known)).toBe(0);
});

test('the country, 21 codes of regions and 220 districts are built in, named in Kazakh and Russian', () => {
  expect(parents.size).toBe(1 + 21 + 220);
  expect(builtInPlaces().length).toBe(1 + 23 + 220);
  for (const place of builtInPlaces()) {
    expect(place.nameKk).toMatch(/^\p{Script=Cyrillic}/u);
    expect(place.nameRu).toMatch(/^\p{Script=Cyrillic}/u);
  }
});
