import { monthOfYear, yearOf } from './calendar.ts';
import { chance, unit } from './random.ts';
import type { Dice } from './random.ts';

/** The minimum wage of 2024-2026, tenge a month (reference room, mci.csv). */
export const minimumWage = 85_000;

/** Contributions are taken from at most fifty minimum wages. */
const ceiling = 50 * minimumWage;

const usual = 395_000;

/**
 * Tenge a month by contract: log-normal around `usual` times `level` (region, activity and job together), higher for those
 * who come later; one in twenty is hired at the minimum whatever the job, and nobody below it.
 */
export function contractWage(level: number, skill: number, since: number, stream: Dice): number {
  if (chance(stream, 0.05)) return minimumWage;
  const wage = usual * level * 1.08 ** (firstYear(since) - 2024) * Math.exp(0.36 * skill + 0.1 * (unit(stream) - 0.5));
  return Math.max(minimumWage, Math.round(wage / 500) * 500);
}

function firstYear(since: number): number {
  return Math.max(2024, yearOf(since));
}

/** How a person is paid over the months from `since`: raised each January or not, some with a December bonus, some by the hour. */
export type Pay = { wage: number; since: number; raise: number; bonus: boolean; hourly: boolean };

export function payOf(wage: number, since: number, stream: Dice): Pay {
  const atMinimum = wage === minimumWage;
  return {
    wage,
    since,
    raise: atMinimum || chance(stream, 0.25) ? 0 : 0.04 + 0.1 * unit(stream),
    bonus: !atMinimum && chance(stream, 0.2),
    hourly: !atMinimum && chance(stream, 0.2),
  };
}

/** Income of a month, tenge; never above the ceiling of contributions. */
export function incomeOf(pay: Pay, rate: number, at: number, stream: Dice): number {
  let income = pay.wage * rate * (1 + pay.raise) ** (yearOf(at) - firstYear(pay.since));
  if (pay.bonus && monthOfYear(at) === 12) income *= 1.5;
  if (pay.hourly) income *= 0.85 + 0.3 * unit(stream);
  return Math.min(ceiling, Math.round(income));
}
