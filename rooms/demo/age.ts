import { cutOff } from './calendar.ts';

// People of five years of age each, from 0-4 to 85-89, in tenths of a per cent: about the country of 2024.
const pyramid = [100, 103, 96, 78, 60, 62, 76, 81, 67, 60, 52, 46, 45, 35, 22, 9, 8, 3];
const oldest = pyramid.length * 5;
const everybody = pyramid.reduce((sum, group) => sum + group, 0) * 5;

// A year of age is cut into 365 days of birth of two sexes.
const cells = 730;

/** How many of `people` are younger than each age from 0 to 90. */
export function youngerThan(people: number): number[] {
  let sum = 0;
  return Array.from({ length: oldest + 1 }, (_, age) => {
    const younger = Math.round((people * sum) / everybody);
    sum += pyramid[Math.floor(age / 5)] ?? 0;
    return younger;
  });
}

export type Birth = {
  /** Full years on the last day of contributions. */
  age: number;
  bornOn: number;
  sex: 'm' | 'f';
  /** The how manieth of that day and sex, from 0. */
  inDay: number;
};

/** Birth of the person at `rank` when all stand in a row from young to old. Whole numbers only, so that no two share a place in a day. */
export function birthAt(younger: readonly number[], rank: number): Birth {
  let low = 0;
  let high = oldest - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((younger[middle] ?? 0) <= rank) low = middle;
    else high = middle - 1;
  }
  const from = younger[low] ?? 0;
  const cohort = (younger[low + 1] ?? 0) - from;
  const cell = Math.floor(((rank - from) * cells) / cohort);
  return {
    age: low,
    bornOn: cutOff - 31 - Math.ceil(low * 365.25) - Math.floor(cell / 2),
    sex: cell % 2 === 0 ? 'm' : 'f',
    inDay: rank - from - Math.ceil((cell * cohort) / cells),
  };
}
