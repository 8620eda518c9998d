import { placeText } from '#kernel/place.ts';
import { builtInPlaces } from '#reference';
import { chance, dice, pick, shuffle, unit, urn, whole } from './random.ts';
import type { Dice, Urn } from './random.ts';
import { regionsOf } from './region.ts';
import type { Region } from './region.ts';
import { inLatin, inRussian } from './spelling.ts';
import { readTable } from './table.ts';

export type Names = { kk: string; ru: string; en: string };

/** Where people live and work: a city, a city district or a village. */
export type Settlement = { kato: number; code: string; names: Names; weight: number };

/** A district, a city of a region or a city district, with what lies in it. */
export type District = {
  kato: number;
  index: number;
  region: Region;
  urban: boolean;
  names: Names;
  thousands: number;
  settlements: Urn<Settlement>;
  /** Made-up places below it, for the places register, wider ones first. */
  below: { kato: number; names: Names }[];
};

const toponyms = readTable('toponyms', ['name']).map((row) => row.name);
const cityMark = / Қ\.Ә\.$/;
const districtMark = / ауданы$/;

type Ground = { kato: number; nameKk: string; nameRu: string };
type Layout = Pick<District, 'urban' | 'names' | 'below'> & { settled: Settlement[] };

/** Every district of the country, in order of code, with made-up rural districts and villages. */
export function districtsOf(seed: number): District[] {
  const cities = new Map(readTable('cities', ['kato', 'thousands']).map((row) => [Number(row.kato), Number(row.thousands)]));
  return regionsOf(seed).flatMap((region) => {
    const places = builtInPlaces().filter((place) => place.parent === region.kato);
    // What the region has beside its cities is shared out among its districts by chance.
    const shares = new Map(places.map(({ kato }) => [kato, cities.has(kato) ? 0 : 0.5 + unit(dice(seed, 'place', kato))]));
    const allShares = sum(shares.values());
    const rural = region.thousands - sum(places.map(({ kato }) => cities.get(kato) ?? 0));
    return places.map((place) => {
      const { settled, ...layout } = layOut(place, dice(seed, 'place', place.kato + 1));
      const thousands = cities.get(place.kato) ?? (rural * (shares.get(place.kato) ?? 0)) / allShares;
      return { kato: place.kato, region, thousands, settlements: urn(settled, (one) => one.weight), ...layout };
    });
  }).map((district, index) => ({ ...district, index }));
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((all, number) => all + number, 0);
}

function layOut(ground: Ground, stream: Dice): Layout {
  const names = [...toponyms];
  shuffle(stream, names);
  const name = (): string => names.pop() ?? pick(stream, toponyms);
  if (ground.kato % 100_000 !== 0) return layOutCityDistrict(ground);
  return cityMark.test(ground.nameKk) ? layOutCity(ground, name, stream) : layOutDistrict(ground, name, stream);
}

/** A city district is one place; nothing is made up below it. */
function layOutCityDistrict({ kato, nameKk, nameRu }: Ground): Layout {
  const names = { kk: nameKk, ru: nameRu, en: `${inLatin(nameKk.replace(districtMark, ''))} city district` };
  return { urban: true, names, below: [], settled: [settlement(kato, names, 1)] };
}

/** A city with what its administration holds around it: the city itself, and a rural district or two. */
function layOutCity({ kato, nameKk, nameRu }: Ground, name: () => string, stream: Dice): Layout {
  const own = nameKk.replace(cityMark, '');
  const names = { kk: `${own} қаласы`, ru: `город ${nameRu.replace(/ Г\.А\.$/, '')}`, en: `${inLatin(own)} city` };
  const city = settlement(kato + 10_000, names, 30);
  const around = Array.from({ length: whole(stream, 1, 2) }, (_, at) => layOutRuralDistrict(kato, at, name(), name, stream));
  return {
    urban: true, names,
    below: [{ kato: city.kato, names }, ...around.flatMap((one) => one.below)],
    settled: [city, ...around.flatMap((one) => one.settled)],
  };
}

/** Six to eleven rural districts; the first has the centre, named as the district is where that is one word. */
function layOutDistrict({ kato, nameKk, nameRu }: Ground, name: () => string, stream: Dice): Layout {
  const own = nameKk.replace(districtMark, '');
  const parts = Array.from({ length: whole(stream, 6, 11) }, (_, at) => layOutRuralDistrict(kato, at, at === 0 && !own.includes(' ') ? own : name(), name, stream));
  const settled = parts.flatMap((one) => one.settled).map((one, at) => (at === 0 ? { ...one, weight: one.weight * 9 } : one));
  return { urban: false, names: { kk: nameKk, ru: nameRu, en: `${inLatin(own)} district` }, below: parts.flatMap((one) => one.below), settled };
}

/** One to three villages, the first of the rural district's own name; few have a hamlet. Codes keep to the parts AA BB CC H IJ. */
function layOutRuralDistrict(kato: number, order: number, own: string, name: () => string, stream: Dice): Pick<Layout, 'below' | 'settled'> {
  const code = kato + (33 + 2 * order) * 1000;
  const below = [{ kato: code, names: { kk: `${own} ауылдық округі`, ru: `сельский округ ${inRussian(own)}`, en: `${inLatin(own)} rural district` } }];
  const settled = Array.from({ length: whole(stream, 1, 3) }, (_, at) => settlement(code + (at + 1) * 100, villageNames(at === 0 ? own : name()), 0.4 + unit(stream)));
  for (const village of settled) {
    below.push(village);
    if (chance(stream, 0.04)) below.push({ kato: village.kato + 3, names: villageNames(name()) });
  }
  return { below, settled };
}

function settlement(kato: number, names: Names, weight: number): Settlement {
  return { kato, code: placeText(kato), names, weight };
}

function villageNames(kazakh: string): Names {
  return { kk: `${kazakh} ауылы`, ru: `село ${inRussian(kazakh)}`, en: `${inLatin(kazakh)} village` };
}
