import type { Activity } from './activity.ts';
import { dayText, instantText, startOf } from './calendar.ts';
import type { Country } from './country.ts';
import type { Files } from './files.ts';
import { organisationNumber } from './identifier.ts';
import { payrollOf } from './payroll.ts';
import type { Arrears, Payroll } from './payroll.ts';
import type { Person } from './person.ts';
import type { District, Settlement } from './place.ts';
import { chance, dice, whole } from './random.ts';
import type { Dice } from './random.ts';
import { put, quoted } from './rows.ts';

/** What the writing of one country goes through: the country, its files, and how many organisations there are so far. */
export type Desk = { readonly country: Country; readonly files: Files; organisations: number };

export type Employer = {
  id: string;
  /** A whole number of its own, for payment orders and chance. */
  key: number;
  name: string;
  activity: Activity;
  district: District;
  place: Settlement;
  head: string;
  successor: string;
  parent: string;
  registeredOn: number;
  closedOn: number | null;
  payroll: Payroll;
  /** Contracts written so far: they are numbered. */
  contracts: number;
};

export type Founding = {
  name: string;
  activity: Activity;
  district: District;
  place: Settlement;
  year: number;
  head?: string;
  parent?: string;
  arrears?: Arrears;
};

/** Payment orders of sole entrepreneurs count from here; those of organisations stay below. */
export const solesFrom = 2_000_000;

/** A new organisation under the next free BIN. `head` makes it a branch. */
export function foundOrganisation(desk: Desk, founding: Founding, ordinal: number = desk.organisations++): Employer {
  const { name, activity, district, place, year, head = '', parent = '', arrears = () => false } = founding;
  const { bin, registeredIn } = organisationNumber(ordinal, year, head !== '');
  const registeredOn = Date.UTC(registeredIn.year, registeredIn.month - 1, 1 + (ordinal % 28)) / 86_400_000;
  const payroll = payrollOf(desk.country.seed, ordinal, bin, arrears);
  return { id: bin, key: ordinal, name, activity, district, place, head, successor: '', parent, registeredOn, closedOn: null, payroll, contracts: 0 };
}

/** A person who works on the own account, perhaps with staff: the identifier is the person's. */
export function foundSole(desk: Desk, person: Person, founding: Omit<Founding, 'year' | 'head'>, stream: Dice): Employer {
  const { name, activity, district, place, parent = '', arrears = () => false } = founding;
  const key = solesFrom + person.index;
  const registeredOn = Math.max(person.bornOn + 18 * 366, startOf(whole(stream, -120, -8)));
  const payroll = payrollOf(desk.country.seed, key, person.iin, arrears);
  return { id: person.iin, key, name, activity, district, place, head: '', successor: '', parent, registeredOn, closedOn: null, payroll, contracts: 0 };
}

/** Writes an employer's row; of some also an older version under another name. */
export function writeEmployer(desk: Desk, employer: Employer): void {
  const { id, name, activity, place, head, successor, parent, registeredOn, closedOn } = employer;
  const stream = dice(desk.country.seed, 'employer', employer.key);
  const closed = closedOn === null ? '' : dayText(closedOn);
  const row = (named: string, on: number): string =>
    `${id},${quoted(named)},${activity.code},${place.code},${head},${successor},${parent},${dayText(registeredOn)},${closed},${instantText(on, employer.key)}\n`;
  const learnt = Math.max(registeredOn + 1, closedOn ?? 0, startOf(-30) + whole(stream, 0, 600));
  if (closedOn === null && chance(stream, 0.01)) put(desk.files.employers, row(`${name} (бұрынғы)`, learnt - 20));
  put(desk.files.employers, row(name, learnt));
}
