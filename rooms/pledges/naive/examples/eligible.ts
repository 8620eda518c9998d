import type { Country, RowOf } from '../columns.ts';
import { aigul, almaty, astrakhan, berik, branch, combine, contract, employer, participant, payment, pledge, rival } from '../rows.ts';
import type { Example } from './example.ts';

const month = '2024-03';

function counted(title: string, country: Country): Example {
  return { rule: 6, title, month, country: { pledges: [pledge()], contracts: [contract()], ...country }, expected: [{ contracted: '1' }] };
}

function notCounted(title: string, country: Country): Example {
  return { ...counted(title, country), expected: [{ contracted: '0' }] };
}

const byRival = (over: Partial<RowOf<'contracts'>> = {}): RowOf<'contracts'>[] => [contract({ employer: rival, project_id: 'P', ...over })];
const wanting = (over: Partial<RowOf<'pledges'>>): RowOf<'pledges'>[] => [pledge(over)];

const employerExamples: Example[] = [
  notCounted('Another employer’s contract does not count, though it names the project', { contracts: byRival() }),
  counted('A participant’s contract that names the project counts', { contracts: byRival(), participants: [participant()] }),
  notCounted('A participant’s contract that names no project does not count', { contracts: byRival({ project_id: '' }), participants: [participant()] }),
  notCounted('Taking part in another project does not help', { contracts: byRival(), participants: [participant({ project_id: 'Q' })] }),
  counted('Who takes part from the day the spell starts counts', { contracts: byRival(), participants: [participant({ starts_on: '2024-02-01' })] }),
  notCounted('Who takes part from the next day does not', { contracts: byRival(), participants: [participant({ starts_on: '2024-02-02' })] }),
  counted('Who takes part through the day the spell starts counts, long after it ended', { contracts: byRival(), participants: [participant({ ends_on: '2024-02-01' })] }),
  notCounted('Who stopped taking part the day before does not', { contracts: byRival(), participants: [participant({ ends_on: '2024-01-31' })] }),
  notCounted('An annulled participation does not exist', { contracts: byRival(), participants: [participant({ status: 'annulled' })] }),
  counted('A branch takes part through its head', {
    contracts: byRival({ employer: branch }), participants: [participant()], employers: [employer({ employer: rival }), employer({ employer: branch, head: rival })],
  }),
  notCounted('Only the first contract of a spell can name the project', {
    contracts: [contract({ employer: rival, ends_on: '2024-02-10' }), ...byRival({ contract_no: '2', starts_on: '2024-02-11' })], participants: [participant()],
  }),
];

const jobExamples: Example[] = [
  counted('A spell that starts on the day of the award counts', { contracts: [contract({ starts_on: '2024-01-10' })] }),
  notCounted('A spell that starts the day before the award does not', { contracts: [contract({ starts_on: '2024-01-09' })] }),
  notCounted('A spell that began elsewhere does not count once its workplace is inside', {
    contracts: [contract({ workplace: almaty, ends_on: '2024-02-20' }), contract({ contract_no: '2', starts_on: '2024-02-21' })],
  }),
  notCounted('A spell that began inside is not contracted while its only workplace is elsewhere', {
    contracts: [contract({ ends_on: '2024-02-20' }), contract({ contract_no: '2', starts_on: '2024-02-21', workplace: almaty })],
  }),
  counted('An occupation that begins with the pledge’s counts', { pledges: wanting({ occupation: '72' }) }),
  counted('An occupation that is the pledge’s counts', { pledges: wanting({ occupation: '7212-1' }), contracts: [contract({ occupation: '7212-1' })] }),
  notCounted('An occupation wider than the pledge’s does not', { pledges: wanting({ occupation: '7212-1' }) }),
  notCounted('An occupation of another group does not', { pledges: wanting({ occupation: '21' }) }),
  counted('A qualification as wanted counts', { pledges: wanting({ qualification: '4' }), contracts: [contract({ qualification: '4' })] }),
  counted('A higher qualification counts', { pledges: wanting({ qualification: '4' }), contracts: [contract({ qualification: '5' })] }),
  notCounted('A lower qualification does not', { pledges: wanting({ qualification: '4' }), contracts: [contract({ qualification: '3' })] }),
  notCounted('An unknown qualification meets none', { pledges: wanting({ qualification: '1' }) }),
  notCounted('A pledge of permanent jobs does not take a contract of half a year', { pledges: wanting({ term: 'permanent' }), contracts: [contract({ term: 'fixed', ends_on: '2024-07-31' })] }),
  counted('A pledge of seasonal jobs takes any term of contract', { pledges: wanting({ term: 'seasonal' }) }),
  counted('A contract that names the pledge’s own project counts', { contracts: [contract({ project_id: 'P' })] }),
  notCounted('A contract of the employer that names another project does not', { contracts: [contract({ project_id: 'Q' })] }),
];

const paidIn = (period: string, over: Partial<RowOf<'contributions'>> = {}): Country => ({ contributions: [payment({ period, ...over })] });
const seasonal = wanting({ term: 'seasonal' });
const daughter = [employer({}), employer({ employer: rival, parent: combine })];

const newExamples: Example[] = [
  notCounted('Whom the employer paid in the month before the award’s is not new', paidIn('2023-12')),
  notCounted('Whom the employer paid three months before is not new', paidIn('2023-10')),
  counted('Whom the employer paid four months before is new', paidIn('2023-09')),
  counted('Whom the employer paid in the month of the award is new', paidIn('2024-01')),
  notCounted('For a seasonal pledge, who was paid twelve months before is not new', { pledges: seasonal, ...paidIn('2023-01') }),
  counted('For a seasonal pledge, who was paid thirteen months before is new', { pledges: seasonal, ...paidIn('2022-12') }),
  notCounted('Whom a daughter company paid is not new to the group', { employers: daughter, ...paidIn('2023-11', { payer: rival }) }),
  counted('Whom a stranger paid is new', paidIn('2023-11', { payer: rival })),
  counted('Whom the employer refunded in full is new', { contributions: [payment({ period: '2023-11' }), payment({ period: '2023-11', payment_ref: '2', amount: '-20000' })] }),
  notCounted('One employer of the group that paid is enough, whatever another was refunded', {
    employers: daughter, contributions: [payment({ period: '2023-11' }), payment({ period: '2023-11', payment_ref: '2', payer: rival, amount: '-20000' })],
  }),
];

function attributed(title: string, pledges: RowOf<'pledges'>[], ...counts: string[]): Example {
  const contracts = [contract(), contract({ contract_no: '2', iin: berik })];
  return { rule: 8, title, month, country: { pledges, contracts }, expected: counts.map((count) => ({ contracted: count })) };
}

const attributionExamples: Example[] = [
  attributed('The narrowest place takes the spell, though awarded later', [pledge({ place: '000000000', awarded_on: '2024-01-01' }), pledge({ pledge_id: 'B' })], '0', '2'),
  attributed('Of equal places the earliest award takes it', [pledge({ awarded_on: '2024-01-11' }), pledge({ pledge_id: 'B' })], '0', '2'),
  attributed('Of equal awards the smallest identifier by its bytes takes it: Z comes before a', [pledge({ pledge_id: 'a' }), pledge({ pledge_id: 'Z' })], '2', '0'),
  attributed('… and U+FF5E before U+10400', [pledge({ pledge_id: '\u{10400}' }), pledge({ pledge_id: '\uFF5E' })], '2', '0'),
  attributed('A pledge is never full: the second person stands with it too', [pledge({ jobs: '1' }), pledge({ pledge_id: 'B' })], '2', '0'),
  {
    rule: 8, month, title: 'A person with two employers may hold two jobs',
    country: {
      pledges: [pledge(), pledge({ pledge_id: 'B', employer: rival, place: astrakhan })],
      contracts: [contract(), contract({ employer: rival, iin: aigul })],
      contributions: [payment({ period: month }), payment({ period: month, payment_ref: '2', payer: rival })],
    },
    expected: [{ contracted: '1', paid: '1' }, { contracted: '1', paid: '1' }],
  },
];

export const eligibleExamples: Example[] = [...employerExamples, ...jobExamples, ...newExamples, ...attributionExamples];
