import { daysBetween, firstDay, lastDay, monthOf, openEnd, plusDays, plusMonths } from './calendar.ts';
import type { RowOf } from './columns.ts';
import { byBytes } from './current.ts';
import type { Employers } from './employer.ts';
import { isPaid } from './paid.ts';
import type { PaidMonth } from './paid.ts';

/** A contract that began: in force from `start` through `end`, both included; `end` is `openEnd` where there is none. */
export type Contract = { row: RowOf<'contracts'>; employer: string; person: string; start: string; end: string };

/** One person's employment by one employer; `contracts` in order, the first of them is the spell's first contract. */
export type Spell = { employer: string; person: string; start: string; first: RowOf<'contracts'>; contracts: Contract[] };

const longestBreak = 62;

/** Only a termination can lie before the start: an import refuses an `ends_on` that does. */
function neverBegan(row: RowOf<'contracts'>): boolean {
  return row.terminated_on !== '' && row.terminated_on < row.starts_on;
}

function byStart(a: RowOf<'contracts'>, b: RowOf<'contracts'>): number {
  return byBytes(a.starts_on, b.starts_on) || byNumber(a, b);
}

/** The text leaves two branches' equal numbers without an order; the identifier gives them one. */
function byNumber(a: RowOf<'contracts'>, b: RowOf<'contracts'>): number {
  return byBytes(a.contract_no, b.contract_no) || byBytes(a.employer, b.employer);
}

/** Rule 5: the effective end of a contract, given the next one of the same employer and person. */
function effectiveEnd(row: RowOf<'contracts'>, next: RowOf<'contracts'> | undefined, employer: string, paid: readonly PaidMonth[]): string {
  if (row.terminated_on !== '') return row.terminated_on;
  if (row.ends_on === '') return openEnd;
  let end = row.ends_on;
  let month = plusMonths(monthOf(row.ends_on), 1);
  while (isPaid(paid, employer, row.iin, month)) {
    end = lastDay(month);
    month = plusMonths(month, 1);
  }
  if (next !== undefined && end >= next.starts_on) end = plusDays(next.starts_on, -1);
  return end < row.ends_on ? row.ends_on : end;
}

/** Rule 5: every contract that began, with its effective end. The next contract is the next row, also one that never began. */
export function readContracts(rows: readonly RowOf<'contracts'>[], employers: Employers, paid: readonly PaidMonth[]): Contract[] {
  const contracts: Contract[] = [];
  const ordered = rows.toSorted(byStart);
  for (const [at, row] of ordered.entries()) {
    if (neverBegan(row)) continue;
    const employer = employers.employerOf(row.employer);
    const next = ordered.slice(at + 1).find((later) => employers.employerOf(later.employer) === employer && later.iin === row.iin);
    contracts.push({ row, employer, person: row.iin, start: row.starts_on, end: effectiveEnd(row, next, employer, paid) });
  }
  return contracts;
}

/** Rule 5: contracts of one employer and person, strung together while the breaks are short enough. */
export function readSpells(contracts: readonly Contract[]): Spell[] {
  const order = (a: Contract, b: Contract): number => byBytes(a.start, b.start) || byBytes(a.end, b.end) || byNumber(a.row, b.row);
  const spells: Spell[] = [];
  for (const contract of contracts.toSorted(order)) {
    const { employer, person } = contract;
    const spell = spells.findLast((one) => one.employer === employer && one.person === person);
    const latestEnd = spell?.contracts.map((one) => one.end).toSorted(byBytes).at(-1);
    if (spell !== undefined && latestEnd !== undefined && daysBetween(latestEnd, contract.start) <= longestBreak) spell.contracts.push(contract);
    else spells.push({ employer, person, start: contract.start, first: contract.row, contracts: [contract] });
  }
  return spells;
}

export function isInForceOn(contract: Contract, day: string): boolean {
  return contract.start <= day && day <= contract.end;
}

export function isInForceIn(contract: Contract, month: string): boolean {
  return contract.start <= lastDay(month) && firstDay(month) <= contract.end;
}

/** Rule 7: for good, or for a year at least; 29 February counts as 1 March, and a termination does not matter. */
export function isPermanent(row: RowOf<'contracts'>): boolean {
  if (row.term === 'indefinite') return true;
  if (row.ends_on === '') return false;
  const [month, day] = [row.starts_on.slice(5, 7), row.starts_on.slice(8, 10)];
  const sameDay = month === '02' && day === '29' ? '03-01' : `${month}-${day}`;
  const aYearOn = `${Number(row.starts_on.slice(0, 4)) + 1}-${sameDay}`;
  return row.ends_on >= plusDays(aYearOn, -1);
}
