import type { Country, RowOf } from './columns.ts';
import { currentRows } from './current.ts';
import { readEmployers } from './employer.ts';
import type { Employers } from './employer.ts';
import { readPaidMonths } from './paid.ts';
import type { PaidMonth } from './paid.ts';
import { readContracts, readSpells } from './spell.ts';
import type { Contract, Spell } from './spell.ts';

/** What holds whatever the month that one asks for: the current rows, and what rules 1-5 make of them. */
export type Facts = {
  classifier: ReadonlySet<string>;
  employers: Employers;
  paid: PaidMonth[];
  contracts: Contract[];
  spells: Spell[];
  pledges: RowOf<'pledges'>[];
  participants: RowOf<'participants'>[];
  absences: RowOf<'absences'>[];
  population: RowOf<'population'>[];
  contributions: RowOf<'contributions'>[];
};

/** `classifier`: the built-in place codes, to which every code of the `places` register is added. */
export function gatherFacts(country: Country, classifier: ReadonlySet<string>): Facts {
  const employers = readEmployers(currentRows(country, 'employers'));
  const contributions = currentRows(country, 'contributions');
  const paid = readPaidMonths(contributions, employers);
  const contracts = readContracts(currentRows(country, 'contracts'), employers, paid);
  return {
    classifier: new Set([...classifier, ...currentRows(country, 'places').map((row) => row.kato)]),
    employers,
    paid,
    contracts,
    spells: readSpells(contracts),
    pledges: currentRows(country, 'pledges'),
    participants: currentRows(country, 'participants'),
    absences: currentRows(country, 'absences'),
    population: currentRows(country, 'population'),
    contributions,
  };
}
