import { plusMonths } from './calendar.ts';
import type { RowOf } from './columns.ts';
import { binOf, iinOf } from './identifiers.ts';

/** The people, employers and places of the examples, and rows that say the usual unless told otherwise. */
export const [aigul, berik, saule, daniyar] = [iinOf(0), iinOf(1), iinOf(2), iinOf(3)] as const;
export const [combine, branch, rival, holding] = [binOf(0), binOf(1), binOf(2), binOf(3)] as const;

export const akmola = '110000000';
export const astrakhan = '113600000';
export const akkol = '113200000';
export const almaty = '750000000';
/** In Astrakhan district: a rural district, two of its settlements, and a village of the first. */
export const [okrug, settlement, otherSettlement, village] = ['113690000', '113690100', '113690200', '113690103'] as const;
export const akkolSettlement = '113290100';
/** The codes that the examples take as built in; rows of `places` add to them. */
export const builtIn: ReadonlySet<string> = new Set([akmola, astrakhan, akkol, almaty]);

const recorded_at = '2026-06-01T09:00:00+05:00';

/** A contract of Aigul with the combine in the settlement: indefinite, full time, from 1 February 2024. */
export function contract(over: Partial<RowOf<'contracts'>> = {}): RowOf<'contracts'> {
  return {
    employer: combine, contract_no: '1', iin: aigul, term: 'indefinite', starts_on: '2024-02-01', ends_on: '', terminated_on: '',
    occupation: '7212', qualification: '', workplace: settlement, rate: '1', wage: '200000', conditions: '', project_id: '',
    status: 'active', recorded_at, ...over,
  };
}

/** A pension contribution of 20,000 (a wage of 200,000) that the combine paid for Aigul. */
export function payment(over: Partial<RowOf<'contributions'>> = {}): RowOf<'contributions'> {
  return {
    payment_ref: '1', iin: aigul, kind: 'OPV', period: '2024-02', payer: combine, amount: '20000', paid_on: '2024-03-25',
    status: 'active', recorded_at, ...over,
  };
}

/** One payment for each month from the first through the last. */
export function payments(from: string, through: string, over: Partial<RowOf<'contributions'>> = {}): RowOf<'contributions'>[] {
  const rows: RowOf<'contributions'>[] = [];
  for (let period = from; period <= through; period = plusMonths(period, 1)) rows.push(payment({ period, ...over }));
  return rows;
}

/** The combine's pledge A: ten jobs in Astrakhan district by the end of 2024, awarded on 10 January 2024. */
export function pledge(over: Partial<RowOf<'pledges'>> = {}): RowOf<'pledges'> {
  return {
    pledge_id: 'A', project_id: 'P', employer: combine, place: astrakhan, phase: 'operation', jobs: '10', awarded_on: '2024-01-10',
    due_on: '2024-12-31', hold_months: '12', occupation: '', qualification: '', term: 'any', young: '', wage_floor: '',
    status: 'active', recorded_at, ...over,
  };
}

export function employer(over: Partial<RowOf<'employers'>>): RowOf<'employers'> {
  return {
    employer: combine, name: 'ЖШС "Комбинат"', sector: 'C', place: akmola, head: '', successor: '', parent: '',
    registered_on: '2020-01-01', closed_on: '', recorded_at, ...over,
  };
}

/** The rival takes part in project P from 1 January 2024. */
export function participant(over: Partial<RowOf<'participants'>> = {}): RowOf<'participants'> {
  return { project_id: 'P', employer: rival, role: 'contractor', starts_on: '2024-01-01', ends_on: '', status: 'active', recorded_at, ...over };
}

export function absence(over: Partial<RowOf<'absences'>>): RowOf<'absences'> {
  return { employer: combine, iin: aigul, starts_on: '2024-03-01', ends_on: '', kind: 'unpaid', status: 'active', recorded_at, ...over };
}

export function resident(over: Partial<RowOf<'population'>>): RowOf<'population'> {
  return {
    iin: aigul, born_on: '1990-04-12', sex: 'f', place: settlement, citizenship: 'KZ', education: '', graduated_on: '', exempt: '',
    exempt_from: '', died_on: '', left_on: '', recorded_at, ...over,
  };
}

export function place(kato: string, over: Partial<RowOf<'places'>> = {}): RowOf<'places'> {
  return { kato, valid_from: '', valid_to: '', name_ru: 'Место', name_kk: '', name_en: '', recorded_at: '', ...over };
}
