import { isProvisional } from '#kernel/month.ts';
import { country, placeLevel } from '#kernel/place.ts';
import type { Cube, View } from '#pledges';

type Pledge = Cube['pledges'][number];

/** What the work of a made-up country is about: of its own figures, so that every promise that is asked after was really broken, or kept. */
export type Scene = {
  readonly view: View;
  /** The last complete month. */
  readonly month: number;
  /** Three regions, those with most missed promises first; fewer where there are not so many. */
  readonly regions: readonly Region[];
  /** A district of the first region with a missed promise; undefined where its promises name no place below it. */
  readonly district: number | undefined;
  /** Pledges of which a certificate may speak, those held first. */
  readonly good: readonly Pledge[];
};

/** A region with its pledges that are asked after: missed or lost, else any. */
export type Region = { readonly place: number; readonly pledges: readonly Pledge[] };

/** The scene of a country; undefined where nothing is promised or no month is complete. */
export function findScene(view: View): Scene | undefined {
  const { cube, today } = view;
  const months = Array.from({ length: cube.months }, (_, at) => cube.firstMonth + at);
  const month = months.findLast((one) => !isProvisional(one, today));
  if (month === undefined) return undefined;
  const verdicts = new Map(cube.pledges.map((pledge, at) => [pledge, cube.verdict(at, month)] as const));
  const of = (...wanted: readonly (string | null)[]) => cube.pledges.filter((pledge) => wanted.includes(verdicts.get(pledge) ?? null));
  const asked = of('missed', 'lost').toSorted((a, b) => b.jobs - a.jobs || (a.pledgeId < b.pledgeId ? -1 : 1));
  const regions = regionsOf(asked.length > 0 ? asked : cube.pledges).slice(0, 3);
  if (regions.length === 0) return undefined;
  const district = regions[0]!.pledges.flatMap(({ places }) => places.at(-3) ?? [])[0];
  return { view, month, regions, district, good: [...of('held'), ...of('kept', 'substantially-kept')] };
}

function regionsOf(pledges: readonly Pledge[]): Region[] {
  const byRegion = Map.groupBy(pledges, ({ places }) => places.find((place) => place !== country && placeLevel(place) === 1));
  return [...byRegion].flatMap(([place, own]) => (place === undefined ? [] : [{ place, pledges: own }]))
    .toSorted((a, b) => b.pledges.length - a.pledges.length || a.place - b.place);
}

/** The region that comes so manieth, from 0; in a country of fewer one comes again. */
export function regionAt({ regions }: Pick<Scene, 'regions'>, at: number): Region {
  return regions[at % regions.length]!;
}

/** A pledge of the region that comes so manieth, from 0. */
export function pledgeAt(scene: Pick<Scene, 'regions'>, region: number, at: number): Pledge {
  const { pledges } = regionAt(scene, region);
  return pledges[at % pledges.length]!;
}
