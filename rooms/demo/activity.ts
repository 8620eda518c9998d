import { urn } from './random.ts';
import type { Urn } from './random.ts';
import type { District } from './place.ts';
import { readTable } from './table.ts';

/** A job in one line of work: ISCO-08 occupation, pay beside the activity's, NQF level, class of conditions. */
export type Job = { occupation: string; weight: number; pay: number; level: string; conditions: string };

/** What an employer does. */
export type Activity = {
  /** Class of NACE, which OKED follows. */
  code: string;
  section: string;
  /** Per cent of the country's employees. */
  share: number;
  /** Usual number of staff, and the spread of its logarithm. */
  size: number;
  spread: number;
  pay: number;
  /** Share of the staff who come for the season. */
  seasonal: number;
  owner: 'firm' | 'farm' | 'state' | 'utility';
  /** Words of firms' names. */
  words: readonly string[];
  jobs: Urn<Job>;
};

const works = Map.groupBy(
  readTable('works', ['work', 'occupation', 'weight', 'pay', 'level', 'conditions']).map((row) => ({
    ...row, weight: Number(row.weight), pay: Number(row.pay),
  })),
  (job) => job.work,
);

const activities: readonly Activity[] = readTable('activities', [
  'code', 'section', 'share', 'size', 'spread', 'pay', 'work', 'seasonal', 'owner', 'words',
]).map((row) => ({
  code: row.code,
  section: row.section,
  share: Number(row.share),
  size: Number(row.size),
  spread: Number(row.spread),
  pay: Number(row.pay),
  seasonal: Number(row.seasonal),
  owner: row.owner as Activity['owner'],
  words: row.words.split(' '),
  jobs: urn(works.get(row.work) ?? [], (job) => job.weight),
}));

/** An activity by its class; every class that a table of this room names is there. */
export function getActivity(code: string): Activity {
  const activity = activities.find((one) => one.code === code);
  if (!activity) throw new Error(`tables/activities.csv has no ${code}`);
  return activity;
}

/** What the next employer of a district does: activities weighted so that, each with its size, their shares of employees come out. */
export function activitiesIn(district: District): Urn<Activity> {
  return urn(activities, ({ section, share, size, spread }) => {
    const lean = (district.region.mix.get(section) ?? 1) * countryside(section, district.urban);
    return (share * lean) / (size * Math.exp(spread ** 2 / 2));
  });
}

/** What a sole entrepreneur does: the small activities of firms and farms. */
export function soleActivitiesIn(district: District): Urn<Activity> {
  const small = activities.filter((one) => one.size <= 18 && (one.owner === 'firm' || one.owner === 'farm'));
  return urn(small, ({ section, share, size }) => (share / size) * (district.region.mix.get(section) ?? 1) * countryside(section, district.urban));
}

/** How much more of a section there is in cities or outside them. */
function countryside(section: string, urban: boolean): number {
  if (section === 'A') return urban ? 0.08 : 2.6;
  if ('JKLM'.includes(section)) return urban ? 1.2 : 0.35;
  return 1;
}
