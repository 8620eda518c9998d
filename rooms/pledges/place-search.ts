import { compareText } from '#kernel/format.ts';
import { placeText } from '#kernel/place.ts';
import { placesAbove, type Cube } from './cube.ts';
import { placeName } from './view.ts';

/** Places whose name in any language, or code, begins with the text or has a word that does; wider places first. */
export function searchPlaces(cube: Cube, asked: string, limit: number) {
  const wanted = asked.trim().toLowerCase();
  if (wanted === '') return [];
  const begins = (text: string | null) => text !== null && ` ${text.toLowerCase()}`.includes(` ${wanted}`);
  return [...cube.places.values()]
    .filter((place) => begins(place.nameKk) || begins(place.nameRu) || begins(place.nameEn) || placeText(place.kato).startsWith(wanted))
    .toSorted((a, b) => a.level - b.level || compareText(a.nameKk, b.nameKk, 'kk'))
    .slice(0, limit)
    .map((place) => ({
      ...placeName(cube, place.kato),
      above: placesAbove(cube.places, place.kato).slice(1, -1).reverse().map((above) => placeName(cube, above)),
    }));
}
