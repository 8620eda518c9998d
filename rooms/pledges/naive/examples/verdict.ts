import { iinOf } from '../identifiers.ts';
import { contract, daniyar, payment, pledge, rival } from '../rows.ts';
import type { Country, RowOf } from '../columns.ts';

/** How many people the combine pays by month, what it had pledged, and what each pledge is called then. */
export type VerdictExample = { readonly title: string; readonly country: Country; readonly expected: { readonly [month: string]: readonly string[] } };

/** Somebody is paid in the month before the award: the base is known, and it is nobody of the combine. */
const elsewhere = payment({ iin: daniyar, payer: rival, period: '2023-12', payment_ref: 'elsewhere' });
const due = { due_on: '2024-06-30', hold_months: '3' };

/** A country in which so many people are at work and paid in each month. */
function paying(people: { readonly [month: string]: number }, pledges: RowOf<'pledges'>[], held = [elsewhere]): Country {
  const crew = Array.from({ length: Math.max(...Object.values(people)) }, (_, at) => iinOf(at + 10));
  return {
    pledges,
    contracts: crew.map((iin, at) => contract({ iin, contract_no: String(at) })),
    contributions: [...held, ...Object.entries(people).flatMap(([period, count]) => crew.slice(0, count).map((iin) => payment({ iin, period })))],
  };
}

const steady = (count: number) => ({ '2024-05': count, '2024-06': count, '2024-07': count, '2024-08': count, '2024-09': count, '2024-10': count });

/** Each verdict and its edge, month by month; pledges in the order of their ids, '' where it cannot be told. */
export const verdictExamples: readonly VerdictExample[] = [
  {
    title: 'Ten of ten on the due day and in every month after it: kept, holding, held',
    country: paying(steady(10), [pledge(due)]),
    expected: { '2024-05': ['not-due'], '2024-06': ['kept'], '2024-07': ['holding'], '2024-09': ['holding'], '2024-10': ['held'] },
  },
  {
    title: 'Nine of ten are enough to be substantially kept, and to hold',
    country: paying(steady(9), [pledge(due)]),
    expected: { '2024-06': ['substantially-kept'], '2024-07': ['holding'], '2024-10': ['held'] },
  },
  {
    title: 'Eight of ten miss, and ten a month later are too late',
    country: paying({ ...steady(10), '2024-06': 8 }, [pledge(due)]),
    expected: { '2024-05': ['not-due'], '2024-06': ['missed'], '2024-07': ['missed'], '2024-10': ['missed'] },
  },
  {
    title: 'One month below nine tenths loses what was kept, whatever comes after',
    country: paying({ ...steady(10), '2024-08': 8 }, [pledge(due)]),
    expected: { '2024-06': ['kept'], '2024-07': ['holding'], '2024-08': ['lost'], '2024-09': ['lost'], '2024-10': ['lost'] },
  },
  {
    title: 'What is lost after the hold period is not asked for',
    country: paying({ ...steady(10), '2024-10': 1 }, [pledge(due)]),
    expected: { '2024-09': ['holding'], '2024-10': ['held'] },
  },
  {
    title: 'A pledge without a hold period is held when it was kept',
    country: paying({ ...steady(10), '2024-07': 0 }, [pledge({ ...due, hold_months: '0' })]),
    expected: { '2024-06': ['kept'], '2024-07': ['held'] },
  },
  {
    title: 'Of nineteen jobs seventeen are less than nine tenths',
    country: paying(steady(17), [pledge({ ...due, jobs: '19' })]),
    expected: { '2024-06': ['missed'] },
  },
  {
    title: 'Pledges at one place fill by age: what the older one does not need keeps the younger',
    country: paying(steady(10), [pledge({ ...due, jobs: '6' }), pledge({ ...due, pledge_id: 'B', jobs: '4', awarded_on: '2024-01-20' })]),
    expected: { '2024-06': ['kept', 'kept'], '2024-07': ['holding', 'holding'] },
  },
  {
    title: 'What is not enough for both keeps the older one',
    country: paying(steady(8), [pledge({ ...due, jobs: '6' }), pledge({ ...due, pledge_id: 'B', jobs: '4', awarded_on: '2024-01-20' })]),
    expected: { '2024-06': ['kept', 'missed'] },
  },
  {
    title: 'Without any contribution of the base month nothing can be told',
    country: paying(steady(10), [pledge(due)], []),
    expected: { '2024-05': ['not-due'], '2024-06': [''], '2024-10': [''] },
  },
];
