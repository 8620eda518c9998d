import type { Country, RowOf } from '../columns.ts';
import type { EvidenceRow } from '../reading.ts';
import { aigul, almaty, astrakhan, berik, contract, daniyar, participant, payment, payments, pledge, rival, saule } from '../rows.ts';
import type { Example } from './example.ts';

function figures(rule: number, title: string, month: string, country: Country, expected: Partial<EvidenceRow>): Example {
  return { rule, title, month, country: { pledges: [pledge()], ...country }, expected: [expected] };
}

/** The combine's people before the award: Berik since 2023, at the settlement. */
const berikSince2023 = contract({ contract_no: 'B', iin: berik, starts_on: '2023-01-01' });
const december = payments('2023-12', '2023-12', { iin: berik });

const netExamples: Example[] = [
  figures(10, 'Base, net and credited are unknown when nothing is held of the month before the award', '2024-02',
    { contracts: [contract()], contributions: payments('2024-01', '2024-02') },
    { paid: '1', base: '', net: '', credited: '' }),
  figures(10, 'A single contribution from anybody, of any kind, makes the base known', '2024-02',
    { contracts: [contract()], contributions: [payment(), payment({ period: '2023-12', kind: 'ESP', iin: daniyar, payer: daniyar })] },
    { paid: '1', base: '0', net: '1', credited: '1' }),
  figures(10, 'An annulled contribution does not', '2024-02',
    { contracts: [contract()], contributions: [payment(), payment({ period: '2023-12', status: 'annulled' })] },
    { paid: '1', base: '' }),
  figures(10, 'Whoever stays is in base and headcount alike', '2024-02',
    { contracts: [contract(), berikSince2023], contributions: [payment(), ...december, payment({ iin: berik })] },
    { contracted: '1', paid: '1', base: '1', net: '1', credited: '1' }),
  figures(10, 'One who comes for one who goes is no new job', '2024-02',
    { contracts: [contract(), berikSince2023], contributions: [payment(), ...december] },
    { contracted: '1', paid: '1', base: '1', net: '0', credited: '0' }),
  figures(10, 'Net may fall below zero, credited may not', '2024-03',
    { contracts: [berikSince2023], contributions: december },
    { paid: '0', base: '1', net: '-1', credited: '0' }),
  figures(10, 'The base counts only workplaces that the pledge’s place covers', '2024-02',
    { contracts: [contract(), { ...berikSince2023, workplace: almaty }], contributions: [payment(), ...december] },
    { base: '0', net: '1' }),
  figures(10, 'The base counts nobody without a contract in that month', '2024-02',
    { contracts: [contract(), { ...berikSince2023, terminated_on: '2023-11-30' }], contributions: [payment(), ...december] },
    { base: '0', net: '1' }),
  figures(10, 'One day of a contract in the month is enough for the headcount', '2024-02',
    { contracts: [contract(), { ...berikSince2023, terminated_on: '2023-12-01' }], contributions: [payment(), ...december] },
    { base: '1', net: '0' }),
  // Berik, hired in 2024, is eligible; Saule came back in 2024 but stood on the base list, so headcount 2, paid 1.
  figures(10, 'Credited is not more than paid', '2024-04',
    {
      contracts: [contract({ iin: berik }), contract({ contract_no: '2', iin: saule })],
      contributions: [payment({ iin: saule, period: '2023-12' }), payment({ iin: saule, period: '2024-04' }), payment({ iin: berik, period: '2024-04' })],
    },
    { contracted: '1', paid: '1', base: '0', net: '2', credited: '1' }),
  figures(10, 'Paid persons employed by participants are added to net', '2024-02',
    { contracts: [contract({ employer: rival, project_id: 'P' })], participants: [participant()], contributions: [payment({ payer: rival }), payment({ period: '2023-12', iin: daniyar, payer: rival })] },
    { paid: '1', base: '0', net: '1', credited: '1' }),
  figures(10, 'A person paid by the employer and by a participant is one of the headcount and one of the participants’', '2024-02',
    {
      contracts: [contract({ rate: '0.6' }), contract({ employer: rival, project_id: 'P', rate: '0.6' })], participants: [participant()],
      contributions: [payment(), payment({ payer: rival, payment_ref: '2', amount: '5000' }), payment({ period: '2023-12', iin: daniyar })],
    },
    { contracted: '1', paid: '1', fte: '1.00', base: '0', net: '2', credited: '1', wage_mean: '125000.00' }),
];

/** A seasonal pledge awarded on 10 April 2024; Berik worked for the combine in July 2023 only. */
function season(title: string, month: string, base: string): Example {
  const contributions = [payment({ iin: berik, period: '2023-07' }), payment({ iin: daniyar, period: '2023-04' }), payment({ iin: daniyar, period: '2024-03' })];
  return figures(10, title, month, { pledges: [pledge({ term: 'seasonal', awarded_on: '2024-04-10' })], contracts: [berikSince2023], contributions }, { base });
}

const seasonExamples: Example[] = [
  season('The base of a season is the headcount of the same month in the year before the award', '2024-07', '1'),
  season('… in later years too', '2025-07', '1'),
  season('… in the month of the award itself, a year before', '2024-04', '0'),
  season('… in the month before the award, and not a year before that', '2025-03', '0'),
  season('… and unknown where nothing is held of that month', '2024-08', ''),
];

const four = [aigul, berik, saule, daniyar];

/** Four people with a contract each, paid these sums for February 2024. */
function paidSums(title: string, sums: string[], expected: Partial<EvidenceRow>): Example {
  const contracts = sums.map((_, at) => contract({ contract_no: String(at), iin: four[at] ?? '' }));
  const contributions = sums.map((amount, at) => payment({ iin: four[at] ?? '', amount }));
  return figures(12, title, '2024-02', { contracts, contributions }, expected);
}

function atRates(title: string, rates: string[], fte: string): Example {
  const contracts = rates.map((rate, at) => contract({ contract_no: String(at), rate }));
  return figures(11, title, '2024-02', { contracts, contributions: [payment()] }, { paid: '1', fte });
}

const countExamples: Example[] = [
  atRates('Part of a rate is part of a full-time job', ['0.25'], '0.25'),
  atRates('The rates of one person’s contracts add up', ['0.5', '0.01'], '0.51'),
  atRates('Nobody is more than one full-time job', ['0.75', '0.5'], '1.00'),
  atRates('Two rates are still one full-time job', ['2'], '1.00'),
  figures(11, 'A contract at another workplace adds nothing', '2024-02',
    { contracts: [contract({ rate: '0.5' }), contract({ contract_no: '2', rate: '0.5', workplace: almaty })], contributions: [payment()] }, { fte: '0.50' }),
  figures(11, 'Who is not paid adds nothing', '2024-02', { contracts: [contract()] }, { contracted: '1', fte: '0.00' }),
  paidSums('The mean and the median of an odd number', ['10000', '20000', '60000'], { wage_mean: '300000.00', wage_median: '200000.00' }),
  paidSums('The median of an even number is the mean of the two middle ones', ['90000', '10000', '20000', '30000'], { wage_mean: '375000.00', wage_median: '250000.00' }),
  // 800,000.10 / 4 = 200,000.025.
  paidSums('Half a tiyn is rounded up', ['20000', '20000', '20000', '20000.01'], { wage_mean: '200000.03', wage_median: '200000.00' }),
  // 600,000.10 / 3 = 200,000.0333….
  paidSums('Less than half a tiyn is rounded down', ['20000', '20000', '20000.01'], { wage_mean: '200000.03', wage_median: '200000.00' }),
  figures(12, 'There is no wage where nobody is paid', '2024-02', { contracts: [contract()] }, { wage_mean: '', wage_median: '', permanent: '0' }),
];

function permanent(title: string, over: Partial<RowOf<'contracts'>>, count: string): Example {
  const row = contract(over);
  const month = row.starts_on.slice(0, 7);
  return figures(7, title, month, { pledges: [pledge({ awarded_on: '2023-01-10' })], contracts: [row], contributions: [payment({ period: month })] }, { paid: '1', permanent: count });
}

const permanentExamples: Example[] = [
  permanent('An indefinite contract is permanent, whatever end is filled in', { ends_on: '2024-05-01' }, '1'),
  permanent('A year to the day is permanent', { term: 'fixed', ends_on: '2025-01-31' }, '1'),
  permanent('A year less a day is not', { term: 'fixed', ends_on: '2025-01-30' }, '0'),
  permanent('29 February counts as 1 March: the year ends on 28 February', { term: 'fixed', starts_on: '2024-02-29', ends_on: '2025-02-28' }, '1'),
  permanent('A day less from 29 February is not a year', { term: 'fixed', starts_on: '2024-02-29', ends_on: '2025-02-27' }, '0'),
  permanent('The year from 1 March 2023 ends on 29 February 2024', { term: 'fixed', starts_on: '2023-03-01', ends_on: '2024-02-29' }, '1'),
  permanent('… and not the day before', { term: 'fixed', starts_on: '2023-03-01', ends_on: '2024-02-28' }, '0'),
  permanent('A termination does not matter', { term: 'fixed', ends_on: '2025-01-31', terminated_on: '2024-02-29' }, '1'),
  permanent('A piece of work without an end is not permanent', { term: 'work' }, '0'),
  permanent('A replacement of a year is', { term: 'replacement', ends_on: '2025-06-30' }, '1'),
  permanent('A replacement without an end is not', { term: 'replacement' }, '0'),
  figures(12, 'A person is permanent by any contract of the spell in force on the last day', '2024-03',
    { contracts: [contract({ term: 'fixed', ends_on: '2024-02-29' }), contract({ contract_no: '2', starts_on: '2024-03-01' })], contributions: [payment({ period: '2024-03' })] }, { permanent: '1' }),
  figures(12, 'A permanent contract at another workplace does not make the job permanent', '2024-02',
    { contracts: [contract({ term: 'fixed', ends_on: '2024-06-30' }), contract({ contract_no: '2', workplace: almaty })], contributions: [payment()] }, { permanent: '0' }),
];

const promisedExamples: Example[] = [
  figures(0, 'A pledge is due in the month of its day', '2024-12', {}, { jobs: '10', due: '10' }),
  figures(0, 'A pledge is not due the month before', '2024-11', {}, { jobs: '10', due: '0' }),
  figures(0, 'A pledge has a figure for a month before its award', '2023-01', {}, { place: astrakhan, contracted: '0', base: '' }),
];

export const figureExamples: Example[] = [...netExamples, ...seasonExamples, ...countExamples, ...permanentExamples, ...promisedExamples];
