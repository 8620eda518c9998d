import type { Country, RowOf } from '../columns.ts';
import { absence, almaty, contract, employer, branch, combine, payment, payments, pledge, resident, rival } from '../rows.ts';
import type { EvidenceRow } from '../reading.ts';
import type { Example } from './example.ts';

/** How high Aigul stands with contract and payments as given; the run that ends at the month decides it. */
function standing(title: string, month: string, run: number, country: Country): Example {
  const on = (length: number): string => (run >= length ? '1' : '0');
  const expected: Partial<EvidenceRow> = { paid: on(1), held3: on(3), held6: on(6), held12: on(12) };
  return { rule: 9, title, month, country: { pledges: [pledge()], contracts: [contract()], ...country }, expected: [expected] };
}

const paidBut = (...missing: string[]): RowOf<'contributions'>[] => payments('2024-02', '2025-01').filter((row) => !missing.includes(row.period));

const ladderExamples: Example[] = [
  standing('The second paid month is not held yet', '2024-03', 2, { contributions: paidBut() }),
  standing('The third paid month is held3', '2024-04', 3, { contributions: paidBut() }),
  standing('The sixth paid month is held6', '2024-07', 6, { contributions: paidBut() }),
  standing('The eleventh paid month is not held12', '2024-12', 11, { contributions: paidBut() }),
  standing('The twelfth paid month is held12', '2025-01', 12, { contributions: paidBut() }),
  standing('An unpaid month ends the run', '2024-06', 2, { contributions: paidBut('2024-04') }),
  standing('Who is not paid for the month itself stands on no rung above contracted', '2024-06', 0, { contributions: paidBut('2024-06') }),
  standing('Payments for months before the first contract add nothing', '2024-03', 2, { contributions: payments('2024-01', '2024-03') }),
  standing('A run goes on from one contract of the spell to the next', '2024-04', 3, {
    contracts: [contract({ ends_on: '2024-03-05' }), contract({ contract_no: '2', starts_on: '2024-04-01' })], contributions: paidBut(),
  }),
  standing('One day at a covered workplace is enough for a month of the run', '2024-04', 3, {
    contracts: [contract({ ends_on: '2024-03-01', terminated_on: '2024-03-01' }), contract({ contract_no: '2', starts_on: '2024-03-02', workplace: almaty }), contract({ contract_no: '3', starts_on: '2024-04-30' })],
    contributions: paidBut(),
  }),
  standing('A paid month at another workplace ends the run', '2024-05', 2, {
    contracts: [contract({ terminated_on: '2024-02-29' }), contract({ contract_no: '2', starts_on: '2024-03-01', terminated_on: '2024-03-31', workplace: almaty }), contract({ contract_no: '3', starts_on: '2024-04-01' })],
    contributions: paidBut(),
  }),
  standing('A new spell starts a new run', '2024-08', 1, {
    contracts: [contract({ terminated_on: '2024-04-30' }), contract({ contract_no: '2', starts_on: '2024-08-01' })], contributions: paidBut('2024-05', '2024-06', '2024-07'),
  }),
];

/** Unpaid in April (30 days) and paid in the two months on either side: three or more only where April is neutral. */
const withoutApril = (title: string, run: number, ...absences: RowOf<'absences'>[]): Example =>
  standing(title, '2024-06', run, { contributions: paidBut('2024-04'), absences });

/** Paid for January, March and April; the payment for February was refunded, and she was away until 2 March. */
function afterRefundedFebruary(title: string, run: number, awayFrom: string): Example {
  return standing(title, '2024-04', run, {
    contracts: [contract({ starts_on: '2024-01-10' })],
    contributions: [...payments('2024-01', '2024-04'), payment({ period: '2024-02', payment_ref: '2', amount: '-20000' })],
    absences: [absence({ starts_on: awayFrom, ends_on: '2024-03-02' })],
  });
}

const absenceExamples: Example[] = [
  withoutApril('An absence of exactly half of the month makes it neutral: it neither adds nor breaks', 4, absence({ starts_on: '2024-04-16', ends_on: '2024-04-30' })),
  withoutApril('An absence of a day less than half does not', 2, absence({ starts_on: '2024-04-17', ends_on: '2024-05-31' })),
  withoutApril('An absence without an end lasts', 4, absence({ starts_on: '2024-04-16' })),
  withoutApril('Two absences that are half only together make nothing neutral', 2, absence({ starts_on: '2024-04-01', ends_on: '2024-04-10' }), absence({ starts_on: '2024-04-11', ends_on: '2024-04-20' })),
  withoutApril('An absence from another employer does not matter', 2, absence({ employer: rival, starts_on: '2024-04-01', ends_on: '2024-04-30' })),
  withoutApril('An annulled absence does not exist', 2, absence({ starts_on: '2024-04-01', ends_on: '2024-04-30', status: 'annulled' })),
  standing('An absence reported by the branch is one from the employer', '2024-06', 4, {
    employers: [employer({}), employer({ employer: branch, head: combine })], contributions: paidBut('2024-04'), absences: [absence({ employer: branch, starts_on: '2024-04-01', ends_on: '2024-04-30' })],
  }),
  standing('A month of absence that was paid adds like any other', '2024-04', 3, { contributions: paidBut(), absences: [absence({ starts_on: '2024-03-01', ends_on: '2024-03-31' })] }),
  afterRefundedFebruary('Half of a month of 29 days is 15', 3, '2024-02-15'),
  afterRefundedFebruary('14 days of 29 are less than half', 2, '2024-02-16'),
  standing('A long absence carries the run across every month it covers', '2025-01', 4, {
    contributions: [...payments('2024-02', '2024-03'), ...payments('2024-12', '2025-01')], absences: [absence({ kind: 'childcare', starts_on: '2024-04-10', ends_on: '2024-11-15' })],
  }),
  standing('Months of absence do not pay for the month itself', '2024-04', 0, { contributions: paidBut('2024-04'), absences: [absence({ starts_on: '2024-04-01' })] }),
];

function exempt(title: string, month: string, count: string, person: Partial<RowOf<'population'>>): Example {
  const country = { pledges: [pledge()], contracts: [contract()], contributions: payments('2024-02', '2024-06'), population: [resident(person)] };
  return { rule: 18, title, month, country, expected: [{ contracted: count, paid: count, held3: count }] };
}

const exemptExamples: Example[] = [
  exempt('Who is exempt stands on no rung, though paid', '2024-05', '0', { exempt: 'foreign' }),
  exempt('Who is exempt from the last day of the month stands on none in it', '2024-05', '0', { exempt: 'pension', exempt_from: '2024-05-31' }),
  exempt('Who is exempt from the next day still stands', '2024-05', '1', { exempt: 'pension', exempt_from: '2024-06-01' }),
  exempt('Who is not exempt stands; a day of death decides nothing', '2024-05', '1', { died_on: '2024-03-01' }),
];

export const runExamples: Example[] = [...ladderExamples, ...absenceExamples, ...exemptExamples];
