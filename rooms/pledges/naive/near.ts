import { firstDay, lastDay, monthOf } from './calendar.ts';
import type { RowOf } from './columns.ts';
import { baseMonthOf } from './base.ts';
import { findPledgeOf, isOnBaseList, isOwnEmployer } from './eligible.ts';
import type { Facts } from './facts.ts';
import { isPaid } from './paid.ts';
import { covers } from './place.ts';
import { isExempt, isNeutral } from './rung.ts';
import { isInForceIn, isInForceOn, isPermanent } from './spell.ts';
import type { Spell } from './spell.ts';

type Pledge = RowOf<'pledges'>;

/** The reasons in the order of docs/reconciliation.md. */
const inOrder = ['counts', 'refunded', 'no-contribution', 'absent', 'exempt', 'ended', 'no-contract', 'workplace', 'project-not-named', 'participation', 'before-award',
  'other-pledge', 'other-project', 'occupation', 'qualification', 'not-permanent', 'existing'];

/** What holds of spells in every month, found once: the pledge that counts each, and what each lacks for a pledge. */
export type Known = { facts: Facts; countedBy: Map<Spell, Pledge | undefined>; wanting: (spell: Spell, pledge: Pledge) => string | undefined };

export function knowSpells(facts: Facts): Known {
  const found = new Map<string, string | undefined>();
  return {
    facts, countedBy: new Map(facts.spells.map((spell) => [spell, findPledgeOf(spell, facts)])),
    wanting(spell, pledge) {
      const key = `${facts.spells.indexOf(spell)} ${pledge.pledge_id}`;
      if (!found.has(key)) found.set(key, findWanting(spell, pledge, facts));
      return found.get(key);
    },
  };
}

/** Rule 6c and 6d: the first condition of the pledge that the spell does not meet. */
function findWanting({ first, person }: Spell, pledge: Pledge, facts: Facts): string | undefined {
  if (first.project_id !== '' && first.project_id !== pledge.project_id) return 'other-project';
  if (!first.occupation.startsWith(pledge.occupation)) return 'occupation';
  if (pledge.qualification !== '' && (first.qualification === '' || Number(first.qualification) < Number(pledge.qualification))) return 'qualification';
  if (pledge.term === 'permanent' && !isPermanent(first)) return 'not-permanent';
  return isOnBaseList(person, pledge, facts) ? 'existing' : undefined;
}

function hasPaymentRow({ employer, person }: Spell, month: string, facts: Facts): boolean {
  return facts.contributions.some((row) => row.kind === 'OPV' && row.iin === person && row.period === month && facts.employers.employerOf(row.payer) === employer);
}

/** Why a spell stands where it stands; undefined when it is not near. */
function reasonOf(spell: Spell, pledge: Pledge, month: string, known: Known): string | undefined {
  const { facts } = known;
  const own = isOwnEmployer(spell, pledge, facts);
  const takesPart = facts.participants.filter((row) => row.project_id === pledge.project_id && facts.employers.employerOf(row.employer) === spell.employer);
  if (!own && takesPart.length === 0) return undefined;
  const named = spell.first.project_id === pledge.project_id;
  const inTime = takesPart.some((row) => row.starts_on <= spell.start && (row.ends_on === '' || spell.start <= row.ends_on));
  const faults: string[] = [];
  if (!own && !named) faults.push('project-not-named');
  if (!own && !inTime) faults.push('participation');
  if (!covers(pledge.place, spell.first.workplace, facts.classifier)) faults.push('workplace');
  if (spell.start < pledge.awarded_on) faults.push('before-award');
  const [fault, ...more] = faults;
  if (more.length > 0) return undefined;

  const onLastDay = spell.contracts.filter((one) => isInForceOn(one, lastDay(month)));
  const covered = onLastDay.some((one) => covers(pledge.place, one.row.workplace, facts.classifier));
  const paid = isPaid(facts.paid, spell.employer, spell.person, month);
  const exempt = isExempt(spell.person, month, facts);
  const wanting = known.wanting(spell, pledge);
  const counted = known.countedBy.get(spell);
  if (fault !== undefined) {
    const inForce = fault === 'workplace' ? onLastDay.length > 0 : covered;
    return paid && inForce && wanting === undefined && counted === undefined && !exempt ? fault : undefined;
  }
  if (counted !== pledge && counted !== undefined) return covered ? 'other-pledge' : undefined;
  if (wanting !== undefined) return covered ? wanting : undefined;
  if (covered) {
    if (exempt) return 'exempt';
    if (paid) return 'counts';
    if (hasPaymentRow(spell, month, facts)) return 'refunded';
    return isNeutral(spell, month, facts) ? 'absent' : 'no-contribution';
  }
  if (onLastDay.length > 0) return 'workplace';
  if (spell.start > lastDay(month)) return paid ? 'no-contract' : undefined;
  return paid || spell.contracts.some((one) => isInForceIn(one, month)) ? 'ended' : undefined;
}

/** The people near a pledge in a month, each with his reason (docs/reconciliation.md). */
export function readNear(known: Known, pledge: Pledge, month: string): Map<string, string> {
  const { facts } = known;
  const found = new Map<string, string>();
  if (month < monthOf(pledge.awarded_on)) return found;
  const note = (person: string, reason: string | undefined): void => {
    const before = found.get(person);
    if (reason !== undefined && (before === undefined || inOrder.indexOf(reason) < inOrder.indexOf(before))) found.set(person, reason);
  };
  for (const spell of facts.spells) note(spell.person, reasonOf(spell, pledge, month, known));
  const employer = facts.employers.employerOf(pledge.employer);
  for (const { person, ...one } of facts.paid) {
    if (one.employer !== employer || one.month !== month || isEmployerHimself(person, employer, facts)) continue;
    if (facts.contracts.some((contract) => contract.employer === employer && contract.person === person)) continue;
    if (!isExempt(person, month, facts) && !isOnBaseList(person, pledge, facts)) note(person, 'no-contract');
  }
  return found;
}

function isEmployerHimself(person: string, employer: string, facts: Facts): boolean {
  return facts.employers.employerOf(person) === employer;
}

/** The headcount of a month by its people (rule 10). */
function headcountOf(pledge: Pledge, month: string, facts: Facts): Set<string> {
  const employer = facts.employers.employerOf(pledge.employer);
  return new Set(facts.contracts.filter((one) => one.employer === employer && one.start <= lastDay(month) && one.end >= firstDay(month)
    && covers(pledge.place, one.row.workplace, facts.classifier) && isPaid(facts.paid, employer, one.person, month)).map((one) => one.person));
}

/** Who makes up base and headcount of a pledge in a month, each with his part; participants apart. */
export function readBasePeople(known: Known, pledge: Pledge, month: string): Map<string, string> {
  const { facts } = known;
  const baseMonth = baseMonthOf(pledge, month);
  const held = facts.contributions.some((row) => row.period === baseMonth);
  const base = held ? headcountOf(pledge, baseMonth, facts) : new Set<string>();
  const now = headcountOf(pledge, month, facts);
  const employer = facts.employers.employerOf(pledge.employer);
  const paidHere = new Set(facts.spells.filter((spell) => spell.employer === employer && reasonOf(spell, pledge, month, known) === 'counts').map(({ person }) => person));
  return new Map([...base, ...now].map((person) => [person,
    base.has(person) ? now.has(person) ? 'stayed' : isPaid(facts.paid, employer, person, month) ? 'moved' : 'gone' : paidHere.has(person) ? 'counts' : 'came']));
}
