import { placeText } from '#kernel/place.ts';
import type { Activity } from './activity.ts';
import { endOf, startOf } from './calendar.ts';
import { needsHistory, outcomeAt } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { District, Settlement } from './place.ts';
import { chance, pick, unit, whole } from './random.ts';
import type { Dice } from './random.ts';

export type Pledge = {
  id: string;
  site: Settlement;
  /** Nine digits: the site, its district or its region. */
  place: string;
  phase: 'construction' | 'operation';
  jobs: number;
  /** Months of the days. */
  award: number;
  due: number;
  awardedOn: number;
  dueOn: number;
  holdMonths: number;
  occupation: string;
  qualification: string;
  term: 'any' | 'permanent' | 'seasonal';
  young: number;
  wageFloor: string;
  outcome: Outcome;
  /** What else the register holds of it: an older version with an earlier due day, or the pledge was annulled. */
  past: '' | 'extended' | 'annulled';
  /** Who gave it. */
  by: 'owner' | 'contractor';
};

/**
 * How the pledges of one project differ, so that each has people of its own: building and running, one at each site, one for
 * each occupation. A `stack` does not: pledges of one employer for one place, which are judged together.
 */
export type Split = 'phases' | 'sites' | 'skills' | 'stack';

export type Setting = {
  district: District;
  /** Where the project is, and further sites. */
  sites: readonly Settlement[];
  activity: Activity;
  small: boolean;
  split: Split;
  /** How wide the places of its pledges are, where they are not split by site. */
  reach: 'site' | 'district' | 'region';
  /** Month of the first award. */
  start: number;
};

/** The last month in which pledges are awarded, 2026-06. */
const lastAward = 26;

/**
 * Plans the `order`-th pledge of a project (from 0) but for its jobs. `fate` is its outcome, or the place among all outcomes
 * (from 0, below 1) from which, with the luck of the region, its outcome follows.
 */
export function planPledge(setting: Setting, order: number, fate: Outcome | number, stream: Dice): Omit<Pledge, 'id'> {
  const { district, sites, activity, small, split, start } = setting;
  const seasonal = activity.seasonal > 0 && typeof fate === 'number' && chance(stream, 0.3);
  const outcome = seasonal ? 'seasonal' : typeof fate === 'number' ? outcomeAt(fate, district.region.luck) : fate;
  const phase = split === 'phases' && order === 0 && !isOwners(outcome) ? 'construction' : 'operation';
  const { award, due } = datesFor(outcome, start + (split === 'stack' ? 2 * order : whole(stream, 0, 2)), small, stream);
  const awarded = startOf(award) + whole(stream, 0, 27);
  return {
    site: (split === 'sites' ? sites[order % sites.length] : sites[0]) as Settlement,
    place: placeFor(setting, order, phase),
    phase,
    jobs: 0,
    award,
    due,
    awardedOn: awarded,
    dueOn: chance(stream, 0.5) ? endOf(due) : startOf(due) + whole(stream, 0, 27),
    holdMonths: phase === 'construction' ? 0 : seasonal ? 3 : pick(stream, small ? [6, 12, 12, 24] : [12, 12, 24, 36]),
    ...skillsFor(setting, order, phase, stream),
    term: seasonal ? 'seasonal' : phase === 'operation' && chance(stream, 0.35) ? 'permanent' : 'any',
    young: 0,
    wageFloor: chance(stream, 0.25) ? String(whole(stream, 85, 220) * 1000) : '',
    outcome,
    past: chance(stream, 0.06) ? 'extended' : chance(stream, 0.02) ? 'annulled' : '',
    by: phase === 'construction' && chance(stream, 0.5) ? 'contractor' : 'owner',
  };
}

/** Outcomes that come about in the owner's own staff, not in a contractor's. */
function isOwners(outcome: Outcome): boolean {
  return ['moved', 'displaced', 'arrears', 'seasonal'].includes(outcome);
}

/** Months of award and of the due day, moved to where the outcome can be seen. */
function datesFor(outcome: Outcome, start: number, small: boolean, stream: Dice): { award: number; due: number } {
  const months = small ? whole(stream, 4, 10) : whole(stream, 5, 18);
  if (outcome === 'seasonal') {
    // Awarded in winter, due in a July.
    const july = start <= 12 ? 15 : 27;
    return { award: july - whole(stream, 4, 7), due: july };
  }
  if (!needsHistory(outcome)) return { award: Math.min(start, lastAward), due: Math.min(start, lastAward) + months };
  const award = 4 + (Math.max(start, 4) - 4) % 12;
  return { award, due: Math.min(award + Math.max(3, Math.round(months * 0.7)), 23) };
}

function placeFor({ sites, district, split, reach }: Setting, order: number, phase: Pledge['phase']): string {
  const site = sites[order % sites.length]?.code ?? '';
  if (split === 'sites') return site;
  // Building is promised for the district and running for the site: the narrower place takes its own people first.
  if (split === 'phases') return phase === 'construction' ? placeText(district.kato) : (sites[0]?.code ?? '');
  return reach === 'site' ? (sites[0]?.code ?? '') : placeText(reach === 'district' ? district.kato : district.region.kato);
}

/** The occupation and qualification that a pledge asks for: where pledges are split by them another one for each, else mostly none. */
function skillsFor({ activity, split }: Setting, order: number, phase: Pledge['phase'], stream: Dice): Pick<Pledge, 'occupation' | 'qualification'> {
  if (phase === 'construction') return { occupation: '7', qualification: '' };
  const jobs = activity.jobs.list;
  if (split === 'skills' || split === 'phases') {
    const job = jobs[order % jobs.length];
    return { occupation: job?.occupation ?? '', qualification: chance(stream, 0.3) ? (job?.level ?? '') : '' };
  }
  const asks = unit(stream);
  return { occupation: asks < 0.12 ? (jobs[0]?.occupation.slice(0, whole(stream, 1, 2)) ?? '') : '', qualification: asks > 0.94 ? '2' : '' };
}
