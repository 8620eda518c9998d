import type { Pledge } from './pledge.ts';
import type { Planted } from './scheme.ts';

/** What an employer said of a month, and how many of those hired it paid. */
export type Told = { at: number; said: number; paid: number };

/** The last month that is complete when the extracts are cut. */
const lastComplete = 28;

/**
 * The paper jobs that a pledge's outcome plants, for the rules of the room findings; slight where they are so few that nobody
 * could tell. What is promised only while something is built is not held to last, and an annulled pledge is none.
 */
export function plantedIn({ id, outcome, phase, jobs }: Pledge, told: readonly Told[]): Planted[] {
  const planted: Planted[] = [];
  const plant = (rule: Planted['rule'], slight: boolean): void => void planted.push({ rule, pledge: id, slight });
  if (outcome === 'paper') {
    if (phase === 'operation') plant('spike-before-due-day', jobs < 4);
    plant('wages-at-minimum', jobs < 7 || phase === 'construction');
  }
  if (outcome === 'moved') plant('move-inside-group', jobs < 5);
  if (boasts(told, 1.25, 3)) plant('report-outruns-evidence', !boasts(told, 1.6, 6));
  return planted;
}

/** Three reports in a row that say so many times as much as was paid, and so many jobs more. */
function boasts(told: readonly Told[], share: number, jobs: number): boolean {
  let row = 0;
  return told.filter(({ at }) => at <= lastComplete).some(({ said, paid }) => {
    row = said >= share * paid && said - paid >= jobs ? row + 1 : 0;
    return row >= 3;
  });
}
