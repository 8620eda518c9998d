import type { Database } from '#platform/database.ts';
import { findSetting } from '#platform/settings.ts';

/**
 * How much of persons one reader may see. The database may settle other values, all or some, under the setting
 * `people.budget`. Persons are counted once, however often they are shown; days are those of Kazakhstan.
 */
export type Budget = {
  /** Different persons that an account is shown on a day, and within 60 seconds, at most. */
  readonly personsADay: number;
  readonly personsAMinute: number;
  /** Identifiers that an account asks for on a day, at most: those that it is not shown count too. */
  readonly identifiersADay: number;
  /** An alarm is raised at so many persons on a day, */
  readonly alarmAtPersons: number;
  /** or at so many times the reader's own median of the days on which he read among the last `medianDays`, */
  readonly alarmAtTimesMedian: number;
  readonly medianDays: number;
  /** when he read on at least so many of them, and never below so many persons: who usually reads one may read a page. */
  readonly leastDays: number;
  readonly leastAlarm: number;
};

export const defaultBudget: Budget = {
  personsADay: 1000, personsAMinute: 300, identifiersADay: 100,
  alarmAtPersons: 200, alarmAtTimesMedian: 10, medianDays: 30, leastDays: 5, leastAlarm: 20,
};

/** The budget of this installation. A value that is no whole number above 0 is a fault: reading must not become free by a slip. */
export async function readBudget(db: Database): Promise<Budget> {
  const settled = ((await findSetting(db, 'people.budget')) ?? {}) as Partial<Budget>;
  const budget = { ...defaultBudget, ...settled };
  for (const [name, value] of Object.entries(budget)) {
    if (!(name in defaultBudget) || !Number.isSafeInteger(value) || value < 1) throw new Error(`the setting people.budget has a wrong ${name}`);
  }
  return budget;
}

/** What a reader has seen, a reading that is about to be committed among it. */
export type Seen = {
  readonly personsOfDay: number;
  /** Before that reading. */
  readonly personsOfDayBefore: number;
  readonly personsOfMinute: number;
  readonly identifiersOfDay: number;
  /** His median, and of how many days; null when he never read before. */
  readonly median: number | null;
  readonly days: number;
};

export type Limit = { readonly persons: number; readonly most: number };

/** The first hard limit that is passed; undefined when none is. */
export function findSpent(budget: Budget, seen: Seen): Limit | undefined {
  const limits = [
    { persons: seen.personsOfDay, most: budget.personsADay },
    { persons: seen.personsOfMinute, most: budget.personsAMinute },
    { persons: seen.identifiersOfDay, most: budget.identifiersADay },
  ];
  return limits.find(({ persons, most }) => persons > most);
}

/** The limit of usual reading, when it is this reading that reaches it: once a day. */
export function findUnusual(budget: Budget, seen: Seen): Limit | undefined {
  const own = seen.median === null || seen.days < budget.leastDays ? Infinity : Math.max(budget.leastAlarm, seen.median * budget.alarmAtTimesMedian);
  const most = Math.floor(Math.min(budget.alarmAtPersons, own));
  return seen.personsOfDayBefore < most && seen.personsOfDay >= most ? { persons: seen.personsOfDay, most } : undefined;
}
