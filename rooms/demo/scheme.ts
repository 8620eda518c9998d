import type { Rule } from '#findings';
import type { Country } from './country.ts';
import { peopleOf } from './country.ts';
import type { District } from './place.ts';
import { getActivity } from './activity.ts';
import { startOf, yearOf } from './calendar.ts';
import type { Pledge } from './pledge.ts';
import { titleFor } from './project.ts';
import type { Project } from './project.ts';
import { dice, draw, whole } from './random.ts';
import type { Dice } from './random.ts';

/** Paper jobs that a rule of the room findings is to find, each followed by honest work that looks like them. README.md describes them. */
export const schemes = [
  'spike', 'wave', 'chain', 'trials', 'many', 'part-time', 'uncontracted', 'settled',
  'minimum', 'half-time', 'returned', 'season', 'group', 'refilled', 'report', 'modest',
] as const;
export type SchemeKind = (typeof schemes)[number];

/**
 * What was planted: a rule that is to find it, and the pledge or the employer (by its identifier). `slight` is so small that a rule
 * may pass it by. It never stands in a file.
 */
export type Planted = { readonly rule: Rule; readonly slight?: boolean } & ({ readonly pledge: string } | { readonly employer: string });

/** A scheme, and the small projects that it takes: three where people stand in several, else one. */
export type Scheme = { kind: SchemeKind; index: number; projects: Project[] };

/** One scheme, of paper or honest, for so many people. */
const peopleAScheme = 12_500;

/** So many schemes a country has unless told otherwise: none below 12,500 people. */
export function usualSchemes(people: number): number {
  return Math.floor(people / peopleAScheme);
}

/** Plans schemes, kinds in turn from one that the seed chooses, in the districts with most people, which bear them. */
export function planSchemes(country: Country, count: number, firstProject: number): Map<number, Scheme[]> {
  const large = country.districts.toSorted((a, b) => peopleOf(country, b) - peopleOf(country, a)).slice(0, Math.max(8, Math.ceil(country.districts.length / 4)));
  const from = whole(dice(country.seed, 'country', 500), 0, schemes.length - 1);
  let next = firstProject;
  const planned = Array.from({ length: count }, (_, index) => {
    const kind = schemes[(from + index) % schemes.length] as SchemeKind;
    const district = large[index % large.length] as District;
    const several = kind === 'many' || kind === 'part-time' ? 3 : 1;
    const pledge = pledgeOf(kind, dice(country.seed, 'pledge', -1_000_000 - index));
    return { kind, index, district: district.index, projects: Array.from({ length: several }, () => planProject(district, pledge, next++, country.seed)) };
  });
  return Map.groupBy(planned, ({ district }) => district);
}

function pledgeOf(kind: SchemeKind, stream: Dice): Pick<Pledge, 'jobs' | 'award' | 'due' | 'outcome'> {
  const award = whole(stream, 4, 8);
  // The seasonal workers come in an April and are paid in the July of the due day.
  return { jobs: whole(stream, 8, 13), award, due: kind === 'season' ? 15 : award + whole(stream, 7, 9), outcome: kind === 'report' ? 'missed' : 'kept' };
}

function planProject(district: District, { jobs, award, due, outcome }: ReturnType<typeof pledgeOf>, index: number, seed: number): Project {
  const stream = dice(seed, 'project', index);
  const title = titleFor('business', district, stream);
  const site = draw(stream, district.settlements);
  const id = `${yearOf(award)}-${String(index + 1).padStart(4, '0')}`;
  const day = (month: number) => startOf(month) + whole(stream, 0, 27);
  const pledge: Pledge = {
    id: `${id}-1`, site, place: site.code, phase: 'operation', jobs, award, due, awardedOn: day(award), dueOn: day(due), holdMonths: 12,
    occupation: '', qualification: '', term: 'any', young: 0, wageFloor: '', outcome, past: '', by: 'owner',
  };
  return { index, id, kind: 'business', title, activity: getActivity(title.sector), district, site, start: award, building: whole(stream, 1, 4), pledges: [pledge] };
}
