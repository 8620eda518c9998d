import { addMonths, cutOff, dayText, endOf, instantText, monthOf, monthOfYear, startOf } from './calendar.ts';
import type { Employer } from './employer.ts';
import type { Files } from './files.ts';
import type { Person } from './person.ts';
import type { Settlement } from './place.ts';
import type { Job } from './activity.ts';
import { chance, pick, whole } from './random.ts';
import type { Dice } from './random.ts';
import { put, quoted } from './rows.ts';

export type Term = 'indefinite' | 'fixed' | 'work' | 'replacement' | 'seasonal' | 'foreign';

/** One person's time with one employer, from which contracts and contributions are made. */
export type Stint = {
  person: Person;
  /** First and last day of work; null: still there. */
  startsOn: number;
  endsOn: number | null;
  term: Term;
  job: Job;
  workplace: Settlement;
  /** True of a second job beside another, perhaps with the same employer. */
  second: boolean;
  rate: number;
  wage: number;
  /** The project that the contract names, or nothing. */
  project: string;
};

/** Contracts before this day came into the register when it opened. */
const registerOpened = Date.UTC(2020, 8, 1) / 86_400_000;

/** Writes the contracts of a stint: one, or a chain where they are for a fixed term. */
export function writeContracts(files: Files, employer: Employer, stint: Stint, stream: Dice): void {
  const { startsOn, endsOn, term } = stint;
  if (term === 'fixed') {
    writeChain(files, employer, stint, stream);
    return;
  }
  const until = term === 'seasonal' || term === 'foreign' ? plannedEnd(term, startsOn, stream) : null;
  const early = endsOn !== null && endsOn !== until;
  writeContract(files, employer, stint, { startsOn, endsOn: until, terminatedOn: early ? endsOn : null }, stream);
}

function plannedEnd(term: Term, startsOn: number, stream: Dice): number {
  if (term === 'foreign') return addMonths(startsOn, 36) - 1;
  const month = monthOf(startsOn);
  return endOf(month + Math.max(1, 10 - monthOfYear(month)) - whole(stream, 0, 1));
}

/** Contracts for 6 to 36 months, renewed the day after, or left to go on in silence. */
function writeChain(files: Files, employer: Employer, stint: Stint, stream: Dice): void {
  const months = pick(stream, [6, 12, 12, 12, 12, 24, 24, 36]);
  let { startsOn } = stint;
  // Of a long chain only the links of the last years are in the extract.
  while (addMonths(startsOn, months) < startOf(-13)) startsOn = addMonths(startsOn, months);
  for (;;) {
    const until = addMonths(startsOn, months) - 1;
    const leaves = stint.endsOn !== null && stint.endsOn <= until;
    const silent = until < cutOff && until >= startOf(-1) && chance(stream, 0.3);
    // Half of those who leave after a silent extension have their day of leaving recorded; the others just stop being paid.
    const terminatedOn = leaves ? (stint.endsOn === until ? null : stint.endsOn) : silent && stint.endsOn !== null && chance(stream, 0.5) ? stint.endsOn : null;
    writeContract(files, employer, stint, { startsOn, endsOn: until, terminatedOn }, stream);
    if (leaves || silent || until >= cutOff) return;
    startsOn = until + 1;
  }
}

type Dates = { startsOn: number; endsOn: number | null; terminatedOn: number | null };

function writeContract(files: Files, employer: Employer, stint: Stint, { startsOn, endsOn, terminatedOn }: Dates, stream: Dice): void {
  const { person, term, job, workplace, rate, wage, project } = stint;
  employer.contracts += 1;
  const number = `${employer.contracts}/${dayText(startsOn).slice(0, 4)}`;
  const occupation = chance(stream, 0.1) ? `${job.occupation}-${whole(stream, 1, 6)}` : job.occupation;
  const qualification = chance(stream, 0.06) ? '' : job.level;
  const conditions = chance(stream, 0.15) ? '' : job.conditions;
  const front = `${employer.id},${quoted(number)},${person.iin},${term},${dayText(startsOn)},${endsOn === null ? '' : dayText(endsOn)},`;
  const back = `,${occupation},${qualification},${workplace.code},${rate},${wage},${conditions},${quoted(project)},`;
  const learnt = Math.max(startsOn + whole(stream, 0, 5), registerOpened);
  const version = (terminated: string, status: string, on: number): void => {
    put(files.contracts, `${front}${terminated}${back}${status},${instantText(on, employer.contracts)}\n`);
  };
  if (terminatedOn === null) version('', 'active', learnt);
  else {
    // The end of a contract is a newer version of its row; of some the older one is still in the extract.
    if (chance(stream, 0.08)) version('', 'active', learnt);
    version(dayText(terminatedOn), 'active', Math.max(learnt, terminatedOn + whole(stream, 1, 4)));
  }
  if (chance(stream, 0.002)) {
    employer.contracts += 1;
    put(files.contracts, `${front.replace(number, `${employer.contracts}/${number.slice(-4)}`)}${back}annulled,${instantText(learnt + 1, employer.contracts)}\n`);
  }
}
