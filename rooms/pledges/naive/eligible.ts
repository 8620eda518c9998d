import { monthOf, plusMonths } from './calendar.ts';
import type { RowOf } from './columns.ts';
import { byBytes } from './current.ts';
import type { Facts } from './facts.ts';
import { chainOf, covers } from './place.ts';
import { isPermanent } from './spell.ts';
import type { Spell } from './spell.ts';

type Pledge = RowOf<'pledges'>;

export function isOwnEmployer(spell: Spell, pledge: Pledge, facts: Facts): boolean {
  return spell.employer === facts.employers.employerOf(pledge.employer);
}

/** Rule 6a, second half: the spell's employer takes part on the day the spell starts, and the first contract says what in. */
function comesFromParticipant(spell: Spell, pledge: Pledge, facts: Facts): boolean {
  if (spell.first.project_id !== pledge.project_id) return false;
  for (const row of facts.participants) {
    if (row.project_id !== pledge.project_id || facts.employers.employerOf(row.employer) !== spell.employer) continue;
    if (row.starts_on <= spell.start && (row.ends_on === '' || spell.start <= row.ends_on)) return true;
  }
  return false;
}

/** Rule 6c: occupation, qualification, permanence and project of the first contract. */
function fitsTheJob(first: RowOf<'contracts'>, pledge: Pledge): boolean {
  if (!first.occupation.startsWith(pledge.occupation)) return false;
  if (pledge.qualification !== '' && (first.qualification === '' || Number(first.qualification) < Number(pledge.qualification))) return false;
  if (pledge.term === 'permanent' && !isPermanent(first)) return false;
  return first.project_id === '' || first.project_id === pledge.project_id;
}

/** Rule 6d: whether any employer of the group paid the person in the three (seasonal: twelve) months before the award's. */
export function isOnBaseList(person: string, pledge: Pledge, facts: Facts): boolean {
  const group = facts.employers.groupOf(pledge.employer);
  const months = pledge.term === 'seasonal' ? 12 : 3;
  for (let back = 1; back <= months; back += 1) {
    const month = plusMonths(monthOf(pledge.awarded_on), -back);
    for (const paid of facts.paid) {
      if (paid.person === person && paid.month === month && facts.employers.groupOf(paid.employer) === group) return true;
    }
  }
  return false;
}

/** Rule 6: whether the spell may count for the pledge. */
export function isEligible(spell: Spell, pledge: Pledge, facts: Facts): boolean {
  if (!isOwnEmployer(spell, pledge, facts) && !comesFromParticipant(spell, pledge, facts)) return false;
  if (!covers(pledge.place, spell.first.workplace, facts.classifier) || spell.start < pledge.awarded_on) return false;
  return fitsTheJob(spell.first, pledge) && !isOnBaseList(spell.person, pledge, facts);
}

/** Rule 8: the one pledge that the spell is attributed to. */
export function findPledgeOf(spell: Spell, facts: Facts): Pledge | undefined {
  const depth = (pledge: Pledge): number => chainOf(pledge.place, facts.classifier).length;
  return facts.pledges
    .filter((pledge) => isEligible(spell, pledge, facts))
    .toSorted((a, b) => depth(b) - depth(a) || byBytes(a.awarded_on, b.awarded_on) || byBytes(a.pledge_id, b.pledge_id))
    .at(0);
}
