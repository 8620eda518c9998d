import { firstDay, lastDay, monthOf, plusMonths } from './calendar.ts';
import type { Country, RowOf } from './columns.ts';
import { byBytes, currentRows } from './current.ts';
import { gatherFacts, type Facts } from './facts.ts';
import { hundredths } from './money.ts';
import { isNeutral, readJobs, type Job } from './rung.ts';
import { isPermanent } from './spell.ts';

/** How many distinct persons of a pledge have a key, on contracted and on paid. */
export type QualityRow = { pledge_id: string; attribute: string; key: string; contracted: number; paid: number };

/** Who counts as young: docs/quality.md once more. */
function isYoung(born: string, day: string): boolean {
  const age = Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);
  return age >= 14 && age <= (day >= '2022-09-04' ? 34 : 28);
}

/** The rates of a job's contracts in force on the month's last day. */
function rateOf(job: Job): bigint {
  return job.inForce.reduce((sum, one) => sum + hundredths(one.row.rate), 0n);
}

/** Whether what was paid by the 25th of the next month alone is more than nothing. */
function isInTime(job: Job, month: string, facts: Facts): boolean {
  let sum = 0n;
  for (const row of facts.contributions) {
    if (row.kind !== 'OPV' || row.period !== month || row.iin !== job.spell.person || facts.employers.employerOf(row.payer) !== job.spell.employer) continue;
    if (row.paid_on <= `${plusMonths(month, 1)}-25`) sum += hundredths(row.amount);
  }
  return sum > 0n;
}

/** The wage of a job that is full-time on every day of a month that is not mostly of absence; undefined where there is none. */
function wholeWage(job: Job, month: string, facts: Facts): bigint | undefined {
  const through = job.inForce.filter((one) => one.row.starts_on <= firstDay(month));
  const rate = through.reduce((sum, one) => sum + hundredths(one.row.rate), 0n);
  return rate >= 100n && !isNeutral(job.spell, month, facts) ? job.wage : undefined;
}

function compareJobs(a: Job, b: Job): number {
  const [x, y] = [largest(a), largest(b)];
  return Number(rateOf(b) - rateOf(a)) || byBytes(hiredOn(a), hiredOn(b)) || byBytes(y.qualification, x.qualification) || byBytes(y.conditions, x.conditions) || byBytes(y.occupation, x.occupation);
}

const hiredOn = (job: Job): string => job.spell.contracts[0]!.row.starts_on;

function largest(job: Job): RowOf<'contracts'> {
  return job.inForce.map((one) => one.row)
    .toSorted((a, b) => Number(hundredths(b.rate) - hundredths(a.rate)) || byBytes(a.starts_on, b.starts_on) || byBytes(a.contract_no, b.contract_no))[0]!;
}

function residence(pledged: string, lives: string): string {
  if (pledged === '000000000') return 'anywhere';
  if (lives === '') return '';
  if (pledged.slice(2) !== '0000000' && lives.slice(0, 4) === pledged.slice(0, 4)) return 'district';
  return lives.slice(0, 2) === pledged.slice(0, 2) ? 'region' : 'elsewhere';
}

function keysOf(pledge: RowOf<'pledges'>, jobs: readonly Job[], month: string, facts: Facts): { [attribute: string]: string } {
  const paid = jobs.some((job) => job.wage !== undefined);
  const deciding = jobs.filter((job) => (job.wage !== undefined) === paid).toSorted(compareJobs);
  const [first] = deciding as [Job];
  const row = largest(first);
  const person = facts.population.find((one) => one.iin === first.spell.person);
  const whole = deciding.map((job) => wholeWage(job, month, facts)).filter((wage) => wage !== undefined).toSorted((a, b) => (a < b ? 1 : -1))[0];
  const permanent = deciding.some((job) => job.inForce.some((one) => isPermanent(one.row)));
  const graduated = person?.graduated_on ?? '';
  const until = `${Number(graduated.slice(0, 4)) + 3}${graduated.slice(4)}`;
  const specialist = person === undefined ? '' : graduated !== '' && graduated <= hiredOn(first) && hiredOn(first) <= until ? 'specialist' : 'other';
  const keys: { [attribute: string]: string } = {
    qualification: row.qualification, conditions: row.conditions,
    hours: deciding.reduce((sum, job) => sum + rateOf(job), 0n) >= 100n ? 'full' : 'part',
    permanence: permanent ? 'permanent' : 'temporary',
    youth: person === undefined ? '' : isYoung(person.born_on, lastDay(month)) ? 'young' : 'other',
    specialist, sex: person?.sex ?? '', residence: residence(pledge.place, person?.place ?? ''),
    citizenship: person === undefined || person.citizenship === '' ? '' : person.citizenship === 'KZ' ? 'KZ' : 'foreign',
    payment: !paid ? 'unpaid' : deciding.every((job) => isInTime(job, month, facts)) ? 'in-time' : 'late',
  };
  const meets = (it: boolean) => (it ? 'meets' : 'lacks');
  if (pledge.young !== '') keys['promised-young'] = specialist;
  if (pledge.qualification !== '') keys['promised-qualification'] = meets(row.qualification !== '' && Number(row.qualification) >= Number(pledge.qualification));
  if (pledge.occupation !== '') keys['promised-occupation'] = meets(row.occupation.startsWith(pledge.occupation));
  if (pledge.term === 'permanent') keys['promised-permanence'] = meets(permanent);
  if (pledge.wage_floor !== '') keys['promised-wage'] = whole === undefined ? 'not-compared' : meets(whole >= hundredths(pledge.wage_floor));
  return keys;
}

/** docs/quality.md read word by word, for every pledge at a month, in the order of pledge_id, attribute and key. */
export function readQuality(country: Country, month: string, classifier: ReadonlySet<string>): QualityRow[] {
  const facts = gatherFacts(country, classifier);
  const rows = new Map<string, QualityRow>();
  for (const [pledge, ofPledge] of Map.groupBy(readJobs(facts, month), (job) => job.pledge)) {
    for (const jobs of Map.groupBy(ofPledge, (job) => job.spell.person).values()) {
      const paid = jobs.some((job) => job.wage !== undefined);
      for (const [attribute, key] of Object.entries(keysOf(pledge, jobs, month, facts))) {
        const name = `${pledge.pledge_id}\n${attribute}\n${key}`;
        const row = rows.get(name) ?? { pledge_id: pledge.pledge_id, attribute, key, contracted: 0, paid: 0 };
        rows.set(name, { ...row, contracted: row.contracted + 1, paid: row.paid + (paid ? 1 : 0) });
      }
    }
  }
  return [...rows.values()].toSorted((a, b) => byBytes(a.pledge_id, b.pledge_id) || byBytes(a.attribute, b.attribute) || byBytes(a.key, b.key));
}

export type MedianRow = { part: string; key: string; people: number; median: string };

/** The median wages of docs/quality.md at a month, by part and key; `sectionOf` a sector's section letter. */
export function readMedians(country: Country, month: string, classifier: ReadonlySet<string>, sectionOf: (sector: string) => string | undefined): MedianRow[] {
  const facts = gatherFacts(country, classifier);
  const sectors = new Map(currentRows(country, 'employers').map((row) => [row.employer, row.sector]));
  const contracts = currentRows(country, 'contracts').filter((row) => row.terminated_on === '' || row.terminated_on >= row.starts_on);
  const wages = new Map<string, bigint[]>();
  const pairs = Map.groupBy(facts.contributions.filter((row) => row.kind === 'OPV' && row.period === month && row.payer !== row.iin), (row) => `${facts.employers.employerOf(row.payer)} ${row.iin}`);
  for (const [pair, rows] of pairs) {
    const sum = rows.reduce((total, row) => total + hundredths(row.amount), 0n);
    if (sum <= 0n) continue;
    const [employer, person] = pair.split(' ');
    const sections = rows.flatMap((row) => sectionOf(sectors.get(row.payer) ?? '') ?? []).toSorted();
    const newest = contracts.filter((row) => facts.employers.employerOf(row.employer) === employer && row.iin === person && monthOf(row.starts_on) <= month)
      .toSorted((a, b) => byBytes(b.starts_on, a.starts_on) || byBytes(b.contract_no, a.contract_no) || byBytes(b.workplace, a.workplace))[0];
    const places = newest === undefined || newest.workplace.startsWith('00') ? [] : [`region ${newest.workplace.slice(0, 2)}0000000`];
    for (const part of ['country 000000000', ...places, ...sections.slice(0, 1).map((section) => `section ${section}`)]) wages.set(part, [...(wages.get(part) ?? []), sum * 10n]);
  }
  return [...wages].map(([part, values]) => {
    const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const middle = sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!;
    const [name = '', key = ''] = part.split(' ');
    return { part: name, key, people: values.length, median: String((middle + 1n) / 2n) };
  }).toSorted((a, b) => byBytes(a.part, b.part) || byBytes(a.key, b.key));
}
