import { country } from '#kernel/place.ts';
import { builtInPlaces, listSuccession } from '#reference';

/** Names of the country and spellings of regions that the reference does not hold, in plain writing. */
const otherNames: readonly (readonly [number, readonly string[]])[] = [
  [country, ['республика казахстан', 'қазақстан республикасы', 'republic of kazakhstan', 'the republic of kazakhstan', 'рк', 'қр', 'rk', 'kz']],
  [100000000, ['abay region']], [330000000, ['zhetysu region', 'область жетысу', 'жетысуская область']], [390000000, ['kostanai region', 'qostanay region']],
  [270000000, ['зко', 'бқо']], [590000000, ['ско', 'сқо']], [610000000, ['turkestan region']], [620000000, ['область улытау', 'улытауская область']], [630000000, ['вко', 'шқо']],
];

/** One spelling of a name: short words of administration in full, a city by its bare name. */
function plainPlace(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[«»"]/g, '').replace(/\s+/g, ' ').trim()
    .replace(/^(?:(?:город|г|city of) |[гқ]\. ?)/u, '').replace(/ (?:қаласы|қ\.|город|г\.|city)$/u, '')
    .replace(/(?<!\p{L})обл\.?$/u, 'область').replace(/^обл\. /u, 'область ').replace(/ (?:oblast|province)$/u, ' region').replace(/^(?:the )?region of (.+)$/u, '$1 region');
}

/** Code of each name that names one place only. */
const codes = new Map<string, number | undefined>();

function learn(name: string, kato: number): void {
  codes.set(name, codes.has(name) && codes.get(name) !== kato ? undefined : kato);
}

for (const { kato, nameKk, nameRu, nameEn } of builtInPlaces()) {
  for (const name of [nameKk, nameRu, nameEn]) if (name !== null) learn(plainPlace(name), kato);
}
for (const [kato, names] of otherNames) for (const name of names) learn(name, kato);

/** The code of the country, a region or a district, by any of its names in three languages; undefined for any other name. */
export function findPlace(name: string): number | undefined {
  return codes.get(plainPlace(name));
}

const region = (kato: number): number => Math.trunc(kato / 10_000_000);

/** False where a place of the reference is known to lie outside another; a region that was split off has lain within. */
export function mayLieWithin(part: number, whole: number): boolean {
  if (whole === country || part === whole) return true;
  if (part === country) return false;
  if (region(part) !== region(whole)) return listSuccession().some(({ from, to }) => region(Number(from)) === region(whole) && region(Number(to)) === region(part));
  return whole % 10_000_000 === 0;
}
