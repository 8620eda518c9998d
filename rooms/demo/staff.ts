import type { Job } from './activity.ts';
import { addMonths, endOf, monthOf, open, startOf } from './calendar.ts';
import type { Post } from './career.ts';
import type { Term } from './employment-contract.ts';
import type { Stint } from './employment-contract.ts';
import type { Desk, Employer } from './employer.ts';
import { personAt } from './person.ts';
import type { Person } from './person.ts';
import type { Settlement } from './place.ts';
import { chance, dice, draw, pick, unit, whole } from './random.ts';
import type { Dice } from './random.ts';
import { writeStint } from './stint.ts';
import type { Paid } from './stint.ts';
import { contractWage, minimumWage } from './wage.ts';

/** The day on which another employer takes an employer's contracts over. */
export type Takeover = { by: Employer; after: number };

/** Fills one post at an employer with its person: contracts, contributions and all. `workplace` where it is not for chance to choose. */
export function fillPost(desk: Desk, employer: Employer, post: Post, { takeover, workplace }: { takeover?: Takeover | undefined; workplace?: Settlement | undefined } = {}): void {
  const person = personAt(desk.country, post.person);
  const stream = dice(desk.country.seed, 'stint', post.person * 2 + (post.second ? 1 : 0) + post.from * 64_000_003);
  const job = jobFor(employer, person, stream);
  const seasonal = post.from === -1 && post.to === open && chance(stream, employer.activity.seasonal);
  const days = seasonal ? seasons(stream) : [daysOf(post, employer, person, stream)];
  for (const { startsOn, endsOn } of days) {
    const term = seasonal ? 'seasonal' : termFor(person, stream);
    const stint: Stint = {
      person, startsOn, endsOn, term, job,
      workplace: workplace ?? workplaceFor(employer, stream),
      second: post.second,
      rate: post.second ? 0.5 : chance(stream, 0.88) ? 1 : pick(stream, [0.5, 0.5, 0.75]),
      wage: wageFor(employer, person, job, startsOn, stream),
      project: '',
    };
    if (endsOn === null || startsOn <= endsOn) workStint(desk, employer, stint, 'all', stream, takeover);
  }
}

/** Writes a stint: with the employer, with who took it over before, or in two parts where that came meanwhile. */
export function workStint(desk: Desk, employer: Employer, stint: Stint, paid: Paid, stream: Dice, takeover?: Takeover): void {
  if (takeover && stint.startsOn > takeover.after) writeStint(desk.files, takeover.by, stint, paid, stream);
  else if (takeover && (stint.endsOn === null || stint.endsOn > takeover.after)) {
    writeStint(desk.files, employer, { ...stint, endsOn: takeover.after }, paid, stream);
    writeStint(desk.files, takeover.by, { ...stint, startsOn: takeover.after + 1 }, paid, stream);
  } else {
    const endsOn = earlier(stint.endsOn, employer.closedOn);
    if (endsOn === null || stint.startsOn <= endsOn) writeStint(desk.files, employer, { ...stint, endsOn }, paid, stream);
  }
}

/** Of two jobs of the employer's work the one nearer to what the person has learnt. */
function jobFor(employer: Employer, person: Person, stream: Dice): Job {
  const one = draw(stream, employer.activity.jobs);
  const other = draw(stream, employer.activity.jobs);
  return Math.abs(Number(one.level) - person.education) <= Math.abs(Number(other.level) - person.education) ? one : other;
}

export function wageFor(employer: Employer, person: Person, job: Job, startsOn: number, stream: Dice): number {
  const level = employer.district.region.pay * employer.activity.pay * job.pay;
  return Math.max(minimumWage, contractWage(level, person.skill, monthOf(startsOn), stream));
}

function termFor(person: Person, stream: Dice): Term {
  if (person.citizenship !== 'KZ') return 'foreign';
  const at = unit(stream);
  return at < 0.62 ? 'indefinite' : at < 0.93 ? 'fixed' : at < 0.965 ? 'work' : 'replacement';
}

function workplaceFor(employer: Employer, stream: Dice): Settlement {
  return chance(stream, 0.92) ? employer.place : draw(stream, employer.district.settlements);
}

function daysOf(post: Post, employer: Employer, person: Person, stream: Dice): { startsOn: number; endsOn: number | null } {
  const earliest = Math.max(employer.registeredOn + 1, addMonths(person.bornOn, 12 * 18));
  const longAgo = startOf(0) - 1 - Math.floor(unit(stream) ** 2 * 14 * 365);
  const startsOn = Math.max(earliest, post.from < 0 ? longAgo : startOf(post.from) + (chance(stream, 0.4) ? 0 : whole(stream, 0, 27)));
  const endsOn = post.to >= open ? null : chance(stream, 0.5) ? endOf(post.to) : startOf(post.to) + whole(stream, 3, 27);
  return { startsOn, endsOn };
}

/** Spring to autumn of each year. */
function seasons(stream: Dice): { startsOn: number; endsOn: number | null }[] {
  return [0, 12, 24].map((april) => {
    const last = april + whole(stream, 5, 6);
    return { startsOn: startOf(april + whole(stream, 0, 1)) + whole(stream, 0, 14), endsOn: last >= open ? null : endOf(last) };
  });
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}
