import { monthOf, plusMonths } from './calendar.ts';
import type { RowOf } from './columns.ts';
import { isOwnEmployer } from './eligible.ts';
import type { Facts } from './facts.ts';
import { personsOf } from './figure.ts';
import { isPaid } from './paid.ts';
import { covers } from './place.ts';
import { standsOn } from './rung.ts';
import type { Job } from './rung.ts';
import { isInForceIn } from './spell.ts';

type Pledge = RowOf<'pledges'>;

/** Rule 10: the persons whom the employer paid for the month and had under contract in it at a place that is covered. */
export function headcount(employer: string, place: string, month: string, facts: Facts): number {
  const persons = new Set<string>();
  for (const contract of facts.contracts) {
    if (contract.employer !== employer || !isInForceIn(contract, month)) continue;
    if (!covers(place, contract.row.workplace, facts.classifier)) continue;
    if (isPaid(facts.paid, employer, contract.person, month)) persons.add(contract.person);
  }
  return persons.size;
}

/** Rule 10: the month before the award's; for a seasonal pledge the calendar month of `month` in the year before the award's. */
export function baseMonthOf(pledge: Pledge, month: string): string {
  let at = plusMonths(monthOf(pledge.awarded_on), -1);
  while (pledge.term === 'seasonal' && at.slice(5) !== month.slice(5)) at = plusMonths(at, -1);
  return at;
}

/** Rule 10: the headcount of the base month; undefined when no contribution of any kind is held for it, from anybody. */
export function baseAt(oldest: Pledge, place: string, month: string, facts: Facts): number | undefined {
  const baseMonth = baseMonthOf(oldest, month);
  if (!facts.contributions.some((row) => row.period === baseMonth)) return undefined;
  return headcount(facts.employers.employerOf(oldest.employer), place, baseMonth, facts);
}

/** Rule 10: the paid persons of these jobs whom somebody else than the pledge's employer employs. */
export function countFromParticipants(jobs: readonly Job[], facts: Facts): number {
  return personsOf(jobs.filter((job) => standsOn(job, 'paid') && !isOwnEmployer(job.spell, job.pledge, facts)));
}

export type Net = { base: number; net: number };

/** Rule 10: base and net of one pledge at the month, given its jobs; undefined when the base is unknown. */
export function netOf(pledge: Pledge, jobs: readonly Job[], month: string, facts: Facts): Net | undefined {
  const base = baseAt(pledge, pledge.place, month, facts);
  if (base === undefined) return undefined;
  const now = headcount(facts.employers.employerOf(pledge.employer), pledge.place, month, facts);
  return { base, net: now - base + countFromParticipants(jobs, facts) };
}

/** Rule 10: the smaller of paid and net, not below 0. */
export function creditedOf(paid: number, net: number): number {
  return Math.max(0, Math.min(paid, net));
}
