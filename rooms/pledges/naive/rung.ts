import { daysIn, daysBetween, firstDay, lastDay, plusMonths } from './calendar.ts';
import type { RowOf } from './columns.ts';
import { findPledgeOf } from './eligible.ts';
import type { Facts } from './facts.ts';
import { findPaidMonth, isPaid, wageOf } from './paid.ts';
import { covers } from './place.ts';
import { isInForceIn, isInForceOn } from './spell.ts';
import type { Contract, Spell } from './spell.ts';

type Pledge = RowOf<'pledges'>;

/**
 * A job that stands on the ladder of a pledge at a month: at least contracted. `inForce` are its contracts in force on
 * the month's last day at covered workplaces; `wage` in tiyn where it is paid; `run` is 0 where it is not.
 */
export type Job = { pledge: Pledge; spell: Spell; inForce: Contract[]; wage: bigint | undefined; run: number };

export const rungs = ['contracted', 'paid', 'held3', 'held6', 'held12'] as const;
export type RungName = (typeof rungs)[number];

/** The ladder: whether the job stands on the rung. */
export function standsOn(job: Job, rung: RungName): boolean {
  if (rung === 'contracted') return true;
  if (rung === 'paid') return job.wage !== undefined;
  return job.run >= Number(rung.slice('held'.length));
}

/** Rule 18: the newest row of the person names a reason that holds by the last day of the month. */
export function isExempt(person: string, month: string, facts: Facts): boolean {
  return facts.population.some((row) => row.iin === person && row.exempt !== '' && (row.exempt_from === '' || row.exempt_from <= lastDay(month)));
}

/** Rule 9: a single absence from this employer covers at least half of the month's days. */
export function isNeutral(spell: Spell, month: string, facts: Facts): boolean {
  for (const row of facts.absences) {
    if (row.iin !== spell.person || facts.employers.employerOf(row.employer) !== spell.employer) continue;
    const from = row.starts_on > firstDay(month) ? row.starts_on : firstDay(month);
    const to = row.ends_on !== '' && row.ends_on < lastDay(month) ? row.ends_on : lastDay(month);
    if (2 * (daysBetween(from, to) + 1) >= daysIn(month)) return true;
  }
  return false;
}

/** Rule 9: how many paid months at covered workplaces lie behind the month, itself included, without a break. */
function runOf(spell: Spell, pledge: Pledge, month: string, facts: Facts): number {
  let run = 0;
  for (let at = month; ; at = plusMonths(at, -1)) {
    const works = spell.contracts.some((one) => isInForceIn(one, at) && covers(pledge.place, one.row.workplace, facts.classifier));
    if (works && isPaid(facts.paid, spell.employer, spell.person, at)) run += 1;
    else if (!isNeutral(spell, at, facts)) return run;
  }
}

/** Rules 6, 8, 9 and 18: every job in the country that stands on the ladder of its pledge at the month. */
export function readJobs(facts: Facts, month: string): Job[] {
  const jobs: Job[] = [];
  for (const spell of facts.spells) {
    const pledge = findPledgeOf(spell, facts);
    if (pledge === undefined || isExempt(spell.person, month, facts)) continue;
    const inForce = spell.contracts.filter((one) => isInForceOn(one, lastDay(month)) && covers(pledge.place, one.row.workplace, facts.classifier));
    if (inForce.length === 0) continue;
    const paid = findPaidMonth(facts.paid, spell.employer, spell.person, month);
    jobs.push({ pledge, spell, inForce, wage: paid && wageOf(paid), run: paid ? runOf(spell, pledge, month, facts) : 0 });
  }
  return jobs;
}
