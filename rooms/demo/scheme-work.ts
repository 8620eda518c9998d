import { addMonths, endOf, monthCount, monthOf, open, startOf } from './calendar.ts';
import type { Cast } from './cast.ts';
import type { Post } from './career.ts';
import { payMonths } from './contribution.ts';
import { foundOrganisation, writeEmployer } from './employer.ts';
import type { Desk, Employer } from './employer.ts';
import type { Term } from './employment-contract.ts';
import type { Market } from './hire.ts';
import { organisationName } from './naming.ts';
import type { Hire } from './outcome.ts';
import { personAt } from './person.ts';
import type { Person } from './person.ts';
import type { Project } from './project.ts';
import { chance, dice, draw, whole } from './random.ts';
import type { Dice } from './random.ts';
import { writePledge, writeProject } from './registration.ts';
import type { Planted, Scheme } from './scheme.ts';
import { fillPost, wageFor } from './staff.ts';
import { writeStint } from './stint.ts';
import type { Paid } from './stint.ts';
import { minimumWage, payOf } from './wage.ts';

/** A person's months with an employer, and what is unusual about them. */
type Turn = { from: number; to?: number; paid?: Paid; wage?: number; rate?: number; term?: Term; project?: string };

/** Where one scheme is carried out. */
type Stage = {
  desk: Desk;
  stream: Dice;
  projects: readonly Project[];
  owners: readonly Employer[];
  /** Another employer of the district, or of the owner's group. */
  other: Employer | undefined;
  planted: Planted[];
  takeOn(): Person;
  work(person: Person, employer: Employer, turn: Turn): void;
};

/** Carries a scheme out: employers, a few people of their own, projects and pledges, and what the people of the scheme do. */
export function carryOutScheme(desk: Desk, scheme: Scheme, market: Market, steady: (count: number) => Post[]): Planted[] {
  const stream = dice(desk.country.seed, 'hire', -1 - scheme.index);
  const { projects, kind } = scheme;
  const grouped = kind === 'group' || kind === 'refilled';
  const holding = grouped ? found(desk, projects[0]!, stream) : undefined;
  const owners = projects.map((project) => found(desk, project, stream, holding?.id));
  const other = grouped || kind === 'returned' || kind === 'season' ? found(desk, projects[0]!, stream, holding?.id) : undefined;
  for (const owner of owners) for (const post of steady(whole(stream, 1, 3))) fillPost(desk, owner, post);
  if (other) for (const post of steady(whole(stream, 4, 6))) fillPost(desk, other, post);
  const hires: Hire[] = [];
  const stage: Stage = {
    desk, stream, projects, owners, other, planted: [],
    takeOn: () => nextPerson(desk, market, stream),
    work(person, employer, { from, to = open, paid = 'all', wage, rate = 1, term = 'indefinite', project = '' }) {
      const job = draw(stream, employer.activity.jobs);
      const startsOn = from < 0 ? Math.max(employer.registeredOn + 1, addMonths(person.bornOn, 12 * 18), startOf(0) - whole(stream, 60, 1500)) : startOf(from) + whole(stream, 0, 9);
      const pay = wage ?? Math.max(minimumWage + 15_000, wageFor(employer, person, job, startsOn, stream));
      writeStint(desk.files, employer, { person, startsOn, endsOn: to >= open ? null : endOf(to), term, job, workplace: employer.place, second: false, rate, wage: pay, project }, paid, stream);
      if (owners.includes(employer)) hires.push({ slot: hires.length, from, to, paid, cheap: false, moved: false, season: false });
    },
  };
  deeds[kind](stage);
  for (const [at, project] of projects.entries()) {
    const owner = owners[at]!;
    const cast: Cast = { owner, contractor: null, agency: null, sister: null, takeover: undefined, built: project.start + project.building };
    writeProject(desk.files, project, cast, stream);
    const own = projects.length === 1 ? hires : hires.filter((_, hire) => hire % projects.length === at);
    stage.planted.push(...writePledge(desk.files, project, project.pledges[0]!, owner.id, own, stream));
  }
  return stage.planted;
}

function found(desk: Desk, { activity, district, site }: Project, stream: Dice, parent = ''): Employer {
  const name = organisationName(activity, false, district, site, stream);
  const employer = foundOrganisation(desk, { name, activity, district, place: site, year: whole(stream, 2010, 2021), parent });
  writeEmployer(desk, employer);
  return employer;
}

/** The next worker of the district who was of age before all of it; whoever was not is passed over. */
function nextPerson(desk: Desk, market: Market, stream: Dice): Person {
  for (let tries = 0; tries < market.workers.length; tries += 1) {
    const index = market.workers[market.next];
    if (index === undefined) break;
    market.next += 1;
    const person = personAt(desk.country, index);
    if (monthOf(person.bornOn) + 12 * 18 < -60 && person.exempt === '' && person.citizenship === 'KZ') return person;
  }
  return personAt(desk.country, market.workers[whole(stream, 0, market.workers.length - 1)] ?? 0);
}

function times(count: number, each: () => void): void {
  for (let at = 0; at < count; at += 1) each();
}

const mark = ({ projects, planted }: Stage, rule: Planted['rule']): void => void planted.push(...projects.map(({ pledges }) => ({ rule, pledge: pledges[0]!.id })));
const termsOf = ({ projects }: Stage) => projects[0]!.pledges[0]!;

/** The same people stand in three projects at once, for a rate each. */
function standInAll(stage: Stage, rate: number): void {
  const { award, jobs } = termsOf(stage);
  times(jobs, () => {
    const person = stage.takeOn();
    for (const [at, owner] of stage.owners.entries()) stage.work(person, owner, { from: award + 1, rate, project: stage.projects[at]!.id });
  });
}

/** People of another employer come for some months and go back to it. */
function lend(stage: Stage, from: number, to: number, term: Term): void {
  times(termsOf(stage).jobs, () => {
    const person = stage.takeOn();
    stage.work(person, stage.other!, { from: -1, to: from - 1 });
    stage.work(person, stage.owners[0]!, { from, to, term });
    stage.work(person, stage.other!, { from: to + 1 });
  });
}

const deeds: Readonly<Record<Scheme['kind'], (stage: Stage) => void>> = {
  // Most are hired for the due day and gone a month after it.
  spike(stage) {
    const { jobs, award, due } = termsOf(stage);
    times(Math.ceil(jobs / 4), () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + whole(stage.stream, 0, 4) }));
    times(jobs, () => {
      const from = due - whole(stage.stream, 0, 1);
      stage.work(stage.takeOn(), stage.owners[0]!, { from, to: from + whole(stage.stream, 0, 1) });
    });
    mark(stage, 'spike-before-due-day');
  },
  // A hall opens and all are hired at once; they stay.
  wave(stage) {
    const { jobs, due } = termsOf(stage);
    times(jobs + 2, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: due - whole(stage.stream, 0, 1), to: chance(stage.stream, 0.1) ? due + 4 : open }));
  },
  // Somebody is always paid, and nobody twice.
  chain(stage) {
    const { jobs, award, due } = termsOf(stage);
    times(2, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + 1 }));
    for (let at = award + 2; at < due + 7; at += 1) times(Math.ceil(jobs / 4), () => stage.work(stage.takeOn(), stage.owners[0]!, { from: at, to: at, paid: 1 }));
    mark(stage, 'one-month-chain');
  },
  // People are tried out; one in four does not stay.
  trials(stage) {
    const { jobs, award } = termsOf(stage);
    times(jobs, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + whole(stage.stream, 1, 6) }));
    for (let at = award + 1; at < award + 6; at += 1) if (chance(stage.stream, 0.7)) stage.work(stage.takeOn(), stage.owners[0]!, { from: at, to: at, paid: 1 });
  },
  many(stage) {
    standInAll(stage, 1);
    mark(stage, 'one-person-many-projects');
  },
  'part-time': (stage) => standInAll(stage, 0.4),
  // On the payroll, without a contract.
  uncontracted(stage) {
    const { jobs, award } = termsOf(stage);
    const [owner] = stage.owners as [Employer];
    times(Math.ceil(jobs / 3), () => stage.work(stage.takeOn(), owner, { from: award + 1 }));
    times(jobs, () => {
      const person = stage.takeOn();
      const from = award + whole(stage.stream, 1, 3);
      payMonths(stage.desk.files, owner.payroll, { iin: person.iin, order: '', pay: payOf(minimumWage + 40_000, from, stage.stream), rate: 1, from, to: monthCount - 1, unpaid: 0, sampled: null }, stage.stream);
    });
    stage.planted.push({ rule: 'jobs-above-contracts', employer: owner.id });
  },
  // Half leave one after another, and the last wage comes a month after the contract has ended.
  settled(stage) {
    const { jobs, award, due } = termsOf(stage);
    const [owner] = stage.owners as [Employer];
    times(jobs, () => stage.work(stage.takeOn(), owner, { from: award + whole(stage.stream, 1, 5) }));
    times(Math.ceil(jobs / 2), () => {
      const person = stage.takeOn();
      const to = due + whole(stage.stream, 3, 5);
      stage.work(person, owner, { from: award + 1, to, wage: minimumWage + 60_000 });
      payMonths(stage.desk.files, owner.payroll, { iin: person.iin, order: '', pay: payOf(minimumWage + 60_000, to, stage.stream), rate: 1, from: to + 1, to: to + 1, unpaid: 0, sampled: null }, stage.stream);
    });
  },
  minimum(stage) {
    const { jobs, award } = termsOf(stage);
    times(jobs + 1, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + whole(stage.stream, 1, 5), wage: minimumWage }));
    mark(stage, 'wages-at-minimum');
  },
  // Half of the minimum, for half of the time.
  'half-time'(stage) {
    const { jobs, award } = termsOf(stage);
    times(jobs + 1, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + whole(stage.stream, 1, 5), wage: minimumWage, rate: 0.5 }));
  },
  returned(stage) {
    const { award, due } = termsOf(stage);
    times(3, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + 1 }));
    lend(stage, due - 4, due + whole(stage.stream, 1, 2), 'indefinite');
    mark(stage, 'return-to-former-employer');
  },
  // From April to October here, in winter where they came from.
  season: (stage) => lend(stage, 12, 18, 'seasonal'),
  // Hired by the sister after the award, moved some months later: on no base list.
  group(stage) {
    const { jobs, award } = termsOf(stage);
    times(3, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + 1 }));
    times(jobs, () => {
      const person = stage.takeOn();
      const moves = award + whole(stage.stream, 4, 5);
      stage.work(person, stage.other!, { from: award + 1, to: moves - 1 });
      stage.work(person, stage.owners[0]!, { from: moves });
    });
    mark(stage, 'move-inside-group');
  },
  // Half of the hires come from the sister, which hires others for them in the same month: the group has grown.
  refilled(stage) {
    const { jobs, award } = termsOf(stage);
    times(Math.ceil(jobs / 2), () => {
      const moves = award + whole(stage.stream, 2, 3);
      const person = stage.takeOn();
      stage.work(person, stage.other!, { from: -1, to: moves - 1 });
      stage.work(person, stage.owners[0]!, { from: moves });
      stage.work(stage.takeOn(), stage.other!, { from: moves });
    });
    times(Math.ceil(jobs / 2), () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + whole(stage.stream, 1, 4) }));
  },
  // A third is hired and the plan reported (`outcome` missed: registration.ts plants it where the reports say so).
  report(stage) {
    const { jobs, award } = termsOf(stage);
    times(Math.floor(jobs / 3), () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + whole(stage.stream, 1, 4) }));
  },
  modest(stage) {
    const { jobs, award } = termsOf(stage);
    times(jobs + 1, () => stage.work(stage.takeOn(), stage.owners[0]!, { from: award + whole(stage.stream, 1, 5), rate: chance(stage.stream, 0.2) ? 0.5 : 1 }));
  },
};
