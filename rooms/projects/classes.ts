import { mciAt } from '#reference';
import type { Life } from './contract.ts';
import type { StoredProject } from './store.ts';

type Classes = Life['classes'];

/**
 * Up to how many monthly indices an investment is small, and up to how many medium, by the day on which the project starts. The
 * law classes enterprises, not projects: to hold a project's whole investment against its thresholds is our reading.
 */
const scales: readonly NonNullable<Classes['thresholds']>[] = [
  { since: '2006-02-08', smallUpTo: 60_000, mediumUpTo: 325_000, source: 'private-enterprise-law-6' },
  { since: '2016-01-01', smallUpTo: 300_000, mediumUpTo: 3_000_000, source: 'entrepreneurial-code-24' },
];

/** Years from the first day up to which a project is short, and up to which medium: the horizons of state plans; to class projects by them is our reading. */
const shortYears = 1;
const mediumYears = 5;

/** The day so many years later; 29 February counts as 1 March. */
function yearsLater(day: string, years: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)) + years, Number(day.slice(5, 7)) - 1, Number(day.slice(8)))).toISOString().slice(0, 10);
}

/** Term, scale and aim of a project, with what each rests on (docs/projects.md). */
export function classesOf({ startsOn, endsOn, investment, kind, funding }: Pick<StoredProject, 'startsOn' | 'endsOn' | 'investment' | 'kind' | 'funding'>): Classes {
  const thresholds = scales.findLast(({ since }) => since <= startsOn) ?? null;
  const index = mciAt(startsOn, 'general')?.tenge ?? null;
  const indices = index === null ? null : investment / 100 / index;
  return {
    term: endsOn === null ? null : endsOn < yearsLater(startsOn, shortYears) ? 'short' : endsOn < yearsLater(startsOn, mediumYears) ? 'medium' : 'long',
    scale: indices === null || thresholds === null ? null : indices <= thresholds.smallUpTo ? 'small' : indices <= thresholds.mediumUpTo ? 'medium' : 'large',
    aim: kind === 'social' ? 'social' : kind === 'infrastructure' && funding !== 'private' && funding !== 'mixed' ? 'non-commercial' : 'commercial',
    days: endsOn === null ? null : Math.round((Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000) + 1,
    indices, index, thresholds,
  };
}
