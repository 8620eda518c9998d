import type { Duck } from '#platform/duck.ts';
import type { SmallCountry } from './country.ts';

const day = (month: number) => `make_date(${Math.floor(month / 12)}, ${(month % 12) + 1}, 1)`;
const end = (month: number) => `last_day(${day(month)})`;

/** Columns of each register that the steps of evidence and of the rules read. */
const shapes = {
  contributions: 'payment_ref varchar, person integer, kind varchar, period integer, payer integer, amount bigint, paid_on date, recorded_at bigint',
  contracts: 'employer integer, contract_no varchar, person integer, term varchar, starts_on date, ends_on date, terminated_on date, occupation varchar, qualification tinyint, workplace integer, rate integer, wage bigint, conditions varchar, project_id varchar, recorded_at bigint',
  absences: 'employer integer, person integer, starts_on date, ends_on date, kind varchar, recorded_at bigint',
  employers: 'employer integer, name varchar, sector varchar, place integer, head integer, successor integer, parent integer, registered_on date, closed_on date, recorded_at bigint',
  population: 'person integer, born_on date, sex varchar, place integer, citizenship varchar, education tinyint, graduated_on date, exempt varchar, exempt_from date, died_on date, left_on date, recorded_at bigint',
  projects: 'project_id varchar, name_kk varchar, name_ru varchar, name_en varchar, kind varchar, programme varchar, funding varchar, sector varchar, owner integer, place integer, stage varchar, starts_on date, ends_on date, investment bigint, foreign_share integer, office varchar, recorded_at bigint',
  participants: 'project_id varchar, employer integer, role varchar, starts_on date, ends_on date, recorded_at bigint',
  pledges: 'pledge_id varchar, project_id varchar, employer integer, place integer, phase varchar, jobs bigint, awarded_on date, due_on date, hold_months bigint, occupation varchar, qualification tinyint, term varchar, young bigint, wage_floor bigint, recorded_at bigint',
  investments: 'project_id varchar, period integer, amount bigint, recorded_at bigint',
  reports: 'pledge_id varchar, period integer, jobs bigint, recorded_at bigint',
  places: 'kato integer, valid_from date, valid_to date, name_ru varchar, name_kk varchar, name_en varchar, recorded_at bigint',
} as const;

/** Where everything of a small country lies. */
export const place = 750_000_000;

/** Rows of a register, each as SQL values by column; what a row does not name is empty. */
export type Rows = Partial<Record<keyof typeof shapes, readonly Readonly<Record<string, string>>[]>>;

/** Lays rows into the given DuckDB as the registers hand them to the steps. */
export async function loadRows(duck: Duck, rows: Rows): Promise<void> {
  await duck.run('create schema if not exists register');
  for (const [register, shape] of Object.entries(shapes)) {
    await duck.run(`create or replace table register.${register} (${shape})`);
    const names = shape.split(', ').map((column) => column.split(' ')[0]!);
    const held = rows[register as keyof typeof shapes] ?? [];
    if (held.length > 0) await duck.run(`insert into register.${register} values ${held.map((row) => `(${names.map((name) => row[name] ?? 'null').join(', ')})`).join(', ')}`);
  }
}

/** A small country as rows. Every contract has an end that somebody set, so that none goes on in silence. */
export function rowsOf({ pledges, stints, reports }: SmallCountry): Rows {
  return {
    pledges: pledges.map((one) => ({
      pledge_id: `'${one.id}'`, project_id: `'${one.id}'`, employer: String(one.employer), place: String(place), phase: `'operation'`, jobs: String(one.jobs),
      awarded_on: day(one.award), due_on: end(one.due), hold_months: String(one.hold), term: `'${one.term}'`,
    })),
    contracts: stints.map((one, at) => ({
      employer: String(one.employer), contract_no: `'${at}'`, person: String(one.person), term: `'${one.term}'`, starts_on: day(one.from),
      terminated_on: one.to === null ? 'null' : end(one.to), occupation: `'7212'`, workplace: String(place), rate: String(one.rate), wage: '20000000',
    })),
    contributions: stints.flatMap((one, at) => [...one.paid].map(([month, tenge]) => ({
      payment_ref: `'${at}'`, person: String(one.person), kind: `'OPV'`, period: String(month), payer: String(one.employer), amount: String(tenge * 10), paid_on: end(month),
    }))),
    absences: stints.flatMap((one) => (one.absent === null ? [] : [{ employer: String(one.employer), person: String(one.person), starts_on: day(one.absent), ends_on: end(one.absent), kind: `'sick'` }])),
    reports: reports.map((one) => ({ pledge_id: `'${one.pledge}'`, period: String(one.month), jobs: String(one.jobs) })),
  };
}
