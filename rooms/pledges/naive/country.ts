import type fc from 'fast-check';
import { choice, firstMonth } from './choice.ts';
import type { Choice, PaidAs, Relation, Step } from './choice.ts';
import { daysIn, firstDay, lastDay, monthOf, plusDays, plusMonths } from './calendar.ts';
import type { Country } from './columns.ts';
import { binOf, iinOf } from './identifiers.ts';
import { absence, contract, employer, participant, payment, place, pledge, resident } from './rows.ts';
import { addVersions, recordedAt } from './version.ts';
import type { Rows } from './version.ts';

/** A made-up country under construction: the rows so far and the pools that they are made of. */
type Site = { rows: Rows; people: string[]; employers: string[]; recorded: () => { recorded_at: string } };

const projects = ['P1', 'P,2', 'P"3'];

function pick<T>(pool: readonly T[], at: number): T {
  return pool[at % pool.length] as T;
}

/** Four ways to write how long a contract lasts. */
function endOf(step: Step, start: string): { ends_on: string; terminated_on: string } {
  const months = plusMonths(monthOf(start), step.months);
  const day = plusDays(`${months}-01`, Number(start.slice(8)) - 1 + step.days);
  const end = day < start ? start : day;
  if (step.end === 'ends') return { ends_on: end, terminated_on: '' };
  if (step.end === 'terminated') return { ends_on: '', terminated_on: end };
  if (step.end === 'both') return { ends_on: end, terminated_on: plusDays(end, step.gap) };
  return { ends_on: '', terminated_on: step.end === 'never began' ? plusDays(start, -1) : '' };
}

/** Where the contract after this one starts: so many days after its end, or after a month that may extend it. */
function startAfter(step: Step, start: string, end: { ends_on: string; terminated_on: string }): string {
  if (step.after === 'start') return start;
  const last = end.terminated_on || end.ends_on || plusDays(start, 90);
  return plusDays(step.after === 'end' ? last : lastDay(plusMonths(monthOf(last), step.monthsOn)), step.gap);
}

function addContracts(site: Site, relation: Relation, by: string, iin: string): void {
  let start = relation.start;
  for (const step of relation.steps) {
    const { term, occupation, qualification, workplace, rate, project } = step;
    const end = endOf(step, start);
    site.rows.contracts.push(contract({
      employer: by, contract_no: `${step.prefix}${site.rows.contracts.length}`, iin, term, starts_on: start, ...end,
      occupation, qualification, workplace, rate, project_id: project < 0 ? '' : pick(projects, project), ...site.recorded(),
    }));
    start = startAfter(step, start, end);
  }
}

function addPayments(site: Site, relation: Relation, payer: string, iin: string): void {
  const add = (period: string, kind: string, amount: string, by = payer): void => {
    const payment_ref = String(site.rows.contributions.length);
    site.rows.contributions.push(payment({ payment_ref, iin, kind, period, payer: by, amount, paid_on: `${plusMonths(period, 1)}-25`, ...site.recorded() }));
  };
  const ways: { [what in PaidAs]: (period: string, amount: string) => void } = {
    paid: (period, amount) => add(period, 'OPV', amount),
    nothing: () => undefined,
    refunded: (period, amount) => { add(period, 'OPV', amount); add(period, 'OPV', `-${amount}`); },
    reduced: (period, amount) => { add(period, 'OPV', amount); add(period, 'OPV', '-0.01'); },
    owed: (period, amount) => add(period, 'OPV', `-${amount}`),
    twice: (period, amount) => { add(period, 'OPV', amount); add(period, 'OPV', '7.7'); },
    'by another': (period, amount) => add(period, 'OPV', amount, pick(site.employers, relation.employer + 1)),
    ESP: (period, amount) => add(period, 'ESP', amount, iin),
    SELF: (period, amount) => add(period, 'SELF', amount, iin),
    OPVR: (period, amount) => add(period, 'OPVR', amount),
  };
  const from = plusMonths(monthOf(relation.start), relation.paidFrom);
  for (const [at, { what, amount }] of relation.months.entries()) ways[what](plusMonths(from, at), amount);
}

/** The first and last day of an absence. */
function daysAway(relation: Relation, one: Relation['absences'][number]): { starts_on: string; ends_on: string } {
  const holes = [...relation.months.entries()].filter(([, month]) => month.what !== 'paid').map(([at]) => at);
  if (one.hole !== undefined && holes.length > 0) {
    const month = plusMonths(monthOf(relation.start), relation.paidFrom + pick(holes, one.hole.at));
    const days = Math.ceil(daysIn(month) / 2) - one.hole.less;
    if (one.hole.side === 'first') return { starts_on: firstDay(month), ends_on: plusDays(firstDay(month), days - 1) };
    return { starts_on: plusDays(lastDay(month), 1 - days), ends_on: lastDay(month) };
  }
  const starts_on = plusDays(firstDay(plusMonths(monthOf(relation.start), one.from)), one.day - 1);
  return { starts_on, ends_on: one.days === undefined ? '' : plusDays(starts_on, one.days - 1) };
}

function addAbsences(site: Site, relation: Relation, by: string, iin: string): void {
  for (const one of relation.absences) {
    const from = one.another ? pick(site.employers, relation.employer + 1) : by;
    site.rows.absences.push(absence({ employer: from, iin, ...daysAway(relation, one), kind: 'sick', ...site.recorded() }));
  }
}

function addRelation(site: Site, relation: Relation): void {
  const iin = pick(site.people, relation.person);
  const by = relation.own && site.employers.includes(iin) ? iin : pick(site.employers, relation.employer);
  for (const one of relation.second ? [by, pick(site.employers, relation.employer + 1)] : [by]) {
    addContracts(site, relation, one, iin);
    addPayments(site, relation, one, iin);
    addAbsences(site, relation, one, iin);
  }
}

function addPledges(site: Site, drawn: Choice): void {
  const { rows } = site;
  for (const one of drawn.pledges) {
    const pledge_id = `${one.prefix}${rows.pledges.length}`;
    const awarded_on = one.near ? plusDays(pick(rows.contracts, one.near.contract).starts_on, one.near.days) : one.awarded;
    const { jobs, occupation, qualification, term } = one;
    const another = pledge({
      pledge_id, project_id: pick(projects, one.project), employer: pick(site.employers, one.employer), place: one.place, jobs, occupation, qualification, term,
      awarded_on, due_on: plusDays(awarded_on, one.dueAfter), ...site.recorded(),
    });
    rows.pledges.push(one.twin ? { ...(rows.pledges.at(-1) ?? another), pledge_id } : another);
    rows.reports.push({ pledge_id, period: '2024-01', jobs, ...site.recorded() });
  }
}

/** Participants, and the months paid before an award that put people on its base list. */
function addOthers(site: Site, drawn: Choice): void {
  const { rows } = site;
  const named = rows.contracts.filter((row) => row.project_id !== '' && row.employer !== site.employers[0]);
  for (const one of drawn.participants) {
    const { employer, project_id, starts_on: day } = pick(named.length > 0 ? named : rows.contracts, one.contract);
    const starts_on = one.from === undefined ? '2023-01-01' : plusDays(day, one.from);
    const ends_on = one.through === undefined ? '' : plusDays(day, one.through);
    rows.participants.push(participant({
      employer, project_id: project_id || pick(projects, one.project), starts_on, ends_on: ends_on < starts_on ? '' : ends_on, ...site.recorded(),
    }));
  }
  for (const one of drawn.former) {
    const promised = pick(rows.pledges, one.pledge);
    const period = plusMonths(monthOf(promised.awarded_on), -one.back);
    const payer = one.payer === 0 ? promised.employer : pick(site.employers, one.payer);
    const { iin } = pick(rows.contracts, one.contract);
    rows.contributions.push(payment({ payment_ref: String(rows.contributions.length), iin, period, payer, paid_on: `${period}-28`, ...site.recorded() }));
  }
}

function addSurroundings(site: Site, drawn: Choice): void {
  const { rows } = site;
  const linked = (at: number): string => (at < 0 ? '' : binOf(at));
  for (const [at, one] of drawn.employerRows.slice(0, site.employers.length).entries()) {
    const links = { head: linked(one.head), successor: linked(one.successor), parent: linked(one.parent) };
    if (one.present) rows.employers.push(employer({ employer: pick(site.employers, at), ...links, ...site.recorded() }));
  }
  for (const [at, one] of drawn.residents.slice(0, site.people.length).entries()) {
    const exempt_from = one.exempt === '' ? '' : (one.from ?? '');
    if (one.present) rows.population.push(resident({ iin: pick(site.people, at), exempt: one.exempt, exempt_from, died_on: one.died ?? '', ...site.recorded() }));
  }
  for (const kato of drawn.loaded) rows.places.push(place(kato));
  const owner = pick(site.employers, 0);
  for (const project_id of projects) {
    rows.projects.push({
      project_id, name_kk: 'Зауыт', name_ru: 'Завод "Восток", 2-я очередь', name_en: '', kind: 'investment', programme: '', funding: 'private', sector: 'C', owner,
      place: '110000000', stage: 'operation', starts_on: '2023-01-01', ends_on: '', investment: '1000000', foreign_share: '0.25', office: 'akimat', status: 'active', ...site.recorded(),
    });
    rows.investments.push({ project_id, period: '2023-06', amount: '250000.5', ...site.recorded() });
  }
}

function build(drawn: Choice): Country {
  const people = Array.from({ length: drawn.people }, (_, at) => iinOf(at));
  const employers = Array.from({ length: drawn.employers }, (_, at) => (drawn.entrepreneur && at === drawn.employers - 1 ? iinOf(0) : binOf(at)));
  const rows: Rows = {
    places: [], population: [], employers: [], contracts: [], contributions: [], absences: [], projects: [], participants: [], pledges: [], investments: [], reports: [],
  };
  let count = 0;
  const recorded = (): { recorded_at: string } => ({ recorded_at: recordedAt(pick(drawn.recorded, count++)) });
  const site: Site = { rows, people, employers, recorded };
  for (const relation of drawn.relations) addRelation(site, relation);
  addPledges(site, drawn);
  addOthers(site, drawn);
  addSurroundings(site, drawn);
  addVersions(rows, drawn.versions, { people, employers, bins: employers.filter((one) => one !== iinOf(0)) });
  const silent = drawn.silent === undefined ? '' : plusMonths(firstMonth, drawn.silent);
  rows.contributions = rows.contributions.filter((row) => row.period !== silent);
  return rows;
}

/**
 * Small countries in which the edges of the rules fall close together: three to eight people, two to five employers and
 * one to five pledges in 30 months. Every row is one that an import accepts; `builtIn` of `rows.ts` are its known places.
 */
export function smallCountry(): fc.Arbitrary<Country> {
  return choice.map(build);
}
