import type { Job } from './activity.ts';
import { endOf, monthOf, open, startOf } from './calendar.ts';
import { builtOn } from './cast.ts';
import type { Cast } from './cast.ts';
import type { Post } from './career.ts';
import type { Stint, Term } from './employment-contract.ts';
import type { Desk, Employer } from './employer.ts';
import type { Hire } from './outcome.ts';
import { personAt } from './person.ts';
import type { Person } from './person.ts';
import type { Pledge } from './pledge.ts';
import type { Project } from './project.ts';
import { chance, dice, draw, unit, urn, whole } from './random.ts';
import type { Dice } from './random.ts';
import { wageFor, workStint } from './staff.ts';
import type { Takeover } from './staff.ts';
import { minimumWage } from './wage.ts';

/** Workers of a district in an order of chance, and the posts they leave to other employers. */
export type Market = { workers: readonly number[]; next: number; posts: Post[] };

/** The next worker who can be hired for wages that bear contributions; others get their usual career elsewhere. */
function nextWorker(desk: Desk, market: Market, spare: (index: number) => void): Person | undefined {
  for (;;) {
    const index = market.workers[market.next];
    if (index === undefined) return undefined;
    market.next += 1;
    const person = personAt(desk.country, index);
    // Of those whom contributions do not show, one in ten is hired all the same: contracted, exempt.
    if (monthOf(person.bornOn) + 12 * 18 < -7 && (person.exempt === '' || index % 10 === 0)) return person;
    spare(index);
  }
}

export type Hiring = { desk: Desk; market: Market; project: Project; cast: Cast; spare: (index: number) => void };

/** Hires the people of one pledge: their contracts and contributions, and the posts they held before and after. */
export function hirePeople({ desk, market, project, cast, spare }: Hiring, pledge: Pledge, hires: readonly Hire[]): void {
  const people = new Map<number, Person>();
  const stream = dice(desk.country.seed, 'hire', project.index * 8 + Number(pledge.id.slice(-1)));
  for (const hire of hires) {
    const known = people.get(hire.slot);
    const person = known ?? nextWorker(desk, market, spare);
    if (!person) return;
    people.set(hire.slot, person);
    const { employer, takeover } = employerFor(pledge, hire, cast, stream);
    const stint = stintFor(project, pledge, hire, person, employer, cast, stream);
    if (hire.moved && cast.sister) leaveSister(desk, cast.sister, stint, stream);
    else if (!known && chance(stream, 0.5)) heldBefore(market, person, hire, stream);
    workStint(desk, employer, stint, hire.paid, stream, takeover);
    if (!hire.season && hire.to < open - 3 && chance(stream, 0.5)) market.posts.push({ person: person.index, from: hire.to + whole(stream, 1, 4), to: open, second: false });
  }
}

function employerFor(pledge: Pledge, hire: Hire, cast: Cast, stream: Dice): { employer: Employer; takeover?: Takeover } {
  if (pledge.phase === 'construction' && cast.contractor) return { employer: cast.contractor };
  if (cast.agency && !hire.moved && chance(stream, 0.15)) return { employer: cast.agency };
  return cast.takeover ? { employer: cast.owner, takeover: cast.takeover } : { employer: cast.owner };
}

/** What a hire's contract says; one in twenty does not meet what the pledge asks, in one of four ways. */
function stintFor(project: Project, pledge: Pledge, hire: Hire, person: Person, employer: Employer, cast: Cast, stream: Dice): Stint {
  const flaw = chance(stream, 0.05) ? whole(stream, 1, 4) : 0;
  const { startsOn, endsOn } = daysOf(pledge, hire, cast, stream);
  const job = jobFor(pledge, employer, flaw === 1, stream);
  return {
    person, startsOn, endsOn, job,
    term: termFor(pledge, hire, person, flaw === 2, stream),
    workplace: flaw === 3 ? draw(stream, project.district.settlements) : pledge.site,
    second: false,
    rate: chance(stream, 0.93) ? 1 : 0.5,
    wage: hire.cheap ? minimumWage : Math.max(wageFor(employer, person, job, startsOn, stream), chance(stream, 0.9) ? Number(pledge.wageFloor) : 0),
    project: namedProject(project, employer === cast.owner, flaw === 4, stream),
  };
}

/** First and last day of a hire: never before the award, and on a building site not after it is built. */
function daysOf(pledge: Pledge, hire: Hire, cast: Cast, stream: Dice): Pick<Stint, 'startsOn' | 'endsOn'> {
  const day = startOf(hire.from) + whole(stream, 0, hire.paid === 1 ? 9 : 25);
  const startsOn = hire.from === pledge.award ? Math.max(day, pledge.awardedOn + 1) : day;
  const builds = pledge.phase === 'construction';
  const last = builds ? Math.min(hire.to, cast.built) : hire.to;
  if (last >= open) return { startsOn, endsOn: null };
  const leaves = endOf(last) - whole(stream, 0, 5);
  return { startsOn, endsOn: Math.max(startsOn, builds ? Math.min(leaves, builtOn(cast) ?? leaves) : leaves) };
}

/** A contractor's contract names the project, or its worker does not count; the owner's often names none. */
function namedProject(project: Project, own: boolean, wrong: boolean, stream: Dice): string {
  if (wrong) return own ? `${project.id}-B` : '';
  return own && chance(stream, 0.3) ? '' : project.id;
}

function jobFor(pledge: Pledge, employer: Employer, other: boolean, stream: Dice): Job {
  const { list } = employer.activity.jobs;
  const fitting = list.filter((job) => job.occupation.startsWith(pledge.occupation) && Number(job.level) >= Number(pledge.qualification));
  return draw(stream, urn(other || fitting.length === 0 ? list : fitting, (job) => job.weight));
}

function termFor(pledge: Pledge, hire: Hire, person: Person, short: boolean, stream: Dice): Term {
  if (hire.season) return 'seasonal';
  if (person.citizenship !== 'KZ') return 'foreign';
  if (pledge.term === 'permanent') return short ? 'work' : 'indefinite';
  const at = unit(stream);
  if (pledge.phase === 'construction') return at < 0.4 ? 'work' : at < 0.8 ? 'fixed' : 'indefinite';
  return at < 0.62 ? 'indefinite' : at < 0.95 ? 'fixed' : 'replacement';
}

/** Whoever is moved was with the sister company until the day before. */
function leaveSister(desk: Desk, sister: Employer, stint: Stint, stream: Dice): void {
  const startsOn = Math.max(sister.registeredOn + 1, startOf(0) - whole(stream, 60, 2000));
  workStint(desk, sister, { ...stint, startsOn, endsOn: stint.startsOn - 1, term: 'indefinite', project: '' }, 'all', stream);
}

function heldBefore(market: Market, person: Person, hire: Hire, stream: Dice): void {
  const to = hire.from - 1 - whole(stream, 0, 2);
  if (to >= 0) market.posts.push({ person: person.index, from: -1, to, second: false });
}
