import type { RowOf } from '../columns.ts';
import { almaty, contract, payments, pledge } from '../rows.ts';
import type { Example } from './example.ts';

type Months = readonly [from: string, through: string];

/** The months in which somebody with these contracts stands on contracted, and in which not. */
function contracted(title: string, contracts: RowOf<'contracts'>[], paid: readonly Months[], yes: string[], no: string[]): Example[] {
  const country = { pledges: [pledge()], contracts, contributions: paid.flatMap(([from, through]) => payments(from, through)) };
  const example = (month: string, count: string): Example => ({ rule: 5, title: `${title} (${month})`, country, month, expected: [{ contracted: count }] });
  return [...yes.map((month) => example(month, '1')), ...no.map((month) => example(month, '0'))];
}

const untilMidMarch = contract({ term: 'fixed', ends_on: '2024-03-15' });
const laterInAlmaty = contract({ contract_no: '2', starts_on: '2024-05-10', workplace: almaty });

export const spellExamples: Example[] = [
  ...contracted('A contract is in force on its first day and on its last', [contract({ starts_on: '2024-02-29', term: 'fixed', ends_on: '2024-03-31' })], [], ['2024-02', '2024-03'], ['2024-01', '2024-04']),
  ...contracted('A contract that ends the day before the last of the month is not in force on it', [contract({ term: 'fixed', ends_on: '2024-03-30' })], [], ['2024-02'], ['2024-03']),
  ...contracted('A termination counts before the end, earlier or later', [contract({ term: 'fixed', ends_on: '2024-03-15', terminated_on: '2024-04-30' })], [], ['2024-04'], ['2024-05']),
  ...contracted('A terminated contract is not extended by payments', [contract({ terminated_on: '2024-03-15' })], [['2024-04', '2024-05']], ['2024-02'], ['2024-03', '2024-04']),
  ...contracted('Payments extend a contract silently through their last month', [untilMidMarch], [['2024-04', '2024-05']], ['2024-03', '2024-04', '2024-05'], ['2024-06']),
  ...contracted('Payments that begin two months after the end extend nothing', [untilMidMarch], [['2024-05', '2024-06']], ['2024-02'], ['2024-03', '2024-05']),
  ...contracted('A payment for the month of the end itself extends nothing', [untilMidMarch], [['2024-03', '2024-03']], ['2024-02'], ['2024-03']),
  ...contracted('An unpaid month ends the extension', [untilMidMarch], [['2024-04', '2024-04'], ['2024-06', '2024-06']], ['2024-04'], ['2024-05', '2024-06']),
  ...contracted('The extension ends the day before the next contract starts', [untilMidMarch, laterInAlmaty], [['2024-04', '2024-06']], ['2024-03', '2024-04'], ['2024-05', '2024-06']),
  ...contracted('A next contract that starts before the end takes nothing off it', [untilMidMarch, contract({ contract_no: '2', starts_on: '2024-03-01', workplace: almaty })], [['2024-04', '2024-04']], ['2024-02'], ['2024-03', '2024-04']),
  ...contracted('Of contracts with equal starts the greater number is the next', [untilMidMarch, contract({ contract_no: '2', workplace: almaty })], [['2024-04', '2024-04']], ['2024-02'], ['2024-03', '2024-04']),
  ...contracted('Of contracts with equal starts the one with the greatest number is extended', [untilMidMarch, contract({ contract_no: '0', workplace: almaty })], [['2024-04', '2024-04']], ['2024-03', '2024-04'], ['2024-05']),
  ...contracted('Numbers are ordered as text: 10 comes before 9', [{ ...untilMidMarch, contract_no: '9' }, contract({ contract_no: '10', workplace: almaty })], [['2024-04', '2024-04']], ['2024-03', '2024-04'], []),
  ...contracted('A contract that never began is the next one all the same', [untilMidMarch, { ...laterInAlmaty, terminated_on: '2024-05-09' }], [['2024-04', '2024-06']], ['2024-04'], ['2024-05', '2024-06', '2024-07']),
  ...contracted('A contract terminated on its first day did begin', [contract({ starts_on: '2024-02-29', terminated_on: '2024-02-29' })], [], ['2024-02'], ['2024-03']),
  ...contracted('A contract that never began is not the first of a spell', [contract({ contract_no: '0', starts_on: '2024-01-05', terminated_on: '2024-01-04' }), contract()], [], ['2024-02'], []),
  // 10 December 2023 + 62 days = 10 February 2024; a spell from 1 October began before the award of 10 January.
  ...contracted('A break of 62 days does not end a spell', [contract({ starts_on: '2023-10-01', ends_on: '2023-12-10' }), contract({ contract_no: '2', starts_on: '2024-02-10' })], [], [], ['2024-02']),
  ...contracted('A break of 63 days ends a spell', [contract({ starts_on: '2023-10-01', ends_on: '2023-12-10' }), contract({ contract_no: '2', starts_on: '2024-02-11' })], [], ['2024-02'], []),
  // Payments for January, after the award, carry the first contract to 31 January; 30 March is 59 days later, 9 April 69.
  ...contracted('A silent extension shortens the break', [contract({ starts_on: '2023-10-01', ends_on: '2023-12-10' }), contract({ contract_no: '2', starts_on: '2024-03-30' })], [['2024-01', '2024-01']], [], ['2024-04']),
  ...contracted('A break too long even after the extension ends the spell', [contract({ starts_on: '2023-10-01', ends_on: '2023-12-10' }), contract({ contract_no: '2', starts_on: '2024-04-09' })], [['2024-01', '2024-01']], ['2024-04'], []),
  ...contracted('A break is counted from the latest end so far, not from the end of the contract before', [
    contract({ starts_on: '2023-06-01', ends_on: '2023-12-31' }),
    contract({ contract_no: '2', starts_on: '2023-07-01', ends_on: '2023-07-31' }),
    contract({ contract_no: '3', starts_on: '2024-02-15' }),
  ], [], [], ['2024-02']),
  ...contracted('Of contracts with equal starts the one that ends earlier is the first', [contract({ contract_no: 'A', workplace: almaty }), contract({ contract_no: 'B', ends_on: '2024-06-30' })], [], ['2024-02'], ['2024-07']),
  // U+FF5E is EF BD 9E in UTF-8 and U+10400 is F0 90 90 80, although a string of UTF-16 puts them the other way round.
  ...contracted('Of contracts equal in start and end the first has the smaller number by its UTF-8 bytes', [contract({ contract_no: '\u{10400}', workplace: almaty }), contract({ contract_no: '\uFF5E' })], [], ['2024-02'], []),
];
