import { getActivity } from './activity.ts';
import type { Activity } from './activity.ts';
import { yearOf } from './calendar.ts';
import { peopleOf } from './country.ts';
import type { Country } from './country.ts';
import { outcomes } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { planPledge } from './pledge.ts';
import type { Pledge, Setting } from './pledge.ts';
import type { District, Settlement } from './place.ts';
import { bell, chance, dice, draw, lookUp, pick, shuffle, unit, urn, whole } from './random.ts';
import type { Dice, Urn } from './random.ts';
import { readTable } from './table.ts';

export type Kind = 'investment' | 'infrastructure' | 'business' | 'social';

export type Project = {
  index: number;
  id: string;
  kind: Kind;
  title: { kk: string; ru: string; en: string };
  activity: Activity;
  district: District;
  site: Settlement;
  /** Month of the first award, from which the other days are counted. */
  start: number;
  /** Months from start to the end of building. */
  building: number;
  pledges: Pledge[];
};

const titles = readTable('titles', ['kind', 'sector', 'where', 'weight', 'kk', 'ru', 'en']);
const kinds: Urn<Kind> = urn(['business', 'investment', 'infrastructure', 'social'], (kind) => ({ business: 48, investment: 28, infrastructure: 14, social: 10 })[kind]);

/** One project for so many people, and no fewer than the least. */
const peopleAProject = 3300;
const fewest = 8;

/** Every so manieth project is an idea or under appraisal: nothing is pledged yet. */
const withoutPledges = 12;

const usualJobs: Readonly<Record<Kind, number>> = { business: 4, social: 9, infrastructure: 18, investment: 24 };

/** Jobs pledged for each person of the country: 1.75 % of a workforce that is 42 % of the people. */
const jobsAPerson = 0.0175 * 0.42;

/** All projects by the number of their district. They are few beside people, so all are held. */
export function planProjects(country: Country): Map<number, Project[]> {
  const count = Math.max(fewest, Math.round(country.people / peopleAProject));
  const districts = urn(country.districts, (district) => Math.sqrt(district.region.thousands) * (district.thousands / district.region.thousands));
  const planted = plantOutcomes(country, count);
  let pledged = 0;
  const projects = Array.from({ length: count }, (_, index) => {
    const district = lookUp(districts, (index + 0.5) / count);
    const project = planProject(country, index, district, pledged, planted.get(index));
    pledged += project.pledges.length;
    return project;
  });
  shareOutJobs(country, projects);
  return Map.groupBy(projects, (project) => project.district.index);
}

/** A project for each outcome but the seasonal one, so that a small country has them all, whatever its luck. */
function plantOutcomes(country: Country, count: number): ReadonlyMap<number, Outcome> {
  const indexes = Array.from({ length: count }, (_, index) => index);
  shuffle(dice(country.seed, 'project', -count), indexes);
  return new Map(outcomes.filter((outcome) => outcome !== 'seasonal').map((outcome, at) => [indexes[at] ?? -1, outcome]));
}

function planProject(country: Country, index: number, district: District, before: number, planted: Outcome | undefined): Project {
  const stream = dice(country.seed, 'project', index);
  const kind = lookUp(kinds, (index * 0.618034 + 0.07) % 1);
  const title = titleFor(kind, district, stream);
  const activity = getActivity(title.sector);
  const small = kind === 'business';
  const count = index % withoutPledges === withoutPledges - 1 && !planted ? 0 : Math.min(pledgeCount(kind, stream), Math.ceil(roomFor(country, district) / 8));
  const setting: Setting = {
    district, activity, small,
    sites: sitesIn(country, district, stream),
    split: small ? 'sites' : pick(stream, kind === 'infrastructure' ? ['phases', 'phases', 'sites', 'stack'] : ['phases', 'phases', 'sites', 'sites', 'skills', 'skills', 'stack']),
    reach: small ? 'site' : pick(stream, ['site', 'site', 'district', 'district', 'region']),
    // One in twelve was awarded before the first month of contributions: its base is unknown for ever.
    start: chance(stream, 0.08) ? whole(stream, -6, 0) : whole(stream, 1, 26),
  };
  const planned = Array.from({ length: count }, (_, order) =>
    planPledge(setting, order, order === 0 && planted ? planted : ((before + order) * 0.618034 + 0.4) % 1, dice(country.seed, 'pledge', index * 8 + order)));
  const start = Math.min(...planned.map((pledge) => pledge.award), planned.length > 0 ? Infinity : setting.start);
  const id = `${yearOf(start)}-${String(index + 1).padStart(4, '0')}`;
  return {
    index, id, kind, title, activity, district, start,
    site: setting.sites[0] as Settlement,
    building: small ? whole(stream, 1, 4) : whole(stream, 6, 20),
    pledges: planned.map((pledge, order) => ({ id: `${id}-${order + 1}`, ...pledge })),
  };
}

/** What a project of a kind may be in a district. */
export function titleFor(kind: Kind, district: District, stream: Dice): (typeof titles)[number] {
  const where = district.urban ? 'city' : 'rural';
  return draw(stream, urn(titles.filter((one) => one.kind === kind && (one.where === 'any' || one.where === where)), (one) => Number(one.weight)));
}

/** Where a project may have sites: in the villages of its district; in cities also in the other cities and city districts of the region. */
function sitesIn(country: Country, district: District, stream: Dice): Settlement[] {
  const first = draw(stream, district.settlements);
  const near = district.urban ? country.districts.filter((one) => one.urban && one.region === district.region) : [district];
  const others = near.flatMap((one) => (one === district ? one.settlements.list : one.settlements.list.slice(0, 1))).filter((one) => one !== first);
  shuffle(stream, others);
  return [first, ...others];
}

/** Jobs that a district can bear for one project. */
function roomFor(country: Country, district: District): number {
  return peopleOf(country, district) * 0.08;
}

function pledgeCount(kind: Kind, stream: Dice): number {
  if (kind === 'business') return pick(stream, [1, 1, 1, 2]);
  if (kind === 'investment') return pick(stream, [2, 2, 3, 3, 4, 5, 6]);
  return pick(stream, [1, 2, 2, 3]);
}

/**
 * Sizes of pledges: small business 1 to 20 jobs; the others as large as brings the whole to its share of the workforce, up to
 * 1,500 and to what a district bears, so they are stretched more than once.
 */
function shareOutJobs(country: Country, projects: readonly Project[]): void {
  const wanted = jobsAPerson * country.people;
  const sized = projects.flatMap((project) => project.pledges.map((pledge, order) => {
    const stream = dice(country.seed, 'pledge', -1 - project.index * 8 - order);
    const small = project.kind === 'business';
    const size = small ? 1 - 3.2 * Math.log(1 - unit(stream)) : usualJobs[project.kind] * Math.exp(1.15 * bell(stream));
    return { pledge, small, size, most: Math.min(small ? 20 : 1500, roomFor(country, project.district) / project.pledges.length) };
  }));
  let stretch = 1;
  for (let round = 0; round < 5; round += 1) {
    for (const { pledge, small, size, most } of sized) pledge.jobs = Math.max(1, Math.floor(Math.min(most, small ? size : size * stretch)));
    stretch *= wanted / sized.reduce((sum, { pledge }) => sum + pledge.jobs, 0);
  }
  for (const [at, { pledge }] of sized.entries()) if (at % 4 === 0 && pledge.term !== 'seasonal') pledge.young = Math.floor(pledge.jobs / 5);
}
