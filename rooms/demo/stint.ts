import { beAbsent } from './absence.ts';
import { cutOff, endOf, monthCount, monthOf } from './calendar.ts';
import { writeContracts } from './employment-contract.ts';
import type { Stint } from './employment-contract.ts';
import { payMonths } from './contribution.ts';
import type { Employer } from './employer.ts';
import type { Files } from './files.ts';
import { chance, whole } from './random.ts';
import type { Dice } from './random.ts';
import { payOf } from './wage.ts';

/** One person in sixty has the employer's own contributions in the extract too. */
const sample = 60;

/** Months for which contributions are made: `all`, none, or the first so many. */
export type Paid = 'all' | number;

/** Writes all that a stint leaves in the registers: contracts, absences, contributions, and here and there a month nobody paid. */
export function writeStint(files: Files, employer: Employer, stint: Stint, paid: Paid, stream: Dice): void {
  const { person, startsOn, endsOn, rate, wage, job } = stint;
  const from = monthOf(startsOn);
  const last = Math.min(monthCount - 1, monthOf(Math.min(endsOn ?? cutOff, person.exemptFrom === null ? cutOff : person.exemptFrom - 1)));
  const to = paid === 'all' ? last : Math.min(last, from + paid - 1);
  writeContracts(files, employer, stint, stream);
  let unpaid = beAbsent(files, employer.id, person, startsOn, endsOn ?? endOf(monthCount - 1), stream);
  if (chance(stream, 0.012)) unpaid |= 1 << whole(stream, 0, monthCount - 1);
  if (to < from || to < 0) return;
  const sampled = person.index % sample === 0 ? { young: person.bornOn >= 1826, harmful: job.conditions.startsWith('3') } : null;
  payMonths(files, employer.payroll, { iin: person.iin, order: stint.second ? '2/' : '', pay: payOf(wage, from, stream), rate, from, to, unpaid, sampled }, stream);
}
